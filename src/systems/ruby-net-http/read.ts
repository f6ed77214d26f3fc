import { no, type Fact } from '../../model/value.ts';
import type { Call } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { methodOf } from '../program/calls.ts';
import { follow } from '../program/follow.ts';
import { type FluentLibrary, type Made, readFluent, type Request, type Setup } from '../program/fluent-clients.ts';
import type { Pieces } from '../program/url.ts';
import type { Reader } from '../reader.ts';
import { type Clocks, optionsOf, secondsSettings, urlOf } from '../ruby/client-options.ts';
import type { Reading } from '../system.ts';
import { netHttpFacts } from './facts.ts';

const clocks: Clocks = [
  ['open_timeout', 'upstream.connect'], ['read_timeout', 'upstream.read'], ['write_timeout', 'upstream.send'],
  ['keep_alive_timeout', 'upstream.idle'], ['idle_timeout', 'upstream.idle'], ['keep_alive', 'upstream.idle'],
];
const plain = /^Net\.HTTP\.(?:get|get_response|get_print|post|post_form|put)$/;

const library: FluentLibrary = {
  facts: netHttpFacts,
  version: () => ({ reason: 'it comes with Ruby' }),
  makes: ({ callee }) => plain.test(callee) || /^Net\.HTTP\.(?:new|start|Persistent\.new)$/.test(callee),
  setup,
  sends: (call) => plain.test(call.callee) || (call.args.length > 0 && /^(?:request|get|post|put|patch|delete|head|request_get|request_post|start)$/.test(methodOf(call))),
  request,
};

export const readNetHttp = (source: Source, reader: Reader): Promise<Reading | undefined> => readFluent(source, reader, library);

async function setup(made: Made, reader: Reader): Promise<Setup> {
  const { maker } = made;
  const isPersistent = maker.callee.includes('Persistent');
  const settings = await secondsSettings(await optionsOf(made, reader), clocks, reader);
  const base = isPersistent || plain.test(maker.callee) ? {} : { base: await baseOf(made, reader) };
  return { profile: isPersistent ? 'persistent' : 'net-http', settings, ...base, ...(isPersistent ? {} : { pooled: closing(maker) }) };
}

/** Only a session that was started keeps its connection, and for its own block. */
const closing = ({ place }: Call): Fact => no('Net::HTTP closes the connection at the end of its block or request', place);

/** Host and port of `Net::HTTP.new("api", 3000)`; those of `uri.host, uri.port` are the URI's. */
async function baseOf({ maker, program }: Made, reader: Reader): Promise<Pieces> {
  const [host, port] = maker.args;
  if (!host) return [];
  if (host.kind === 'name' && /^(?:host|hostname)$/.test(host.path.at(-1) ?? '')) {
    const uri = await follow({ expression: { ...host, path: host.path.slice(0, -1) }, program, scope: maker.scope }, reader);
    return originOf(await urlOf(uri.expression, uri.scope, uri.program, reader));
  }
  const number = port && (await reader.evaluate(port, program, maker.scope));
  return ['http://', ...(await urlOf(host, maker.scope, program, reader)), ...(number?.kind === 'value' && typeof number.value === 'number' ? [`:${number.value}`] : [])];
}

/** Without its path, which is that of the request. */
function originOf([first, ...rest]: Pieces): Pieces {
  const origin = typeof first === 'string' ? /^[a-z][a-z0-9+.-]*:\/\/[^/?#]+(?=[/?#]|$)/i.exec(first)?.[0] : undefined;
  return origin === undefined || (first === origin && rest.length > 0) ? [first ?? '', ...rest] : [origin];
}

async function request(call: Call, { program }: Made, reader: Reader): Promise<Request> {
  const [first] = call.args;
  const isPlain = plain.test(call.callee);
  const url = first && !call.callee.endsWith('.start') && (isPlain || first.kind === 'literal' || first.kind === 'template') ? await pathOf(call, program, reader) : [{ expression: call.text }];
  return { settings: [], url, text: first?.text ?? call.text };
}

async function pathOf(call: Call, program: Made['program'], reader: Reader): Promise<Pieces> {
  const [first] = call.args;
  if (!first) return [];
  const found = await follow({ expression: first, program, scope: call.scope }, reader);
  return urlOf(found.expression, found.scope, found.program, reader);
}
