import { type Fact, unsure, yes } from '../../model/value.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { clockSettings } from '../java/amounts.ts';
import { templateOf } from '../java/urls.ts';
import { chainOf, methodOf } from '../program/calls.ts';
import { over } from '../program/client.ts';
import { stepNamed } from '../program/fluent.ts';
import { type FluentLibrary, type Made, readFluent, type Request, type Setup } from '../program/fluent-clients.ts';
import { type Pieces } from '../program/url.ts';
import type { Reader } from '../reader.ts';
import type { Reading } from '../system.ts';
import { clocks, factoryOf } from './factory.ts';
import { springRestFacts } from './facts.ts';

const template = /^(?:getForObject|getForEntity|postForObject|postForEntity|postForLocation|exchange|put|delete|patchForObject|headForHeaders|optionsForAllow)$/;
const verbs = /^(?:get|post|put|patch|delete|head|options|method)$/;

const library: FluentLibrary = {
  facts: springRestFacts,
  version: () => ({ reason: 'its limits are those of the library below it' }),
  makes,
  setup,
  sends: (call) => (template.test(methodOf(call)) && call.args.length > 0) || (methodOf(call) === 'uri' && chainOf(call).some((one) => verbs.test(methodOf(one)))),
  request,
  uses: /\b[rR]est(?:Template|Client)\b[^;{}]{0,200}\.\s*(?:getFor|postFor|exchange|execute|put|delete|patchFor|headFor|optionsFor|get|post|patch|method)\w*\s*\(|\bRest(?:Template|Client)\s+\w+/,
};

export const readSpringRest = (source: Source, reader: Reader): Promise<Reading | undefined> => readFluent(source, reader, library);

/** `new RestTemplate(…)`, `new RestTemplateBuilder()`, `RestClient.create()`, `RestClient.builder()`. */
function makes(call: Call, program: Program): boolean {
  if (call.construct === 'new') return /(?:^|\.)RestTemplate(?:Builder)?$/.test(call.callee);
  return /(?:^|\.)RestClient\.(?:create|builder)$/.test(call.callee) && program.imports.some(({ module }) => /^org\.springframework\.web\.client/.test(module));
}

/** A plain RestTemplate uses HttpURLConnection; builders take what the class path brings. */
async function setup({ maker, steps, program }: Made, reader: Reader): Promise<Setup> {
  const own = await clockSettings(steps, clocks, program, reader);
  const base = await baseOf(maker, steps, program, reader);
  const isPlain = /(?:^|\.)RestTemplate$/.test(maker.callee);
  const step = stepNamed(steps, 'setRequestFactory', 'requestFactory') ?? (isPlain && maker.args.length > 0 ? maker : undefined);
  const [argument] = step?.args ?? [];
  const factory = step && argument ? await factoryOf(argument, step, program, reader) : undefined;
  const profile = factory?.profile ?? (isPlain && !step ? 'simple' : 'unseen');
  return { profile, settings: over(own, factory?.settings ?? []), pooled: pooledOf(profile, maker), ...base };
}

const pooledOf = (profile: string, { place }: Call): Fact =>
  profile === 'simple' ? yes('Java keeps the connections of all HttpURLConnections in one pool', place) : unsure('the HTTP client below it decides', place);

async function baseOf(maker: Call, steps: readonly Call[], program: Program, reader: Reader): Promise<{ base?: Pieces }> {
  const step = stepNamed(steps, 'baseUrl', 'rootUri') ?? (/RestClient\.create$/.test(maker.callee) ? maker : undefined);
  const [url] = step?.args ?? [];
  return step && url ? { base: await templateOf({ expression: url, program, scope: step.scope }, reader) } : {};
}

async function request(call: Call, { program }: Made, reader: Reader): Promise<Request> {
  const [url] = call.args;
  const isAddress = url !== undefined && url.kind !== 'callback';
  return { settings: [], url: isAddress ? await templateOf({ expression: url, program, scope: call.scope }, reader) : [{ expression: call.text }], text: url?.text ?? call.text };
}
