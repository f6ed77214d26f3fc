import type { Setting } from '../../model/setting.ts';
import type { Call, Definition, Program } from '../../syntax/program/tree.ts';
import { localNames } from '../program/calls.ts';
import { type Client, over } from '../program/client.ts';
import { entryOf, type Located, record } from '../program/follow.ts';
import { globalAgent } from '../program/agent.ts';
import { type Runtime, runtimeOf } from '../program/runtime.ts';
import { piecesOf } from '../program/url.ts';
import type { Reader } from '../reader.ts';
import { programmed } from '../setting.ts';
import type { Written } from '../system.ts';
import { type Config, configOf, profileOf } from './config.ts';
import { limitsOf } from './limits.ts';

/** What `axios.create()` made, or the module itself. */
export interface Instance {
  readonly client: Client;
  readonly config: Config;
  readonly runtime: Runtime;
  /** The names by which other files import it. */
  readonly exported: readonly string[];
}

export async function instanceOf(call: Call, program: Program, reader: Reader, written: Written[]): Promise<Instance> {
  const [argument] = call.args;
  const runtime = argument && (await isBelowOrigin({ expression: argument, program, scope: call.scope }, reader)) ? 'browser' : runtimeOf(program, reader);
  const config = argument ? await configOf({ expression: argument, program, scope: call.scope }, runtime, program, reader) : await defaultsOf([], runtime, program, reader, call.place);
  const name = call.assigned;
  const later = name === undefined ? config : await defaultsOf([name], runtime, program, reader, call.place);
  const settings = over(await retries(call, program, reader), over(later.settings, config.settings));
  written.push(...config.written, ...(later === config ? [] : later.written));
  const base = later.base ?? config.base;
  const whole: Config = { ...config, settings, ...(base && { base }) };
  return { client: { place: call.place, profile: profileOf(runtime, whole.agent), settings, routes: [] }, config: whole, runtime, exported: exportsOf(call, program) };
}

/** `baseURL: "/api"`: only a page has an origin to put before it. */
async function isBelowOrigin(at: Located, reader: Reader): Promise<boolean> {
  const entry = entryOf((await record(at, reader))?.entries ?? [], 'baseURL');
  const base = entry && (await reader.evaluate(entry.expression, entry.program, entry.scope));
  return base?.kind === 'value' && base.origin === 'literal' && /^\/(?!\/)/.test(String(base.value));
}

/** axios without an instance, with what is written to `axios.defaults`. */
export async function moduleInstance(program: Program, names: readonly string[], reader: Reader, written: Written[]): Promise<Instance> {
  const runtime = runtimeOf(program, reader);
  const first = program.calls.find((call) => names.some((name) => call.callee === name || call.callee.startsWith(`${name}.`)) && !call.callee.endsWith('.create'));
  const place = first?.place ?? program.source.place(0);
  const config = await defaultsOf(names, runtime, program, reader, place);
  written.push(...config.written);
  return { client: { place, profile: profileOf(runtime, config.agent), settings: config.settings, routes: [] }, config, runtime, exported: [] };
}

/** `axios.defaults.timeout = …`, `api.defaults.baseURL = …`. */
async function defaultsOf(names: readonly string[], runtime: Runtime, program: Program, reader: Reader, place: Call['place']): Promise<Config> {
  const assigned = (option: string): Definition | undefined => program.definitions.findLast((one) => names.some((name) => one.name === `${name}.defaults.${option}`));
  const timeout = assigned('timeout');
  const base = assigned('baseURL');
  const limits = timeout ? limitsOf(await reader.evaluate(timeout.value, program, timeout.scope), runtime) : { settings: [], written: [] };
  const agent = globalAgent(reader, program.source.path, place);
  return {
    ...limits, agent: runtime === 'browser' ? { ...agent, pooled: { value: 'unknown', why: 'browsers keep connections on their own terms', places: [] } } : agent, ownAgent: false,
    ...(base && { base: await piecesOf({ expression: base.value, program, scope: base.scope }, reader) }),
  };
}

/** `axiosRetry(instance, { retries: 3 })`: three tries follow the first. */
async function retries(call: Call, program: Program, reader: Reader): Promise<readonly Setting[]> {
  const names = localNames(program, ['axios-retry'], ['default', '*', 'axiosRetry']);
  const use = program.calls.find((one) => names.includes(one.callee) && one.args[0]?.kind === 'name' && one.args[0].path.join('.') === call.assigned);
  const options = use?.args[1] && (await record({ expression: use.args[1], program, scope: use.scope }, reader));
  const entry = options && entryOf(options.entries, 'retries');
  if (!entry) return [];
  const value = await reader.evaluate(entry.expression, entry.program, entry.scope);
  return [programmed('retry.attempts', 'retries', value.kind === 'value' && typeof value.value === 'number' ? { ...value, value: value.value + 1 } : value, 1)];
}

function exportsOf(call: Call, program: Program): readonly string[] {
  const name = call.assigned;
  const own = program.definitions.filter((one) => one.exported && (one.name === name || (one.value.kind === 'name' && one.value.path.join('.') === name) || one.value === call));
  return name === undefined && own.length === 0 ? [] : own.map((one) => one.name);
}
