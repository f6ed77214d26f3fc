import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import type { Call, Expression, Program } from '../../syntax/program/tree.ts';
import { type Clocks, clockSettings, durationSetting } from '../java/amounts.ts';
import { methodOf } from '../program/calls.ts';
import { over } from '../program/client.ts';
import { follow } from '../program/follow.ts';
import { makerOf, stepNamed, stepsOf } from '../program/fluent.ts';
import { hiddenSetting, type Made } from '../program/fluent-clients.ts';
import type { Reader } from '../reader.ts';

const requestClocks: Clocks = { setConnectTimeout: 'upstream.connect', setSocketTimeout: 'upstream.read', setResponseTimeout: 'upstream.read', setConnectionKeepAlive: 'upstream.idle' };
const socketClocks: Clocks = { setSoTimeout: 'upstream.read', setSocketTimeout: 'upstream.read', setConnectTimeout: 'upstream.connect' };
const poolClocks: Clocks = { evictIdleConnections: 'upstream.idle' };

/** The name of a configuration step, with what its argument may set. */
const parts: readonly (readonly [steps: readonly string[], maker: RegExp, clocks: Clocks])[] = [
  [['setDefaultRequestConfig'], /(?:^|\.)RequestConfig\.(?:custom|copy)$/, requestClocks],
  [['setDefaultSocketConfig'], /(?:^|\.)SocketConfig\.(?:custom|copy)$/, socketClocks],
  [['setDefaultConnectionConfig'], /(?:^|\.)ConnectionConfig\.(?:custom|copy)$/, socketClocks],
];

/** What is written for a client: its request configuration wins over that of its sockets and connections. */
export async function apacheSettings({ steps, program }: Made, reader: Reader): Promise<readonly Setting[]> {
  const manager = await managerSettings(steps, program, reader);
  const own = await partSettings(steps, program, reader);
  const pool = [...(await clockSettings(steps, poolClocks, program, reader)), ...(await strategyOf(steps, program, reader))];
  const ttl = stepNamed(steps, 'setConnectionTimeToLive');
  const [amount, unit] = ttl?.args ?? [];
  const lifetime = ttl && amount ? [await durationSetting('upstream.idle', 'setConnectionTimeToLive', [amount, unit], ttl, program, reader)] : [];
  return [...pool, ...own, ...manager, ...lifetime].reduce<readonly Setting[]>((all, one) => over(all, [one]), []);
}

async function partSettings(steps: readonly Call[], program: Program, reader: Reader): Promise<readonly Setting[]> {
  const found: Setting[] = [];
  for (const [names, maker, clocks] of parts) {
    const step = stepNamed(steps, ...names);
    const [argument] = step?.args ?? [];
    if (step && argument) found.push(...(await configured(argument, step, maker, clocks, program, reader)));
  }
  return found;
}

/** A configuration object that is built in the same file; everything is open where it is not. */
export async function configured(argument: Expression, step: Call, maker: RegExp, clocks: Clocks, program: Program, reader: Reader): Promise<readonly Setting[]> {
  const isMaker = (call: Call): boolean => maker.test(call.callee);
  const found = await makerOf({ expression: argument, program, scope: step.scope }, reader, isMaker);
  if (!found) return unseen('its configuration is made elsewhere', step, clocks);
  const settings = await clockSettings(stepsOf(found.call, found.program, isMaker), clocks, found.program, reader);
  return methodOf(found.call) === 'copy' ? over(settings, unseen('its configuration is copied from another one', step, clocks)) : settings;
}

/** What `RequestConfig` objects of single requests say. */
export const requestConfig = (argument: Expression, step: Call, program: Program, reader: Reader): Promise<readonly Setting[]> =>
  configured(argument, step, /(?:^|\.)RequestConfig\.(?:custom|copy)$/, requestClocks, program, reader);

function unseen(reason: string, { place }: Call, clocks: Clocks = requestClocks): readonly Setting[] {
  const timers = new Map<Timer, string>(Object.entries(clocks).map(([name, timer]) => [timer, name]));
  return [...timers].map(([timer, name]) => hiddenSetting(timer, name, reason, place));
}

const isManager = (call: Call): boolean => /(?:^|\.)PoolingHttpClientConnectionManager(?:Builder\.create)?$/.test(call.callee);

/** The connection manager's own defaults for sockets and connections. */
async function managerSettings(steps: readonly Call[], program: Program, reader: Reader): Promise<readonly Setting[]> {
  const step = stepNamed(steps, 'setConnectionManager');
  const [argument] = step?.args ?? [];
  if (!step || !argument) return [];
  const found = await makerOf({ expression: argument, program, scope: step.scope }, reader, isManager);
  if (!found) return unseen('its connection manager is made elsewhere', step, { ...socketClocks, setConnectionKeepAlive: 'upstream.idle' });
  const own = await partSettings(stepsOf(found.call, found.program, isManager), found.program, reader);
  // `new PoolingHttpClientConnectionManager(60, TimeUnit.SECONDS)`: the connections live no longer.
  const [ttl, unit] = found.call.construct === 'new' ? found.call.args : [];
  return ttl && unit && found.call.args.length === 2 ? [...own, await durationSetting('upstream.idle', 'timeToLive', [ttl, unit], found.call, found.program, reader)] : own;
}

/** `setKeepAliveStrategy((response, context) -> 30_000)`. */
async function strategyOf(steps: readonly Call[], program: Program, reader: Reader): Promise<readonly Setting[]> {
  const step = stepNamed(steps, 'setKeepAliveStrategy');
  const [argument] = step?.args ?? [];
  if (!step || !argument) return [];
  const { expression, program: where } = await follow({ expression: argument, program, scope: step.scope }, reader);
  const [value, ...others] = expression.kind === 'callback' ? expression.function.returns : [];
  if (expression.kind !== 'callback' || !value || others.length > 0) return [hiddenSetting('upstream.idle', 'setKeepAliveStrategy', 'the strategy decides', step.place)];
  return [await durationSetting('upstream.idle', 'setKeepAliveStrategy', [value, undefined], { ...step, scope: [...step.scope, expression.function] }, where, reader)];
}
