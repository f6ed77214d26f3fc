import { second } from '../../model/duration.ts';
import { distinctBy } from '../../model/distinct.ts';
import { exact, type Setting } from '../../model/setting.ts';
import { type Fact, known, no } from '../../model/value.ts';
import type { Call, Expression, Program } from '../../syntax/program/tree.ts';
import { type Clocks, clockSettings, durationSetting } from '../java/amounts.ts';
import { kernelKeepalive } from '../linux/facts.ts';
import { methodOf } from '../program/calls.ts';
import { over } from '../program/client.ts';
import { makerOf, stepsOf } from '../program/fluent.ts';
import { hiddenSetting, type Made } from '../program/fluent-clients.ts';
import type { Reader } from '../reader.ts';

const clocks: Clocks = { responseTimeout: 'upstream.read' };
const poolClocks: Clocks = { maxLifeTime: 'upstream.idle', maxIdleTime: 'upstream.idle' };

/** `HttpClient.create(…)` of Reactor Netty. */
export function isReactorClient(call: Call, program: Program): boolean {
  return /(?:^|\.)HttpClient\.(?:create|newConnection)$/.test(call.callee) && program.imports.some(({ module }) => module.startsWith('reactor.netty'));
}

/** Its steps, options, handlers and pool. */
export async function reactorSettings({ maker, steps, program }: Made, reader: Reader): Promise<{ readonly settings: readonly Setting[]; readonly pooled?: Fact }> {
  const own = [...(await clockSettings(steps, clocks, program, reader)), ...(await optionSettings(steps, program, reader)), ...(await handlerSettings(program, reader))];
  const off = steps.find((step) => methodOf(step) === 'keepAlive' && step.args[0]?.kind === 'literal' && step.args[0].value === false);
  if (off || methodOf(maker) === 'newConnection') return { settings: own, pooled: no('every request opens a connection', (off ?? maker).place) };
  const [provider] = maker.args;
  return { settings: over(own, provider ? await poolSettings(provider, maker, program, reader) : []) };
}

/** `option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 5000)`; SO_KEEPALIVE alone leaves the kernel's two hours. */
async function optionSettings(steps: readonly Call[], program: Program, reader: Reader): Promise<readonly Setting[]> {
  const found: Setting[] = [];
  for (const step of steps.filter((one) => methodOf(one) === 'option')) {
    const [option, value] = step.args;
    const name = option?.kind === 'name' ? option.path.at(-1) : undefined;
    if (name === 'CONNECT_TIMEOUT_MILLIS' && value) found.push(await durationSetting('upstream.connect', name, [value, undefined], step, program, reader));
    if (name === 'TCP_KEEPIDLE' && value) found.unshift(await durationSetting('probe.idle', name, [value, undefined], step, program, reader, second));
    if (name === 'SO_KEEPALIVE' && value?.kind === 'literal' && value.value === true) found.push(kernel(step));
  }
  return distinctBy(over(found, []), ({ timer }) => timer);
}

const kernel = (step: Call): Setting => ({
  timer: 'probe.idle', name: 'SO_KEEPALIVE', value: known(kernelKeepalive.idle, `${kernelKeepalive.idle / second} s of the kernel`), provenance: { kind: 'configured' }, place: step.place, via: [], window: exact, fixed: false,
});

/** `new ReadTimeoutHandler(10)` counts seconds unless a unit is given. */
async function handlerSettings(program: Program, reader: Reader): Promise<readonly Setting[]> {
  const handler = program.calls.find((call) => call.construct === 'new' && /(?:^|\.)ReadTimeoutHandler$/.test(call.callee));
  const [amount, unit] = handler?.args ?? [];
  return handler && amount ? [await durationSetting('upstream.read', 'ReadTimeoutHandler', [amount, unit], handler, program, reader, second)] : [];
}

const isProvider = (call: Call): boolean => /(?:^|\.)ConnectionProvider\.(?:builder|create|newConnection)$/.test(call.callee);

async function poolSettings(provider: Expression, maker: Call, program: Program, reader: Reader): Promise<readonly Setting[]> {
  const found = await makerOf({ expression: provider, program, scope: maker.scope }, reader, isProvider);
  if (!found) return [hiddenSetting('upstream.idle', 'maxIdleTime', 'the pool is made elsewhere', maker.place)];
  return clockSettings(byPriority(stepsOf(found.call, found.program, isProvider)), poolClocks, found.program, reader);
}

/** The idle limit wins over the age. */
const byPriority = (steps: readonly Call[]): readonly Call[] => [...steps.filter((step) => methodOf(step) === 'maxLifeTime'), ...steps.filter((step) => methodOf(step) === 'maxIdleTime')];
