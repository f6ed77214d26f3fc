import type { Call, Program } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { type Agent, agentOf, globalAgent } from '../program/agent.ts';
import { localNames, methodOf, objectOf } from '../program/calls.ts';
import { type Client, layersOf, over, routeOf } from '../program/client.ts';
import { type Entry, entryOf, follow, type Located, record } from '../program/follow.ts';
import { addressOf, type Pieces, piecesOf } from '../program/url.ts';
import { nodeMajor } from '../program/version.ts';
import type { Reader } from '../reader.ts';
import type { Reading, Written } from '../system.ts';
import { nodeHttpFacts } from './facts.ts';
import { limitOf } from './limit.ts';

const modules = ['http', 'https', 'node:http', 'node:https'];

/** `http.request` and `http.get`, grouped by the agent that they use. */
export async function readNodeHttp(source: Source, reader: Reader): Promise<Reading | undefined> {
  const program = await reader.program(source);
  if (!program) return undefined;
  const clients = new Map<string, Client & { readonly pooled: Agent['pooled'] }>();
  const written: Written[] = [];
  for (const { call, secure } of requests(program)) {
    const entries = await entriesOf(call, program, reader);
    const { key, agent } = await agentFor(entries, call, program, reader);
    const client = clients.get(key) ?? { place: call.place, profile: agent.profile, settings: agent.settings, routes: [], pooled: agent.pooled };
    clients.set(key, client);
    const limit = await limitOf(call, entries, agent, program, reader);
    written.push(...limit.written);
    const address = addressOf(await urlOf(call, entries, secure, program, reader), call.args[0]?.text ?? call.text);
    client.routes.push(routeOf(address, call.place, over(limit.settings, client.settings), agent.pooled));
  }
  const major = reader.version('node') ?? nodeMajor(reader, source.path)?.toString();
  const kind = { system: nodeHttpFacts.system, title: nodeHttpFacts.title, version: major === undefined ? { reason: 'no manifest pins Node' } : { known: major } };
  return clients.size === 0 ? undefined : { layers: [...clients.values()].flatMap((client) => layersOf([client], kind, client.pooled)), written };
}

function requests(program: Program): readonly { readonly call: Call; readonly secure: boolean }[] {
  const plain = localNames(program, modules);
  const named = program.imports.filter((entry) => modules.includes(entry.module) && /^(get|request)$/.test(entry.name));
  return program.calls.flatMap((call) => {
    const module = program.imports.find((entry) => modules.includes(entry.module) && entry.local === (objectOf(call) || call.callee))?.module ?? '';
    const ours = (plain.includes(objectOf(call)) && /^(get|request)$/.test(methodOf(call))) || named.some((entry) => entry.local === call.callee);
    return ours && !call.receiver ? [{ call, secure: module.endsWith('https') }] : [];
  });
}

/** The options of `request(options)`, `request(url, options)`. */
async function entriesOf(call: Call, program: Program, reader: Reader): Promise<readonly Entry[]> {
  const found = await Promise.all(call.args.slice(0, 2).map((argument) => record({ expression: argument, program, scope: call.scope }, reader)));
  return found.flatMap((one) => one?.entries ?? []);
}

async function agentFor(entries: readonly Entry[], call: Call, program: Program, reader: Reader): Promise<{ key: string; agent: Agent }> {
  const entry = entryOf(entries, 'agent');
  if (!entry) return { key: '', agent: globalAgent(reader, program.source.path, call.place) };
  const { place } = (await follow(entry, reader)).expression;
  return { key: `${place.file}:${place.line}:${place.column}`, agent: await agentOf(entry, reader) };
}

async function urlOf(call: Call, entries: readonly Entry[], secure: boolean, program: Program, reader: Reader): Promise<Pieces> {
  const [first] = call.args;
  const host = entryOf(entries, 'hostname') ?? entryOf(entries, 'host');
  if (!host) return first && !(await isRecord(first, call, program, reader)) ? piecesOf({ expression: first, program, scope: call.scope }, reader) : [{ expression: call.text }];
  const port = entryOf(entries, 'port');
  const path = entryOf(entries, 'path');
  const text = async (entry: Entry): Promise<Pieces> => {
    const value = await reader.evaluate(entry.expression, entry.program, entry.scope);
    return value.kind === 'value' ? [String(value.value)] : piecesOf(entry, reader);
  };
  return [secure ? 'https://' : 'http://', ...(await text(host)), ...(port ? [':', ...(await text(port))] : []), ...(path ? await text(path) : ['/'])];
}

const isRecord = async (expression: Located['expression'], call: Call, program: Program, reader: Reader): Promise<boolean> => (await record({ expression, program, scope: call.scope }, reader)) !== undefined;
