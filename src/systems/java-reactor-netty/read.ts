import type { Setting } from '../../model/setting.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { type Clocks, clockSettings } from '../java/amounts.ts';
import { templateOf } from '../java/urls.ts';
import { chainOf, methodOf } from '../program/calls.ts';
import { makerOf, stepNamed, stepsOf } from '../program/fluent.ts';
import { type FluentLibrary, hiddenSetting, type Made, readFluent, type Request, type Setup } from '../program/fluent-clients.ts';
import { type Pieces } from '../program/url.ts';
import type { Reader } from '../reader.ts';
import type { Reading } from '../system.ts';
import { reactorFacts } from './facts.ts';
import { isReactorClient, reactorSettings } from './settings.ts';

const library: FluentLibrary = {
  facts: reactorFacts,
  version: () => ({ reason: 'its limits are the same in every version' }),
  makes: (call, program) => isWebClient(call) || (isReactorClient(call, program) && !program.calls.some(isWebClient)),
  setup,
  sends: (call) => methodOf(call) === 'uri' && chainOf(call).some((one) => /^(?:get|post|put|patch|delete|head|options|method)$/.test(methodOf(one))),
  request,
};

export const readReactor = (source: Source, reader: Reader): Promise<Reading | undefined> => readFluent(source, reader, library);

const isWebClient = (call: Call): boolean => /(?:^|\.)WebClient\.(?:create|builder)$/.test(call.callee);

const perCall = [['upstream.deadline', 'timeout']] as const;

async function setup(made: Made, reader: Reader): Promise<Setup> {
  const { maker, steps, program } = made;
  if (!isWebClient(maker)) return { profile: 'reactor', perCall, ...(await reactorSettings(made, reader)) };
  const base = await baseOf(maker, steps, program, reader);
  const connector = stepNamed(steps, 'clientConnector', 'exchangeFunction', 'exchangeStrategies', 'apply');
  if (!connector || methodOf(connector) === 'exchangeStrategies') return { profile: connector || !steps.some((step) => /^(?:apply|exchangeFunction|clientConnector)$/.test(methodOf(step))) ? 'reactor' : 'unseen', settings: [], perCall, ...base };
  const found = await behind(connector, program, reader);
  return found ? { profile: 'reactor', perCall, ...base, ...(await reactorSettings(found, reader)) } : { profile: 'unseen', settings: [], perCall, ...base };
}

/** The HttpClient of `clientConnector(new ReactorClientHttpConnector(httpClient))`. */
async function behind(connector: Call, program: Program, reader: Reader): Promise<Made | undefined> {
  const [argument] = connector.args;
  const isConnector = (call: Call): boolean => /(?:^|\.)ReactorClientHttpConnector$/.test(call.callee);
  const found = argument && (await makerOf({ expression: argument, program, scope: connector.scope }, reader, isConnector));
  const [client] = found?.call.args ?? [];
  const isClient = (call: Call): boolean => isReactorClient(call, program);
  const made = found && client && (await makerOf({ expression: client, program: found.program, scope: found.call.scope }, reader, isClient));
  return made && { maker: made.call, steps: stepsOf(made.call, made.program, isClient), program: made.program };
}

async function baseOf(maker: Call, steps: readonly Call[], program: Program, reader: Reader): Promise<{ base?: Pieces }> {
  const step = stepNamed(steps, 'baseUrl') ?? (methodOf(maker) === 'create' ? maker : undefined);
  const [url] = step?.args ?? [];
  return step && url ? { base: await templateOf({ expression: url, program, scope: step.scope }, reader) } : {};
}

const waits: Clocks = { timeout: 'upstream.deadline', block: 'upstream.deadline', blockOptional: 'upstream.deadline', blockFirst: 'upstream.deadline', blockLast: 'upstream.deadline' };

/** What the rest of the chain limits; one that is not waited for here may be limited by whoever subscribes. */
async function request(call: Call, { program }: Made, reader: Reader): Promise<Request> {
  const [url] = call.args;
  const after = program.calls.filter((one) => chainOf(one).includes(call));
  const limits = await clockSettings(after, waits, program, reader);
  const here = after.some((one) => /^block/.test(methodOf(one)));
  const open: readonly Setting[] = limits.length > 0 || here ? [] : [hiddenSetting('upstream.deadline', 'timeout', 'whoever subscribes to the answer may limit it', call.place)];
  const isAddress = url !== undefined && url.kind !== 'callback';
  return { settings: [...limits, ...open], url: isAddress ? await templateOf({ expression: url, program, scope: call.scope }, reader) : [{ expression: call.text }], text: url?.text ?? call.text };
}
