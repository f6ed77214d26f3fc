import type { Setting } from '../../model/setting.ts';
import { never } from '../../model/value.ts';
import type { Call } from '../../syntax/program/tree.ts';
import { type Agent, agentOf } from '../program/agent.ts';
import { type Entry, entryOf, type Located, record } from '../program/follow.ts';
import { contradictoryUnit } from '../program/named-unit.ts';
import { signalLimit, signalOf, type SignalLimit } from '../program/signal.ts';
import { suspectMilliseconds } from '../program/written.ts';
import type { Reader } from '../reader.ts';
import { programmed } from '../setting.ts';
import type { Written } from '../system.ts';
import { anyDispatcher } from './dispatcher.ts';
import type { Library } from './library.ts';
import { belowSignal, link, unheard } from './written.ts';

/** What the second argument of a fetch says. */
export interface Options {
  readonly settings: readonly Setting[];
  readonly written: readonly Written[];
  readonly dispatcher?: Located;
  readonly agent?: Agent;
}

interface Context {
  readonly library: Library;
  readonly profile: string;
  readonly reader: Reader;
}

export async function optionsOf(at: Located | undefined, call: Call, context: Context): Promise<Options> {
  const { reader, library } = context;
  const entries = (at && (await record(at, reader))?.entries) ?? [];
  const signal = entryOf(entries, 'signal');
  const total = signal && (await signalOf(signal, call.place, reader));
  // Other libraries have limits of their own behind a signal that nobody can read.
  const hidden = signal && !total && library.kind === 'node-fetch' ? await signalLimit(signal, call.place, reader) : undefined;
  const timeout = entryOf(entries, 'timeout');
  const dispatcher = entryOf(entries, 'dispatcher');
  const agent = library.kind === 'node-fetch' ? entryOf(entries, 'agent') : undefined;
  const own = timeout ? await timeoutOf(timeout, context) : { settings: [], written: [] };
  const limits = library.request ? await requestLimits(entries, reader) : [];
  return {
    settings: [...(total ? [total.setting] : hidden ? [hidden] : []), ...own.settings, ...limits],
    written: [...own.written, ...(total ? await ofSignal(total, call, dispatcher, context) : [])],
    ...(dispatcher && { dispatcher }),
    ...(agent && { agent: await agentOf(agent, reader) }),
  };
}

/** `timeout:` is an option of node-fetch 2 and of Bun only. */
async function timeoutOf(entry: Entry, { library, reader }: Context): Promise<{ settings: readonly Setting[]; written: readonly Written[] }> {
  const value = await reader.evaluate(entry.expression, entry.program, entry.scope);
  const nodeFetch = library.kind === 'node-fetch';
  if (nodeFetch && library.major === 2) return { settings: [programmed('upstream.deadline', 'timeout', value, 1, (raw) => (raw === 0 ? never : undefined))], written: suspectMilliseconds({ ...link('timeout'), title: 'node-fetch' }, value) };
  if ((nodeFetch && library.major === undefined) || runsOnBun(entry, reader)) return { settings: [], written: [] };
  return { settings: [], written: [unheard(value, entry.place, nodeFetch ? 'node-fetch 3' : 'fetch')] };
}

const runsOnBun = (entry: Entry, reader: Reader): boolean => ['bun', '@types/bun', 'bun-types'].some((name) => reader.dependency(entry.program.source.path, name) !== undefined);

async function requestLimits(entries: readonly Entry[], reader: Reader): Promise<readonly Setting[]> {
  const entry = entryOf(entries, 'headersTimeout');
  if (!entry) return [];
  const value = await reader.evaluate(entry.expression, entry.program, entry.scope);
  return [programmed('upstream.first-byte', 'headersTimeout', value, 1, (raw) => (raw === 0 ? never : undefined))];
}

/** A signal that may never fire because undici gives up before, and one that looks like seconds. */
async function ofSignal(total: SignalLimit, call: Call, dispatcher: Located | undefined, { profile, reader }: Context): Promise<readonly Written[]> {
  const option = { ...link(total.setting.name), title: total.setting.name };
  const small = suspectMilliseconds(option, total.evaluated);
  const suspect = small.length > 0 ? small : await contradictoryUnit(option, 'milliseconds', total.at, total.evaluated, reader);
  if (profile === 'browser' || profile === 'node-fetch' || dispatcher || anyDispatcher(reader)) return suspect;
  return [...suspect, ...belowSignal(total, call, profile)];
}
