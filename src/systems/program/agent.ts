import { exact, type Setting } from '../../model/setting.ts';
import { type Fact, known, never, no, unsure, yes } from '../../model/value.ts';
import { freeSocketTimeout, poolsSince } from '../js-http/facts.ts';
import type { Reader } from '../reader.ts';
import { programmed } from '../setting.ts';
import { entryOf, follow, type Located, record } from './follow.ts';
import { localNames, objectOf } from './calls.ts';
import type { Call } from '../../syntax/program/tree.ts';
import { nodeMajor } from './version.ts';

/** A pool of Node: its own limits and whether it keeps connections at all. */
export interface Agent {
  readonly profile: 'global' | 'keep-alive' | 'closing' | 'unknown';
  readonly settings: readonly Setting[];
  readonly pooled: Fact;
}

const hint = 'it obeys the Keep-Alive: timeout=N header of a server that sends one';

/** Without an own agent: Node's global one, which pools in newer releases only. */
export function globalAgent(reader: Reader, path: string, place: Located['expression']['place']): Agent {
  const major = nodeMajor(reader, path);
  if (major === undefined) return { profile: 'global', settings: [], pooled: unsure(`the global agent keeps connections since Node ${poolsSince}, and no version is pinned`, place) };
  if (major < poolsSince) return { profile: 'global', settings: [], pooled: no(`the global agent of Node ${major} closes after each request`, place) };
  return { profile: 'global', settings: [], pooled: yes(`the global agent of Node ${major} keeps connections; ${hint}`, place) };
}

/** What `agent:`, `httpAgent:` and the like are given. */
export async function agentOf(at: Located, reader: Reader): Promise<Agent> {
  const found = await follow(at, reader);
  const { expression } = found;
  if (expression.kind === 'literal' && expression.value === false) return { profile: 'closing', settings: [], pooled: no('agent: false makes a connection for each request', expression.place) };
  if (expression.kind !== 'call' || !/(^|\.)(Agent|HttpsAgent|HttpAgent)$/.test(expression.callee)) {
    return { profile: 'unknown', settings: [], pooled: unsure('the agent is made elsewhere', at.expression.place) };
  }
  return isAgentKeepAlive(expression, found) ? agentKeepAlive(expression, found, reader) : ownAgent(expression, found, reader);
}

async function ownAgent(call: Call, at: Located, reader: Reader): Promise<Agent> {
  const options = await optionsOf(call, at, reader);
  if (!options) return { profile: call.args[0] ? 'unknown' : 'closing', settings: [], pooled: call.args[0] ? unsure('the options of the agent are made elsewhere', call.place) : no('new http.Agent() closes after each request', call.place) };
  const keepAlive = entryOf(options.entries, 'keepAlive');
  const on = keepAlive && (await reader.evaluate(keepAlive.expression, keepAlive.program, keepAlive.scope));
  if (on?.kind === 'unknown') return { profile: 'unknown', settings: [], pooled: unsure('keepAlive is only known at run time', call.place) };
  if (on?.kind !== 'value' || on.value !== true) return { profile: options.open ? 'unknown' : 'closing', settings: [], pooled: options.open ? unsure('further options are spread in', call.place) : no('an agent without keepAlive: true closes after each request', call.place) };
  // `timeout` of an Agent ends its free sockets; that of a request or of axios does not.
  const idle = (await limit('upstream.idle', 'timeout', options.entries, reader)).map((setting) => ({ ...setting, name: 'agent.timeout' }));
  const probe = await limit('probe.idle', 'keepAliveMsecs', options.entries, reader);
  return { profile: 'keep-alive', settings: [...idle, ...probe], pooled: yes(`the agent is made with keepAlive: true; ${hint}`, keepAlive?.place ?? call.place) };
}

/** The package agentkeepalive: pools by default and drops free sockets after `freeSocketTimeout`. */
async function agentKeepAlive(call: Call, at: Located, reader: Reader): Promise<Agent> {
  const entries = (await optionsOf(call, at, reader))?.entries ?? [];
  const idle = [...(await limit('upstream.idle', freeSocketTimeout.name, entries, reader)), ...(await limit('upstream.idle', 'keepAliveTimeout', entries, reader))];
  const { timer, name, value, link } = freeSocketTimeout;
  const assumed: Setting = {
    timer, name, value: known(value, String(value)), provenance: { kind: 'default', of: 'agentkeepalive', link },
    place: call.place, via: [], window: exact, fixed: false,
  };
  const first = idle[0] ?? assumed;
  return { profile: 'keep-alive', settings: [first], pooled: yes(`agentkeepalive keeps connections; ${hint}`, call.place) };
}

async function limit(timer: Setting['timer'], name: string, entries: Parameters<typeof entryOf>[0], reader: Reader): Promise<readonly Setting[]> {
  const entry = entryOf(entries, name);
  if (!entry) return [];
  const value = await reader.evaluate(entry.expression, entry.program, entry.scope);
  return [programmed(timer, name, value, 1, (raw) => (raw === 0 ? never : undefined))];
}

const optionsOf = async (call: Call, at: Located, reader: Reader): Promise<Awaited<ReturnType<typeof record>>> => (call.args[0] ? record({ ...at, expression: call.args[0] }, reader) : undefined);

const isAgentKeepAlive = (call: Call, at: Located): boolean => {
  const head = objectOf(call) || call.callee;
  return localNames(at.program, ['agentkeepalive'], ['default', '*', 'HttpsAgent', 'HttpAgent']).includes(head);
};
