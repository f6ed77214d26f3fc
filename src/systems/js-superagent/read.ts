import type { Setting } from '../../model/setting.ts';
import { no, unsure } from '../../model/value.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { type Agent, agentOf } from '../program/agent.ts';
import { chainOf, keyOf, localNames, methodOf, objectOf, outermost } from '../program/calls.ts';
import { type Client, layersOf, over, routeOf } from '../program/client.ts';
import { follow, nameOf } from '../program/follow.ts';
import { type Runtime, runtimeOf } from '../program/runtime.ts';
import { addressOf, piecesOf } from '../program/url.ts';
import { packageVersion } from '../program/version.ts';
import type { Reader } from '../reader.ts';
import type { Reading, Written } from '../system.ts';
import { superagentFacts } from './facts.ts';
import { limitsOf } from './limits.ts';

const modules = ['superagent'];
const verb = /^(get|post|put|patch|del|delete|head|options)$/;

/** SuperAgent's calls and `request.agent()` instances in a file. */
export async function readSuperagent(source: Source, reader: Reader): Promise<Reading | undefined> {
  const program = await reader.program(source);
  if (!program) return undefined;
  const names = localNames(program, modules);
  if (names.length === 0) return undefined;
  const clients = new Map<string, Pooled>();
  const written: Written[] = [];
  for (const call of outermost(program)) {
    const request = await requestOf(chainOf(call), program, names, reader);
    if (!request) continue;
    written.push(...request.written);
    if (request.agent || !clients.has(request.key)) clients.set(request.key, clientOf(request, program, reader));
    if (request.url) await route(clients, request, program, reader);
  }
  const kind = { system: superagentFacts.system, title: superagentFacts.title, version: packageVersion(reader, superagentFacts.system, source.path, 'superagent') };
  return { layers: [...clients.values()].flatMap((client) => layersOf([client], kind, client.pooled)), written };
}

interface Request {
  /** The agent that it uses; `` for the module itself. */
  readonly key: string;
  readonly agent: boolean;
  readonly call: Call;
  readonly url: Call['args'][number] | undefined;
  readonly settings: readonly Setting[];
  readonly written: readonly Written[];
  /** The pool of Node that `.agent(…)` gives it. */
  readonly pool?: Agent;
}

type Pooled = Client & Pick<Agent, 'pooled'>;

function clientOf({ agent, call, pool, settings }: Request, program: Program, reader: Reader): Pooled {
  const runtime = runtimeOf(program, reader);
  const profile = runtime === 'node' && pool ? pool.profile : runtime;
  return { place: call.place, profile, settings: [...(agent ? settings : []), ...(pool?.settings ?? [])], routes: [], pooled: runtime === 'node' && pool ? pool.pooled : pooling(runtime) };
}

async function route(clients: ReadonlyMap<string, Pooled>, request: Request, program: Program, reader: Reader): Promise<void> {
  const client = clients.get(request.key);
  if (!client || !request.url) return;
  const address = addressOf(await piecesOf({ expression: request.url, program, scope: request.call.scope }, reader), request.url.text);
  client.routes.push(routeOf(address, request.call.place, over(request.settings, client.settings), client.pooled));
}

/** What a chain of calls is: `request.agent().timeout(…)`, `agent.get(url).timeout(…)`, or nothing of ours. */
async function requestOf(chain: readonly Call[], program: Program, names: readonly string[], reader: Reader): Promise<Request | undefined> {
  const request = await callOf(chain, program, names, reader);
  const given = [...chain.slice(1), ...later(chain, program)].findLast((call) => methodOf(call) === 'agent')?.args[0];
  if (!request || request.agent || !given) return request;
  const pool = await agentOf({ expression: given, program, scope: request.call.scope }, reader);
  return { ...request, key: `${request.key} ${given.text}`, pool };
}

async function callOf(chain: readonly Call[], program: Program, names: readonly string[], reader: Reader): Promise<Request | undefined> {
  const [first] = chain;
  if (!first || (first.receiver && first.receiver.kind !== 'call')) return undefined;
  const { settings, written } = await limitsOf([...chain, ...later(chain, program)], program, reader);
  const owner = objectOf(first);
  const method = methodOf(first);
  if (names.includes(owner) && method === 'agent') {
    const inner = chain[1] && verb.test(methodOf(chain[1])) ? chain[1] : undefined;
    return { key: inner ? '' : keyOf(first), agent: !inner, call: first, url: inner?.args[0], settings, written };
  }
  if (names.includes(first.callee)) return { key: '', agent: false, call: first, url: first.args[1] ?? first.args[0], settings, written };
  if (!verb.test(method)) return undefined;
  if (names.includes(owner)) return { key: '', agent: false, call: first, url: first.args[0], settings, written };
  const agent = await agentKey(first, owner, program, names, reader);
  return agent === undefined ? undefined : { key: agent, agent: false, call: first, url: first.args[0], settings, written };
}

/** The agent that a call is made on, if it is one of this file. */
async function agentKey(call: Call, owner: string, program: Program, names: readonly string[], reader: Reader): Promise<string | undefined> {
  if (owner === '') return undefined;
  const found = await follow({ expression: nameOf(owner, call), program, scope: call.scope }, reader);
  const [root] = found.expression.kind === 'call' ? chainOf(found.expression) : [];
  const ours = root && found.program === program && methodOf(root) === 'agent' && names.includes(objectOf(root));
  return ours ? keyOf(root) : undefined;
}

/** `const req = request.get(u); req.timeout(5000)`. */
function later(chain: readonly Call[], program: Program): readonly Call[] {
  const name = chain.at(-1)?.assigned;
  return name === undefined ? [] : program.calls.filter((call) => objectOf(call) === name && /^(timeout|retry|agent)$/.test(methodOf(call)));
}

const pooling = (runtime: Runtime): Agent['pooled'] => (runtime === 'node' ? no('SuperAgent makes a connection for each request unless it is given an agent') : unsure('browsers keep connections on their own terms'));
