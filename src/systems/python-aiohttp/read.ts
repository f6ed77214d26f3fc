import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { known, never, no, unsure } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';
import { keyword, spreads } from '../../syntax/program/query.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import type { Located } from '../program/follow.ts';
import { followed, hiddenIn, secondsOf, suspectSeconds } from '../python/amounts.ts';
import { type Library, type Own, readClients, type Setup } from '../python/clients.ts';
import { imports } from '../python/library.ts';
import type { ClientObject } from '../python/objects.ts';
import type { Reader } from '../reader.ts';
import type { Reading } from '../system.ts';
import { clientLink, facts } from './facts.ts';

const library: Library = {
  system: 'python-aiohttp', title: facts.title, package: 'aiohttp',
  constructors: /^aiohttp\.(?:client\.)?ClientSession$/,
  functions: /^aiohttp\.request$/,
  methods: new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'request']),
  object: sessionOf,
  call: timeoutOf,
};

export const claims = (path: string, text: string): boolean => imports(path, text, /^[ \t]*(?:import|from)[ \t]+aiohttp\b/m) && /\bClientSession\b|\baiohttp\.request\b/.test(text);

export const fromFile = (source: Source, reader: Reader): Promise<Reading | undefined> => readClients(source, reader, library);

async function sessionOf({ call }: ClientObject, program: Program, reader: Reader): Promise<Setup> {
  const timeout = await timeoutOf(call, program, reader);
  const connector = keyword(call, 'connector')?.value;
  const made = connector && (await followed(connector, call, program, reader));
  const pool = made ? await connectorOf(made, call, reader) : { settings: [] };
  const base = keyword(call, 'base_url')?.value ?? call.args[0];
  return { settings: [...timeout.settings, ...pool.settings], written: timeout.written ?? [], ...(pool.pooled ? { pooled: pool.pooled } : {}), ...(base ? { base } : {}) };
}

/** `TCPConnector(keepalive_timeout=…, force_close=True)`. */
async function connectorOf(made: Located, session: Call, reader: Reader): Promise<Own & Pick<Setup, 'pooled'>> {
  const { expression } = made;
  if (expression.kind !== 'call' || !/(?:^|\.)(?:TCP|Unix)Connector$/.test(expression.callee)) return { settings: [hiddenIn('upstream.idle', 'keepalive_timeout', session)], pooled: unsure('the connector is made elsewhere', expression.place) };
  const idle = keyword(expression, 'keepalive_timeout');
  const close = keyword(expression, 'force_close');
  const closes = close?.value.kind === 'literal' && close.value.value === true;
  const factory = keyword(expression, 'socket_factory');
  return {
    settings: [...(idle ? [await secondsOf('upstream.idle', 'keepalive_timeout', { ...made, expression: idle.value }, reader)] : []), ...(factory ? [hiddenIn('probe.idle', 'socket_factory', expression)] : [])],
    ...(closes ? { pooled: no('force_close=True closes after each request', close.place) } : {}),
  };
}

const clocks: readonly (readonly [Timer, string])[] = [['upstream.deadline', 'total'], ['upstream.connect', 'sock_connect'], ['upstream.read', 'sock_read']];

/** A number is the total; a ClientTimeout of one's own drops the defaults of the fields that it leaves out. */
async function timeoutOf(call: Call, program: Program, reader: Reader): Promise<Own> {
  const value = keyword(call, 'timeout')?.value;
  if (value === undefined) return { settings: spreads(call) ? clocks.map(([timer, name]) => hiddenIn(timer, name, call)) : [] };
  const found = await followed(value, call, program, reader);
  const { expression } = found;
  if (expression.kind === 'call' && /(?:^|\.)ClientTimeout$/.test(expression.callee)) return { settings: await Promise.all(clocks.map((clock) => field(clock, expression, found, reader))) };
  const at: Located = { expression: value, program, scope: call.scope };
  return { settings: [zeroIsNever(await secondsOf('upstream.deadline', 'timeout', at, reader))], written: await suspectSeconds('python-aiohttp', 'timeout', at, reader, clientLink) };
}

async function field([timer, name]: readonly [Timer, string], timeout: Call, at: Located, reader: Reader): Promise<Setting> {
  const value = keyword(timeout, name)?.value ?? (name === 'total' ? timeout.args[0] : undefined);
  if (value) return zeroIsNever(await secondsOf(timer, name, { ...at, expression: value }, reader));
  return { timer, name, value: { ...never, written: 'none' }, provenance: { kind: 'default', of: 'ClientTimeout', link: clientLink }, place: timeout.place, via: [], window: { early: 0, late: 0 }, fixed: false };
}

const zeroIsNever = (setting: Setting): Setting => (setting.value.kind === 'known' && setting.value.amount === 0 ? { ...setting, value: known(Number.POSITIVE_INFINITY, setting.value.written) } : setting);
