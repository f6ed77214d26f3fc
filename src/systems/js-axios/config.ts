import { unsure } from '../../model/value.ts';
import type { Setting } from '../../model/setting.ts';
import type { Call, Definition, Opaque, Program } from '../../syntax/program/tree.ts';
import { type Agent, agentOf, globalAgent } from '../program/agent.ts';
import { type Entry, entryOf, type Located, record, valuesOf } from '../program/follow.ts';
import { methodOf } from '../program/calls.ts';
import type { Runtime } from '../program/runtime.ts';
import { type Pieces, piecesOf } from '../program/url.ts';
import { signalLimit } from '../program/signal.ts';
import type { Reader } from '../reader.ts';
import type { Written } from '../system.ts';
import { contradictoryUnit } from '../program/named-unit.ts';
import { limitsOf, misspelt, option } from './limits.ts';

/** What a configuration object says. */
export interface Config {
  readonly settings: readonly Setting[];
  readonly written: readonly Written[];
  readonly base?: Pieces;
  readonly url?: Pieces;
  readonly agent: Agent;
  readonly ownAgent: boolean;
}

/** Nothing of its own. */
export const emptyConfig = (inherited: Config): Config => ({ settings: [], written: [], agent: inherited.agent, ownAgent: false });

export async function configOf(at: Located, runtime: Runtime, program: Program, reader: Reader): Promise<Config> {
  const options = await record(at, reader);
  const entries = [...(options?.entries ?? []), ...assignedLater(at)];
  const timeout = entryOf(entries, 'timeout');
  const limits = timeout ? await timeoutOf(timeout, runtime, reader) : { settings: [], written: [] };
  const signal = entryOf(entries, 'signal');
  const total = signal ? await signalLimit(signal, at.expression.place, reader) : undefined;
  const written = [...limits.written, ...(await misspelt(entries, reader))];
  const pool = await agents(entries, runtime, program, reader, at);
  const idle = pool.agent.settings.filter((setting) => setting.timer === 'upstream.idle');
  return { settings: [...(total ? [total] : []), ...limits.settings, ...idle], written, ...(await urls(entries, reader)), ...pool };
}

async function timeoutOf(timeout: Entry, runtime: Runtime, reader: Reader): Promise<ReturnType<typeof limitsOf>> {
  const evaluated = await reader.evaluate(timeout.expression, timeout.program, timeout.scope);
  const { settings, written } = limitsOf(evaluated, runtime);
  return { settings, written: written.length > 0 ? written : await contradictoryUnit(option('timeout', 'upstream.read'), 'milliseconds', timeout, evaluated, reader) };
}

/** `cfg.timeout = …` after `const cfg = { … }`. */
function assignedLater(at: Located): readonly Entry[] {
  if (at.expression.kind !== 'name') return [];
  const name = at.expression.path.join('.');
  return ['timeout', 'signal', 'url', 'baseURL'].flatMap((key) =>
    valuesOf(at.program, `${name}.${key}`, at.scope).map((one) => ({ key, expression: one.conditional ? perhaps(one) : one.value, program: at.program, scope: one.scope, place: one.place })));
}

/** A value that may not have been given: nobody knows which is in force. */
const perhaps = ({ value }: Definition): Opaque => ({ kind: 'opaque', text: value.text, place: value.place });

async function urls(entries: readonly Entry[], reader: Reader): Promise<Pick<Config, 'base' | 'url'>> {
  const base = entryOf(entries, 'baseURL') ?? entryOf(entries, 'baseUrl');
  const url = entryOf(entries, 'url');
  return { ...(base && { base: await piecesOf(base, reader) }), ...(url && { url: await piecesOf(url, reader) }) };
}

async function agents(entries: readonly Entry[], runtime: Runtime, program: Program, reader: Reader, at: Located): Promise<Pick<Config, 'agent' | 'ownAgent'>> {
  const place = at.expression.place;
  if (runtime === 'browser') return { agent: { profile: 'unknown', settings: [], pooled: unsure('browsers keep connections on their own terms', place) }, ownAgent: false };
  const own = entryOf(entries, 'httpAgent') ?? entryOf(entries, 'httpsAgent');
  return own ? { agent: await agentOf(own, reader), ownAgent: true } : { agent: globalAgent(reader, program.source.path, place), ownAgent: false };
}

/** The variety of axios for which facts hold: where it runs and which pool it uses. */
export function profileOf(runtime: Runtime, agent: Agent): string {
  if (runtime !== 'node') return runtime;
  if (agent.profile === 'global') return agent.pooled.value === 'yes' ? 'node-pooled' : 'node';
  return agent.profile === 'keep-alive' ? 'node-keep-alive' : 'node';
}

/** Where a call has its URL and its configuration. */
export async function requestConfig(call: Call, program: Program, reader: Reader): Promise<{ readonly url?: Pieces; readonly text: string; readonly config?: Located }> {
  const method = methodOf(call);
  const [first, second, third] = call.args;
  const located = (expression: Located['expression']): Located => ({ expression, program, scope: call.scope });
  if (!first) return { text: call.text };
  if (method === 'request' || !/^(get|delete|head|options|post|put|patch)/.test(method)) {
    if (await record(located(first), reader)) return { text: first.text, config: located(first) };
    return { url: await piecesOf(located(first), reader), text: first.text, ...(second && { config: located(second) }) };
  }
  const config = /^(get|delete|head|options)$/.test(method) ? second : third;
  return { url: await piecesOf(located(first), reader), text: first.text, ...(config && { config: located(config) }) };
}
