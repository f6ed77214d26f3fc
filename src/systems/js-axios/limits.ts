import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { type Known, never, type OneOf, type Value } from '../../model/value.ts';
import type { Evaluated } from '../../syntax/program/evaluate.ts';
import type { Entry } from '../program/follow.ts';
import type { Runtime } from '../program/runtime.ts';
import { ineffective, suspectMilliseconds } from '../program/written.ts';
import type { Reader } from '../reader.ts';
import { programmed } from '../setting.ts';
import type { Written } from '../system.ts';
import { axiosFacts } from './facts.ts';

const link = 'https://axios-http.com/docs/req_config';
export const option = (name: string, timer: Timer) => ({ system: axiosFacts.system, title: axiosFacts.title, name, timer, link });

/** On Node a limit of the gaps, in browsers of the whole exchange; either where nobody knows. */
export function limitsOf(evaluated: Evaluated, runtime: Runtime): { readonly settings: readonly Setting[]; readonly written: readonly Written[] } {
  const timer = runtime === 'browser' ? 'upstream.deadline' : 'upstream.read';
  const whole = programmed(timer, 'timeout', evaluated, 1, zero);
  const written = suspectMilliseconds(option('timeout', timer), evaluated);
  if (runtime !== 'unknown' || whole.value.kind !== 'known') return { settings: [whole], written };
  const gap: Setting = { ...whole, timer: 'upstream.read', value: either(whole.value, never) };
  return { settings: [gap, { ...whole, timer: 'upstream.deadline', value: either(never, whole.value) }], written };
}

const zero = (raw: string | number | boolean | null): Value | undefined => (raw === 0 || raw === '0' ? never : undefined);

const either = (node: Known, browser: Known): OneOf => ({
  kind: 'one-of',
  members: [{ amount: node.amount, when: 'it runs on Node' }, { amount: browser.amount, when: 'it runs in a browser' }],
  settledBy: '',
});

/** Keys that look like `timeout` and are none. */
export async function misspelt(entries: readonly Entry[], reader: Reader): Promise<readonly Written[]> {
  const wrong = entries.filter((entry) => entry.key !== 'timeout' && resembles(entry.key.toLowerCase()));
  return Promise.all(wrong.map(async (entry) =>
    ineffective(option(entry.key, 'upstream.read'), await reader.evaluate(entry.expression, entry.program, entry.scope), entry.place, {
      fact: `axios has no option ${entry.key}`, symptom: 'requests have no limit at all', advice: 'write timeout', refused: true,
    })));
}

/** One letter lost, doubled or swapped with its neighbour, a plural, an underscore, another case. */
function resembles(key: string): boolean {
  const plain = key.replace(/_/g, '');
  return plain === right || plain === `${right}s` || lost(plain, right) || lost(right, plain) || swapped(plain);
}

const right = 'timeout';
/** `longer` without one of its letters; a letter more must repeat its neighbour. */
const lost = (shorter: string, longer: string): boolean =>
  shorter.length === longer.length - 1 && [...longer].some((letter, index) => longer.slice(0, index) + longer.slice(index + 1) === shorter && (longer === right || letter === longer[index - 1]));
const swapped = (key: string): boolean =>
  key.length === right.length && [...right].some((_, index) => right.slice(0, index) + (right[index + 1] ?? '') + (right[index] ?? '') + right.slice(index + 2) === key);
