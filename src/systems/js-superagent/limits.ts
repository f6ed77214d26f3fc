import { own } from '../../model/own.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { never } from '../../model/value.ts';
import type { Evaluated } from '../../syntax/program/evaluate.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import { methodOf } from '../program/calls.ts';
import { over } from '../program/client.ts';
import { record } from '../program/follow.ts';
import { ineffective, suspectMilliseconds } from '../program/written.ts';
import type { Reader } from '../reader.ts';
import { programmed } from '../setting.ts';
import type { Written } from '../system.ts';
import { superagentFacts } from './facts.ts';

export interface Limits {
  readonly settings: readonly Setting[];
  readonly written: readonly Written[];
}

const timers: Readonly<Record<string, Timer>> = { deadline: 'upstream.deadline', response: 'upstream.first-byte' };
const others = new Set(['upload']);
const link = 'https://github.com/forwardemail/superagent/blob/3ef3676/docs/index.md#timeouts';

/** What `.timeout(…)` and `.retry(…)` of a chain set; the last call wins. */
export async function limitsOf(chain: readonly Call[], program: Program, reader: Reader): Promise<Limits> {
  let settings: readonly Setting[] = [];
  const written: Written[] = [];
  for (const call of chain) {
    const method = methodOf(call);
    const found = method === 'timeout' ? await timeoutOf(call, program, reader) : { settings: method === 'retry' ? await retryOf(call, program, reader) : [], written: [] };
    settings = over(found.settings, settings);
    written.push(...found.written);
  }
  return { settings, written };
}

async function timeoutOf(call: Call, program: Program, reader: Reader): Promise<Limits> {
  const [argument] = call.args;
  if (!argument) return { settings: [], written: [] };
  const options = await record({ expression: argument, program, scope: call.scope }, reader);
  if (!options) return limit('deadline', await reader.evaluate(argument, program, call.scope));
  const parts: Limits[] = [];
  for (const entry of options.entries) {
    const value = await reader.evaluate(entry.expression, entry.program, entry.scope);
    if (own(timers, entry.key) !== undefined) parts.push(limit(entry.key, value));
    else if (!others.has(entry.key)) parts.push({ settings: [], written: [unheard(entry.key, value, entry.place)] });
  }
  return { settings: parts.flatMap((part) => part.settings), written: parts.flatMap((part) => part.written) };
}

function limit(name: string, value: Evaluated): Limits {
  const timer = own(timers, name) ?? 'upstream.deadline';
  const option = { system: superagentFacts.system, title: superagentFacts.title, name, timer, link };
  return { settings: [programmed(timer, name, value, 1, (raw) => (raw === 0 || raw === null || raw === false ? never : undefined))], written: suspectMilliseconds(option, value) };
}

const unheard = (name: string, value: Evaluated, place: Written['place']): Written =>
  ineffective({ system: superagentFacts.system, title: superagentFacts.title, name, timer: 'upstream.deadline', link }, value, place, {
    fact: `.timeout() knows deadline, response and upload, not ${name}`,
    symptom: 'the limit is not applied',
    advice: 'write deadline for the whole exchange or response for the first byte',
    refused: true,
  });

async function retryOf(call: Call, program: Program, reader: Reader): Promise<readonly Setting[]> {
  const [argument] = call.args;
  if (!argument) return [];
  const value = await reader.evaluate(argument, program, call.scope);
  const tries: Evaluated = value.kind === 'value' && typeof value.value === 'number' ? { ...value, value: value.value + 1 } : value;
  return [programmed('retry.attempts', 'retry', tries, 1)];
}
