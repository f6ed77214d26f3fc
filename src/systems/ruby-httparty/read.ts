import type { Setting } from '../../model/setting.ts';
import { no } from '../../model/value.ts';
import type { Call, ClassScope, Program, Scope } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { methodOf } from '../program/calls.ts';
import { type Client, layersOf, over, routeOf } from '../program/client.ts';
import { addressOf, joined, type Pieces } from '../program/url.ts';
import type { Reader } from '../reader.ts';
import { type Clocks, given, type Option, secondsSettings, urlOf } from '../ruby/client-options.ts';
import { gemVersion } from '../ruby/version.ts';
import type { Reading } from '../system.ts';
import { httpartyFacts } from './facts.ts';

const clocks: Clocks = [['timeout', 'upstream.connect', 'upstream.read', 'upstream.send'], ['open_timeout', 'upstream.connect'], ['read_timeout', 'upstream.read'], ['write_timeout', 'upstream.send']];
const classClocks: Clocks = [['default_timeout', 'upstream.connect', 'upstream.read', 'upstream.send'], ...clocks.slice(1)];
const verb = /^(?:get|post|put|patch|delete|head|options)$/;

/** `HTTParty.get(…)`, and the calls in classes that include it. */
export async function readHttparty(source: Source, reader: Reader): Promise<Reading | undefined> {
  const program = await reader.program(source);
  if (!program) return undefined;
  const clients = new Map<ClassScope | undefined, Party>();
  for (const call of program.calls.filter((one) => verb.test(methodOf(one)) && one.args.length > 0)) {
    const owner = partyOf(call, program);
    if (owner === false) continue;
    const party = clients.get(owner) ?? (await partyFor(owner, call, program, reader));
    clients.set(owner, party);
    await add(call, party, program, reader);
  }
  const kind = { system: httpartyFacts.system, title: httpartyFacts.title, version: gemVersion('httparty', [source.path], reader) };
  return clients.size === 0 ? undefined : { layers: [...clients.values()].flatMap(({ client }) => layersOf([client], kind, no('each request opens a connection', client.place))) };
}

interface Party {
  readonly client: Client;
  readonly base: Pieces;
}

/** The class whose settings hold for a call; `undefined` for the module's own, `false` for something else. */
function partyOf(call: Call, program: Program): ClassScope | undefined | false {
  if (call.callee.startsWith('HTTParty.')) return undefined;
  const around = innermost(call.scope);
  const owner = call.callee.slice(0, Math.max(0, call.callee.length - methodOf(call).length - 1));
  const named = /^(?:self|self\.class)?$/.test(owner) ? around : program.classes.find((one) => one.name === owner);
  return named && includes(named, program) ? named : false;
}

const innermost = (scope: Scope): ClassScope | undefined => scope.findLast((part) => part.kind === 'class');

const includes = (owner: ClassScope, program: Program): boolean =>
  statements(owner, program).some((call) => call.callee === 'include' && call.args.some((argument) => argument.kind === 'name' && argument.path.join('.') === 'HTTParty'));

/** Calls in the body of a class, not in its methods. */
const statements = (owner: ClassScope, program: Program): readonly Call[] => program.calls.filter((call) => call.scope.at(-1) === owner && call.receiver === undefined);

async function partyFor(owner: ClassScope | undefined, call: Call, program: Program, reader: Reader): Promise<Party> {
  const body = owner ? statements(owner, program) : [];
  const options = body.flatMap((one): readonly Option[] => (one.args[0] ? [{ key: one.callee, value: one.args[0], program, scope: one.scope, conditional: one.conditional === true }] : []));
  const base = options.findLast(({ key }) => key === 'base_uri');
  const settings: readonly Setting[] = await secondsSettings(options, classClocks, reader);
  return { client: { place: call.place, settings, routes: [] }, base: base ? withScheme(await urlOf(base.value, base.scope, program, reader)) : [] };
}

/** HTTParty puts http:// before a base that has no scheme. */
const withScheme = ([first, ...rest]: Pieces): Pieces => (typeof first === 'string' && !first.includes('://') ? [`http://${first}`, ...rest] : first === undefined ? [] : [first, ...rest]);

async function add(call: Call, { client, base }: Party, program: Program, reader: Reader): Promise<void> {
  const [url] = call.args;
  if (!url) return;
  const own = await secondsSettings(await given(call, program, reader), clocks, reader);
  const address = addressOf(joined(base, await urlOf(url, call.scope, program, reader)), url.text);
  client.routes.push(routeOf(address, call.place, over(own, client.settings), no('each request opens a connection', call.place)));
}
