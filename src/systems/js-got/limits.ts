import { own } from '../../model/own.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { never } from '../../model/value.ts';
import type { Evaluated } from '../../syntax/program/evaluate.ts';
import { type Entry, entryOf, record } from '../program/follow.ts';
import { suspectMilliseconds } from '../program/written.ts';
import type { Reader } from '../reader.ts';
import { programmed } from '../setting.ts';
import type { Written } from '../system.ts';
import { gotFacts } from './facts.ts';

export type Library = 'got' | 'ky';

interface Limits {
  readonly settings: readonly Setting[];
  readonly written: readonly Written[];
}

const phases: Readonly<Record<string, Timer>> = { request: 'upstream.deadline', response: 'upstream.first-byte', socket: 'upstream.read', connect: 'upstream.connect', send: 'upstream.send' };
const link = gotFacts.defaults[0]?.link ?? '';

/** `timeout` and `retry` of a call or an instance. */
export async function limitsOf(entries: readonly Entry[], library: Library, reader: Reader): Promise<Limits> {
  const timeout = entryOf(entries, 'timeout');
  const limits = timeout ? await timeoutOf(timeout, library, reader) : { settings: [], written: [] };
  const retry = entryOf(entries, 'retry');
  return { settings: [...limits.settings, ...(retry ? await retryOf(retry, reader) : [])], written: limits.written };
}

async function timeoutOf(entry: Entry, library: Library, reader: Reader): Promise<Limits> {
  const parts = library === 'got' ? await record(entry, reader) : undefined;
  const found = parts ? parts.entries.flatMap((part) => (own(phases, part.key) ? [{ name: `timeout.${part.key}`, timer: own(phases, part.key) ?? 'upstream.deadline', part }] : [])) : [whole(entry, library)];
  const limits = await Promise.all(found.map(async ({ name, timer, part }) => limit(name, timer, await reader.evaluate(part.expression, part.program, part.scope))));
  return { settings: limits.flatMap((one) => one.settings), written: limits.flatMap((one) => one.written) };
}

const whole = (part: Entry, library: Library): { name: string; timer: Timer; part: Entry } => ({ name: 'timeout', timer: library === 'ky' ? 'upstream.first-byte' : 'upstream.deadline', part });

function limit(name: string, timer: Timer, value: Evaluated): Limits {
  const setting = programmed(timer, name, value, 1, (raw) => (raw === 0 || raw === false ? never : undefined));
  return { settings: [setting], written: suspectMilliseconds({ system: gotFacts.system, title: gotFacts.title, name, timer, link }, value) };
}

/** `retry: 2` or `retry: { limit: 2 }`: the first attempt is not counted in the code. */
async function retryOf(entry: Entry, reader: Reader): Promise<readonly Setting[]> {
  const parts = await record(entry, reader);
  const part = parts ? entryOf(parts.entries, 'limit') : entry;
  if (!part) return [];
  const value = await reader.evaluate(part.expression, part.program, part.scope);
  return [programmed('retry.attempts', parts ? 'retry.limit' : 'retry', value.kind === 'value' && typeof value.value === 'number' ? { ...value, value: value.value + 1 } : value, 1)];
}
