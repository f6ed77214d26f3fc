import type { Setting } from '../../model/setting.ts';
import { never } from '../../model/value.ts';
import type { Call, Expression, Program } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { frameworkOf } from '../dotnet-httpclient/framework.ts';
import { templateOf } from '../java/urls.ts';
import { inside, methodOf } from '../program/calls.ts';
import { over } from '../program/client.ts';
import { follow, type Located, visible } from '../program/follow.ts';
import { type FluentLibrary, hiddenSetting, type Made, readFluent, type Request, type Setup } from '../program/fluent-clients.ts';
import type { Reader } from '../reader.ts';
import { programmed } from '../setting.ts';
import type { Reading } from '../system.ts';
import { restSharpFacts } from './facts.ts';

const library: FluentLibrary = {
  facts: restSharpFacts,
  version: ({ path }, reader) => frameworkOf(path, reader).version,
  makes: (call) => call.construct !== 'call' && /(?:^|\.)RestClient$/.test(call.callee),
  setup,
  sends: (call) => /^(?:Execute|ExecuteGet|ExecutePost|ExecutePut|Get|Post|Put|Patch|Delete|Head|DownloadData|DownloadStream)(?:Async)?$/.test(methodOf(call).replace(/<.*$/s, '')),
  request,
};

export const readRestSharp = (source: Source, reader: Reader): Promise<Reading | undefined> => readFluent(source, reader, library);

async function setup({ maker, program }: Made, reader: Reader): Promise<Setup> {
  const { profile } = frameworkOf(program.source.path, reader);
  const [argument] = maker.args;
  const found = argument && (await follow({ expression: argument, program, scope: maker.scope }, reader));
  const options = found?.expression.kind === 'call' ? found.expression : undefined;
  const isOptions = options !== undefined && /(?:^|\.)RestClientOptions$/.test(options.callee);
  const own = [...(await limits(maker, program, reader)), ...(isOptions && found ? await limits(options, found.program, reader) : [])];
  const open = argument === undefined || isOptions || isUrl(found) ? [] : [hiddenSetting('upstream.deadline', 'Timeout', 'its options are made elsewhere', maker.place)];
  const address = isOptions ? options.args[0] ?? propertyOf(options, 'BaseUrl', program)?.expression : argument;
  return { profile, settings: over(own.slice(0, 1), open), ...(address && { base: await templateOf({ expression: address, program, scope: maker.scope }, reader) }) };
}

/** A text or a Uri; of a name from elsewhere nobody knows whether it is one. */
const isUrl = (found: Located | undefined): boolean => {
  const expression = found?.expression;
  return expression?.kind === 'literal' || expression?.kind === 'template' || expression?.kind === 'binary' || (expression?.kind === 'call' && /(?:^|\.)Uri$/.test(expression.callee)) || (expression?.kind === 'name' && /ur[li]|host|endpoint|address/i.test(expression.path.at(-1) ?? ''));
};

/** `Timeout` and `MaxTimeout`: a TimeSpan, in old releases milliseconds; -1 is no limit. */
async function limits(call: Call, program: Program, reader: Reader): Promise<readonly Setting[]> {
  const found: Setting[] = [];
  for (const name of ['Timeout', 'MaxTimeout']) {
    const at = propertyOf(call, name, program);
    if (at) found.push(programmed('upstream.deadline', name, await reader.evaluate(at.expression, at.program, at.scope), 1, (raw) => (typeof raw === 'number' && raw <= 0 ? never : undefined)));
  }
  return found;
}

/** What an initialiser or a later assignment gives to a property. */
function propertyOf(call: Call, name: string, program: Program): Located | undefined {
  const holders = program.definitions.filter((one) => one.value === call);
  const later = program.definitions.findLast((one) => holders.some((holder) => one.name === `${holder.name}.${name}` && (visible(holder, one.scope) || inside(holder.scope, one.scope))));
  const written: { readonly value: Expression; readonly scope: Call['scope'] } | undefined = later ?? call.keywords.filter((one) => one.name === name).map((one) => ({ value: one.value, scope: call.scope }))[0];
  return written && { expression: written.value, program, scope: written.scope };
}

/** The resource of `new RestRequest("x") { Timeout = … }`. */
async function request(call: Call, { program }: Made, reader: Reader): Promise<Request> {
  const [argument] = call.args;
  const found = argument && (await follow({ expression: argument, program, scope: call.scope }, reader));
  const made = found?.expression.kind === 'call' && /(?:^|\.)RestRequest$/.test(found.expression.callee) ? found.expression : undefined;
  if (!found || !made) return { settings: [], url: [{ expression: call.text }], text: call.text };
  const [resource] = made.args;
  const settings = await limits(made, found.program, reader);
  if (!resource) return { settings, url: [], text: made.text };
  return { settings, url: await templateOf({ expression: resource, program: found.program, scope: made.scope }, reader), text: resource.text };
}
