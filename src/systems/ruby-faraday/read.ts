import type { Setting } from '../../model/setting.ts';
import { type Fact, no, unsure } from '../../model/value.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { chainOf, methodOf } from '../program/calls.ts';
import { type FluentLibrary, hiddenSetting, type Made, readFluent, type Request, type Setup } from '../program/fluent-clients.ts';
import type { Pieces } from '../program/url.ts';
import type { Reader } from '../reader.ts';
import { type Clocks, given, optionsOf, secondsSettings, urlOf } from '../ruby/client-options.ts';
import { gemVersion } from '../ruby/version.ts';
import type { Reading } from '../system.ts';
import { faradayFacts } from './facts.ts';

const clocks: Clocks = ['request.', 'options.', ''].flatMap((prefix): Clocks => [
  [`${prefix}timeout`, 'upstream.connect', 'upstream.read', 'upstream.send'], [`${prefix}open_timeout`, 'upstream.connect'], [`${prefix}read_timeout`, 'upstream.read'], [`${prefix}write_timeout`, 'upstream.send'],
]);
const verb = /^(?:get|post|put|patch|delete|head|options|run_request)$/;
const plain = /^Faraday\.(?:get|post|put|patch|delete|head|options)$/;

const library: FluentLibrary = {
  facts: faradayFacts,
  version: (source, reader) => gemVersion('faraday', [source.path], reader),
  makes: ({ callee }) => plain.test(callee) || /^Faraday\.(?:Connection\.)?new$/.test(callee),
  setup,
  sends: (call) => verb.test(methodOf(call)),
  request,
};

export const readFaraday = (source: Source, reader: Reader): Promise<Reading | undefined> => readFluent(source, reader, library);

async function setup(made: Made, reader: Reader): Promise<Setup> {
  const { maker, program } = made;
  const own = plain.test(maker.callee) ? [] : await secondsSettings(await optionsOf(made, reader), clocks, reader);
  const adapter = adapterOf(made, reader);
  const elsewhere = hasDefaults(reader) ? [hiddenSetting('upstream.read', 'timeout', 'the defaults of all connections are set elsewhere', maker.place)] : [];
  const settings: readonly Setting[] = [...own, ...elsewhere.filter((one) => own.every(({ timer }) => timer !== one.timer))];
  return { profile: adapter, settings, ...(await baseOf(maker, program, reader)), ...pooledOf(adapter, maker) };
}

/** `f.adapter :net_http_persistent`; without one the default, unless somebody changes that. */
function adapterOf({ maker, program }: Made, reader: Reader): string {
  const block = maker.args.find((argument) => argument.kind === 'callback');
  const call = block?.kind === 'callback' ? program.calls.find((one) => methodOf(one) === 'adapter' && one.scope.includes(block.function)) : undefined;
  const [given] = call?.args ?? [];
  if (given === undefined || given.text === 'Faraday.default_adapter') return hasDefaults(reader) ? 'unseen' : 'net-http';
  const name = given.kind === 'literal' ? String(given.value) : '';
  return name === 'net_http' ? 'net-http' : name === 'net_http_persistent' ? 'persistent' : 'unseen';
}

function pooledOf(profile: string, { place }: Call): { pooled?: Fact } {
  if (profile === 'net-http') return { pooled: no('Net::HTTP below it opens a connection for each request', place) };
  return profile === 'persistent' ? {} : { pooled: unsure('the adapter decides', place) };
}

async function baseOf(maker: Call, program: Program, reader: Reader): Promise<{ base?: Pieces }> {
  const url = maker.keywords.find((one) => one.name === 'url')?.value ?? maker.args.find((argument) => argument.kind !== 'callback' && argument.kind !== 'record');
  return url && !plain.test(maker.callee) ? { base: await urlOf(url, maker.scope, program, reader) } : {};
}

/** The path of a call, and what its block sets: `conn.get("/x") { |req| req.options.timeout = 5 }`. */
async function request(call: Call, { program }: Made, reader: Reader): Promise<Request> {
  const url = call.args.find((argument) => argument.kind !== 'callback');
  const settings = await secondsSettings((await given(call, program, reader)).filter(({ key }) => key.startsWith('options.')), clocks, reader);
  const isChained = chainOf(call).length > 40;
  return { settings, url: url && !isChained ? await urlOf(url, call.scope, program, reader) : [{ expression: call.text }], text: url?.text ?? call.text };
}

const cache = new WeakMap<Reader, boolean>();

/** Whether the repository changes what every connection starts with. */
function hasDefaults(reader: Reader): boolean {
  const known = cache.get(reader) ?? reader.find('.rb').some((path) => /\bFaraday\.(?:default_adapter|default_connection_options|default_connection)\s*=/.test(reader.open(path)?.text ?? ''));
  cache.set(reader, known);
  return known;
}
