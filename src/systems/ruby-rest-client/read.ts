import { no } from '../../model/value.ts';
import type { Call } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { methodOf } from '../program/calls.ts';
import { type FluentLibrary, type Made, readFluent, type Request, type Setup } from '../program/fluent-clients.ts';
import type { Reader } from '../reader.ts';
import { type Clocks, optionsOf, secondsSettings, urlOf } from '../ruby/client-options.ts';
import { gemVersion } from '../ruby/version.ts';
import type { Reading } from '../system.ts';
import { restClientFacts } from './facts.ts';

const clocks: Clocks = [['timeout', 'upstream.connect', 'upstream.read'], ['open_timeout', 'upstream.connect'], ['read_timeout', 'upstream.read']];
const plain = /^RestClient\.(?:get|post|put|patch|delete|head|options|Request\.execute)$/;

const library: FluentLibrary = {
  facts: restClientFacts,
  version: (source, reader) => gemVersion('rest-client', [source.path], reader),
  makes: ({ callee }) => plain.test(callee) || /^RestClient\.(?:Resource|Request)\.new$/.test(callee),
  setup,
  sends: (call) => plain.test(call.callee) || /^(?:get|post|put|patch|delete|head|execute)$/.test(methodOf(call)),
  request,
};

export const readRestClient = (source: Source, reader: Reader): Promise<Reading | undefined> => readFluent(source, reader, library);

async function setup(made: Made, reader: Reader): Promise<Setup> {
  const { maker, program } = made;
  const [url] = maker.args;
  const base = /Resource\.new$/.test(maker.callee) && url ? { base: await urlOf(url, maker.scope, program, reader) } : {};
  const takesOptions = !/^RestClient\.(?!Re)/.test(maker.callee);
  return { settings: takesOptions ? await secondsSettings(await optionsOf(made, reader), clocks, reader) : [], pooled: no('each request opens a connection', maker.place), ...base };
}

async function request(call: Call, { program }: Made, reader: Reader): Promise<Request> {
  const url = call.keywords.find((one) => one.name === 'url')?.value ?? (plain.test(call.callee) ? call.args[0] : undefined);
  return { settings: [], url: url ? await urlOf(url, call.scope, program, reader) : [{ expression: call.text }], text: url?.text ?? call.text };
}
