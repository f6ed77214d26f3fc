import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { no } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';
import { keyword, spreads } from '../../syntax/program/query.ts';
import type { Call, Expression, Program } from '../../syntax/program/tree.ts';
import type { Located } from '../program/follow.ts';
import { followed, hiddenIn, secondsOf, suspectSeconds } from '../python/amounts.ts';
import { type Library, type Own, readClients, type Setup } from '../python/clients.ts';
import { imports } from '../python/library.ts';
import type { ClientObject } from '../python/objects.ts';
import { probesOf } from '../python/sockets.ts';
import type { Reader } from '../reader.ts';
import type { Reading } from '../system.ts';
import { facts, timeoutLink } from './facts.ts';

const library: Library = {
  system: 'python-httpx', title: facts.title, package: 'httpx',
  constructors: /^httpx\.(?:Async)?Client$/,
  functions: /^httpx\.(?:get|post|put|patch|delete|head|options|request|stream)$/,
  methods: new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'request', 'stream']),
  object: clientOf,
  call: timeoutOf,
};

export const claims = (path: string, text: string): boolean => imports(path, text, /^[ \t]*(?:import|from)[ \t]+httpx\b/m);

export const fromFile = (source: Source, reader: Reader): Promise<Reading | undefined> => readClients(source, reader, library);

async function clientOf({ call }: ClientObject, program: Program, reader: Reader): Promise<Setup> {
  const transport = keyword(call, 'transport') ?? keyword(call, 'mounts');
  const made = transport && (await followed(transport.value, call, program, reader));
  const inner = made?.expression.kind === 'call' && /(?:^|\.)(?:Async)?HTTPTransport$/.test(made.expression.callee) ? { call: made.expression, at: made } : undefined;
  const timeout = await timeoutOf(call, program, reader);
  const options = inner && keyword(inner.call, 'socket_options');
  const probes = options && inner ? await probesOf({ ...inner.at, expression: options.value }, reader) : transport && !inner ? [hiddenIn('probe.idle', 'transport', call)] : [];
  const limits = await limitsOf(inner?.call ?? call, inner ? { ...inner.at } : { expression: call, program, scope: call.scope }, reader);
  const h2 = [keyword(call, 'http2'), inner && keyword(inner.call, 'http2')].some((one) => one?.value.kind === 'literal' && one.value.value === true);
  const base = keyword(call, 'base_url')?.value;
  return {
    settings: [...timeout.settings, ...probes, ...limits.settings], written: timeout.written ?? [],
    ...(limits.pooled ? { pooled: limits.pooled } : {}), ...(base ? { base } : {}), ...(h2 ? { protocol: 'h2' as const } : {}),
  };
}

const clocks: readonly (readonly [Timer, string])[] = [['upstream.connect', 'connect'], ['upstream.read', 'read'], ['upstream.send', 'write']];

/** A number or None sets all clocks; `httpx.Timeout(10, connect=60)` each of them. */
async function timeoutOf(call: Call, program: Program, reader: Reader): Promise<Own> {
  const value = keyword(call, 'timeout')?.value;
  if (value === undefined) return { settings: spreads(call) ? clocks.map(([timer]) => hiddenIn(timer, 'timeout', call)) : [] };
  const found = await followed(value, call, program, reader);
  const { expression } = found;
  const single: Located = { expression: value, program, scope: call.scope };
  if (expression.kind === 'call' && /(?:^|\.)Timeout$/.test(expression.callee)) return { settings: await each((name) => keyword(expression, name)?.value ?? expression.args[0] ?? keyword(expression, 'timeout')?.value, found, reader) };
  if (expression.kind === 'list') return { settings: await each((name) => expression.items[clocks.findIndex(([, clock]) => clock === name)], found, reader) };
  if (expression.kind === 'name' && expression.path.at(-1) === 'USE_CLIENT_DEFAULT') return { settings: [] };
  return { settings: await each(() => value, single, reader), written: await suspectSeconds('python-httpx', 'timeout', single, reader, timeoutLink) };
}

async function each(valueOf: (clock: string) => Expression | undefined, at: Located, reader: Reader): Promise<readonly Setting[]> {
  const found = await Promise.all(clocks.map(([timer, clock]) => {
    const expression = valueOf(clock);
    return expression && secondsOf(timer, 'timeout', { ...at, expression }, reader);
  }));
  return found.filter((setting) => setting !== undefined);
}

/** `limits=httpx.Limits(keepalive_expiry=30)`, on the client or on its transport. */
async function limitsOf(call: Call, at: Located, reader: Reader): Promise<Own & Pick<Setup, 'pooled'>> {
  const value = keyword(call, 'limits')?.value;
  const found = value && (await followed(value, { ...call, scope: at.scope }, at.program, reader));
  if (found?.expression.kind !== 'call') return { settings: [] };
  const limits = found.expression;
  const expiry = keyword(limits, 'keepalive_expiry')?.value ?? limits.args[2];
  const kept = keyword(limits, 'max_keepalive_connections')?.value;
  const none = kept?.kind === 'literal' && kept.value === 0;
  return {
    settings: expiry ? [await secondsOf('upstream.idle', 'keepalive_expiry', { ...found, expression: expiry }, reader)] : [],
    ...(none ? { pooled: no('max_keepalive_connections is 0', kept.place) } : {}),
  };
}
