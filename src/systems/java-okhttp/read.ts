import type { Setting } from '../../model/setting.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { type Clocks, clockSettings, durationSetting } from '../java/amounts.ts';
import { templateOf } from '../java/urls.ts';
import { methodOf } from '../program/calls.ts';
import { over } from '../program/client.ts';
import { follow, type Located } from '../program/follow.ts';
import { makerOf, stepNamed, stepsOf } from '../program/fluent.ts';
import { type FluentLibrary, hiddenSetting, type Made, ownerOf, readFluent, type Request, type Setup } from '../program/fluent-clients.ts';
import type { Reader } from '../reader.ts';
import type { Reading } from '../system.ts';
import { okHttpFacts } from './facts.ts';

const clocks: Clocks = { connectTimeout: 'upstream.connect', readTimeout: 'upstream.read', writeTimeout: 'upstream.send', callTimeout: 'upstream.deadline' };

const library: FluentLibrary = {
  facts: okHttpFacts,
  version: () => ({ reason: 'its limits are the same in every version' }),
  makes: (call) => isOkHttp(call),
  setup,
  sends: (call) => methodOf(call) === 'newCall',
  request,
};

export const readOkHttp = (source: Source, reader: Reader): Promise<Reading | undefined> => readFluent(source, reader, library);

/** `new OkHttpClient()`, `new OkHttpClient.Builder()`, and `client.newBuilder()`, which begins another client. */
export const isOkHttp = (call: Call): boolean => (call.construct === 'new' && /(?:^|\.)OkHttpClient(?:\.Builder)?$/.test(call.callee)) || methodOf(call) === 'newBuilder';

async function setup(made: Made, reader: Reader): Promise<Setup | undefined> {
  const settings = await okHttpSettings(made, reader);
  return settings && { settings };
}

/** What is written for a client; one that is derived from another inherits its limits. */
export async function okHttpSettings({ maker, steps, program }: Made, reader: Reader, left = 4): Promise<readonly Setting[] | undefined> {
  const own = [...(await clockSettings(steps, clocks, program, reader)), ...(await idleOf(steps, program, reader))];
  if (methodOf(maker) !== 'newBuilder') return own;
  const at = ownerOf(maker, program);
  const origin = at && left > 0 ? await makerOf(at, reader, (call) => call !== maker && isOkHttp(call)) : undefined;
  const inherited = origin && (await okHttpSettings({ maker: origin.call, steps: stepsOf(origin.call, origin.program, isOkHttp), program: origin.program }, reader, left - 1));
  if (inherited) return over(own, inherited);
  if (!own.some(({ timer }) => timer !== 'upstream.idle')) return undefined;
  return over(own, Object.entries(clocks).map(([name, timer]) => hiddenSetting(timer, name, 'it is inherited from a client that is made elsewhere', maker.place)));
}

/** `connectionPool(new ConnectionPool(5, 30, TimeUnit.SECONDS))`. */
async function idleOf(steps: readonly Call[], program: Program, reader: Reader): Promise<readonly Setting[]> {
  const step = stepNamed(steps, 'connectionPool');
  const [argument] = step?.args ?? [];
  const { expression, program: where } = argument && step ? await follow({ expression: argument, program, scope: step.scope }, reader) : { expression: undefined, program };
  if (!step || expression === undefined) return [];
  const [, keep, unit] = expression.kind === 'call' && /(?:^|\.)ConnectionPool$/.test(expression.callee) ? expression.args : [];
  if (expression.kind === 'call' && keep) return [await durationSetting('upstream.idle', 'ConnectionPool', [keep, unit], expression, where, reader)];
  return expression.kind === 'call' && expression.args.length === 0 ? [] : [hiddenSetting('upstream.idle', 'ConnectionPool', 'the pool is made elsewhere', step.place)];
}

/** The URL of `new Request.Builder().url(…).build()`. */
async function request(call: Call, { program }: Made, reader: Reader): Promise<Request> {
  const [argument] = call.args;
  const none: Request = { settings: [], url: [{ expression: call.text }], text: call.text };
  const isBuilder = (one: Call): boolean => /(?:^|\.)Request\.Builder$/.test(one.callee);
  const found = argument && (await makerOf({ expression: argument, program, scope: call.scope }, reader, isBuilder));
  const url = found && stepNamed(stepsOf(found.call, found.program, isBuilder), 'url');
  const [address] = url?.args ?? [];
  if (!found || !url || !address) return none;
  const at: Located = { expression: address, program: found.program, scope: url.scope };
  return { settings: [], url: await templateOf(at, reader), text: address.text };
}
