import type { Call, Program } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { unknown, yes } from '../../model/value.ts';
import { exact, type Setting } from '../../model/setting.ts';
import { keyOf, localNames, methodOf, objectOf } from '../program/calls.ts';
import { type Client, layersOf, over, routeOf } from '../program/client.ts';
import { follow, nameOf } from '../program/follow.ts';
import type { GoContext } from '../program/go-value.ts';
import { pinned } from '../program/version.ts';
import type { Reader } from '../reader.ts';
import type { Reading, Written } from '../system.ts';
import { goClientFacts } from './facts.ts';
import { type Pool, poolOf, shared } from './pool.ts';
import { proxiesIn } from './proxy.ts';
import { requestOf } from './request.ts';

const verb = /^(Get|Head|Post|PostForm|Do)$/;

/** Every http.Client of a file and the calls on http.DefaultClient. */
export async function readGoClient(source: Source, reader: Reader): Promise<Reading | undefined> {
  const program = await reader.program(source);
  const names = program ? localNames(program, ['net/http'], ['*', 'default', 'http']) : [];
  if (!program) return undefined;
  const context = { reader };
  const proxies = await proxiesIn(program, context);
  const clients = new Map<string, Made>();
  const written: Written[] = [];
  for (const call of program.calls.filter((one) => one.construct === 'literal' && methodOf(one) === 'Client' && names.includes(objectOf(one)))) {
    const pool = await poolOf(call, program, context);
    written.push(...pool.written);
    clients.set(keyOf(call), { client: { place: call.place, profile: pool.profile, settings: pool.settings, routes: [] }, pool });
  }
  for (const call of program.calls.filter((one) => verb.test(methodOf(one)))) await addCall(call, program, names, clients, context);
  const stated = reader.version(goClientFacts.system) ?? pinned(reader.dependency(source.path, 'go'));
  const kind = { system: goClientFacts.system, title: goClientFacts.title, version: stated === undefined ? { reason: 'go.mod states no release' } : { known: stated } };
  const layers = [...clients.values()].flatMap(({ client, pool }) => layersOf([complete(client)], kind, pool.pooled));
  for (const proxy of proxies) layers.push(...layersOf([proxy.client], { ...kind, title: 'Go ReverseProxy' }, proxy.pooled).map((layer) => ({ ...layer, kind: 'proxy' as const })));
  return layers.length === 0 ? undefined : { layers, written };
}

interface Made {
  readonly client: Client;
  readonly pool: Pool;
}

async function addCall(call: Call, program: Program, names: readonly string[], clients: Map<string, Made>, context: GoContext): Promise<void> {
  const made = await madeFor(call, program, names, clients, context);
  if (!made) return;
  const request = await requestOf(call, program, context);
  const own = request.deadline ? [request.deadline] : request.contextFrom === undefined || limited(made.client.settings) ? [] : [inherited(request.contextFrom)];
  made.client.routes.push(routeOf(request.address, call.place, over(own, made.client.settings), made.pool.pooled));
}

const limited = (settings: readonly Setting[]): boolean => settings.some((one) => one.timer === 'upstream.deadline');

/** A client that goes into a constructor or another file: each of its calls may bring a context with a deadline. */
function complete(client: Client): Client {
  if (client.routes.length > 0 || limited(client.settings)) return client;
  return { ...client, settings: [...client.settings, hidden('its calls stand elsewhere, and each may bring a context with a deadline', 'http.Client', client.place)] };
}

/** A context that the caller hands in may carry a deadline. */
const inherited = ({ text, place }: Call['args'][0]): Setting => hidden('the context comes from the caller and may have a deadline', text, place);

const hidden = (reason: string, expression: string, place: Client['place']): Setting => ({
  timer: 'upstream.deadline', name: 'context', value: unknown(reason, expression), provenance: { kind: 'configured' }, place, via: [], window: exact, fixed: false,
});

/** The client that a call is made on. */
async function madeFor(call: Call, program: Program, names: readonly string[], clients: Map<string, Made>, { reader }: GoContext): Promise<Made | undefined> {
  const owner = objectOf(call);
  if (call.receiver?.kind === 'call') return clients.get(keyOf(call.receiver));
  if (names.includes(owner) && methodOf(call) !== 'Do') return theDefault(call, clients);
  if (names.some((name) => owner === `${name}.DefaultClient`)) return theDefault(call, clients);
  if (owner === '') return undefined;
  const found = await follow({ expression: nameOf(owner, call), program, scope: call.scope }, reader);
  const { expression } = found;
  if (expression.kind === 'name') return names.some((name) => expression.path.join('.') === `${name}.DefaultClient`) ? theDefault(call, clients) : byField(owner, program, clients);
  return expression.kind === 'call' ? (clients.get(keyOf(expression)) ?? byField(owner, program, clients)) : undefined;
}

function theDefault(call: Call, clients: Map<string, Made>): Made {
  const made = clients.get('') ?? { client: { place: call.place, profile: 'default', settings: [], routes: [] }, pool: { ...shared, pooled: yes('http.DefaultTransport keeps connections', call.place) } };
  clients.set('', made);
  return made;
}

/** `s.client.Do(…)` where the only field or variable `client` of the file is given an http.Client. */
function byField(owner: string, program: Program, clients: ReadonlyMap<string, Made>): Made | undefined {
  const [, field] = /\.(\w+)$/.exec(owner) ?? [];
  if (field === undefined) return undefined;
  const values = [
    ...program.calls.flatMap((call) => call.keywords.filter((one) => one.name === field).map((one) => one.value)),
    ...program.definitions.filter((one) => one.name.endsWith(`.${field}`)).map((one) => one.value),
  ];
  const found = values.map((value) => (value.kind === 'call' ? clients.get(keyOf(value)) : undefined));
  return found.length === 1 ? found[0] : undefined;
}
