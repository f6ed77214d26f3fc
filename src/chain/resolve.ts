import type { Protocol } from '../model/layer.ts';
import type { Place } from '../model/place.ts';
import type { Process } from '../model/process.ts';
import type { Target } from '../systems/system.ts';
import { type Around, assumed, isPortless, joined, listensOn, open, resolved, type Resolved } from './around.ts';
import { nodesOfProcess } from './names.ts';
import type { FoundMiddlebox, Node } from './node.ts';
import { toHost, toSocket } from './resolve-host.ts';
import { onlyListener, toProcesses, toService } from './resolve-service.ts';

/** Finds what a target names. One per run; asks only, changes nothing. */
export type Resolve = (target: Target, from: Node, place: Place, protocol?: Protocol) => Resolved;

export function resolver(nodes: readonly Node[], middleboxes: readonly FoundMiddlebox[] = []): Resolve {
  const scenes = [...new Set(nodes.flatMap((node) => node.scene ?? []))];
  const around = (from: Node): Omit<Around, 'lookUp'> => {
    const own = from.scene ?? scenes.find((scene) => scene.when === undefined && scene.project.folder === from.project.folder);
    const all = nodes.filter((node) => node.project.folder === from.project.folder);
    const project = all.filter((node) => node.scene?.when === undefined);
    const visible = all.filter((node) => node.scene === undefined || (from.scene ? node.scene === from.scene : node.scene.when === undefined));
    const views = from.scene ? [from.scene] : scenes.filter((scene) => scene.when === undefined && scene.project.folder === from.project.folder);
    const boxes = middleboxes.filter((one) => one.project.folder === from.project.folder && one.scene?.when === undefined);
    return { from, own, views, nodes: visible, project, boxes, startsServers: views.some((scene) => scene.processes.some(isOwnServer)) };
  };
  const cache = new Map<string, Omit<Around, 'lookUp'>>();
  const shared = (from: Node): Omit<Around, 'lookUp'> => {
    const key = `${from.project.folder}\n${from.scene ? scenes.indexOf(from.scene) : ''}`;
    const known = cache.get(key) ?? around(from);
    cache.set(key, known);
    return known;
  };
  let last: Around | undefined;
  const seenFrom = (from: Node, protocol: Protocol | undefined): Around => {
    if (last?.from === from && last.protocol === protocol) return last;
    const here: Around = { ...shared(from), from, protocol, lookUp: (other, at) => resolve(other, here, at) };
    return (last = here);
  };
  return (target, from, place, protocol) => {
    const here = seenFrom(from, protocol);
    const found = resolve(target, here, place);
    return found.kind === 'open' && target.kind === 'unknown' && protocol === 'grpc' ? (soleGrpcServer(here, place) ?? found) : found;
  };
}

/** Not a database or a queue: built from the repository, or given a command, and reachable. */
const isOwnServer = ({ sources, argv, ports }: Process): boolean => ports.length > 0 && (sources.length > 0 || argv.length > 0);

function resolve(target: Target, around: Around, place: Place): Resolved {
  if (target.kind === 'service') return toService(target.namespace, target.name, target.port, around, place);
  if (target.kind === 'process') return toProcess(target, around, place);
  if (target.kind === 'port') return toOnlyServer(target, around, place);
  if (target.kind === 'inside') return inside(target.layer, around, place);
  if (target.kind === 'socket') return toSocket(target.path, around, place);
  if (target.kind === 'host') return toHost(target.host.toLowerCase(), target.port, around, place);
  return fromVariable(target, around, place);
}

function toProcess(target: Extract<Target, { kind: 'process' }>, around: Around, place: Place): Resolved {
  const found = toProcesses(nodesOfProcess(around.nodes, target.process), target.port, `process ${target.process}`, target.assumed === undefined ? resolved(`its labels`, place) : assumed(target.assumed, place), place);
  const processes = around.views.flatMap((scene) => scene.processes).filter((process) => process.id === target.process);
  return found.kind === 'joined' ? found : (onlyListener(processes, target.port, around, place) ?? found);
}

function inside(layer: string, { nodes, from }: Around, place: Place): Resolved {
  const found = nodes.filter((node) => node !== from && node.reading.name === layer && node.reading.process?.id === from.reading.process?.id);
  return joined(found, resolved('one process', place)) ?? open(layer, 'not found in the same process', place);
}

/** The project over: machines and programs are rarely described in the same file. */
function toOnlyServer({ port, why, names = [] }: Extract<Target, { kind: 'port' }>, { from, nodes, project, protocol }: Around, place: Place): Resolved {
  const isServer = (node: Node): boolean => node !== from && node.reading.kind !== 'client' && node.reading.listens.some((listener) => listener.kind === 'port');
  const asked = (node: Node): boolean => listensOn(node, port) || (isPortless(node) && (port === undefined || (node.reading.process?.ports.some((one) => one.port === port) ?? false)));
  const listening = [nodes, project].map((each) => each.filter((node) => isServer(node) && asked(node))).find((each) => each.length > 0) ?? [];
  const speaking = listening.filter((node) => node.reading.listens.some((listener) => listener.kind === 'port' && listener.protocol === protocol));
  const called = listening.filter((node) => names.includes(node.reading.process?.workload.name ?? ''));
  const found = [listening, speaking, called, called.filter((node) => speaking.includes(node))].find((each) => each.length === 1) ?? listening;
  const what = port === undefined ? why : `port ${port}`;
  return found.length === 1 ? (joined(found, assumed(`the only server of the project that listens there; ${why}`, place)) as Resolved) : open(what, found.length > 1 ? 'several servers of the project listen there' : 'nothing in the repository is known to listen there', place);
}

/** A base URL out of the environment: what the process that runs the client is given. */
function fromVariable(target: Extract<Target, { kind: 'unknown' }>, around: Around, place: Place): Resolved {
  const { variable, expression, reason } = target;
  const texts = variable === undefined ? [] : around.views.flatMap((scene) => scene.processes.filter((process) => runs(process, around.from)).flatMap((process) => process.env.get(variable) ?? []));
  for (const text of texts) {
    const url = parseUrl(text.value);
    if (!url) continue;
    const found = toHost(url.host, url.port, around, place);
    if (found.kind === 'joined') return { kind: 'joined', ends: found.ends.map((end) => ({ ...end, join: { ...end.join, places: [...end.join.places, ...text.places] } })) };
  }
  return open(expression, reason, place);
}

/** gRPC targets come in at run time as a rule; a project with one gRPC server means that one. */
function soleGrpcServer({ nodes, from }: Around, place: Place): Resolved | undefined {
  const servers = nodes.filter((node) => node !== from && node.reading.kind !== 'client' && node.reading.listens.some((listener) => 'protocol' in listener && listener.protocol === 'grpc'));
  return servers.length === 1 ? joined(servers, assumed('the only gRPC server of the project', place)) : undefined;
}

const runs = (process: Process, { reading }: Node): boolean => process.sources.some((folder) => folder === '' || reading.place.file.startsWith(`${folder}/`));

function parseUrl(text: string | undefined): { readonly host: string; readonly port: number | undefined } | undefined {
  const match = /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/\s]*@)?([^:/\s?#]+)(?::(\d{1,5}))?/i.exec(text ?? '');
  if (!match?.[1]) return undefined;
  const secure = /^https/i.test(text ?? '');
  return { host: match[1].toLowerCase(), port: match[2] ? Number(match[2]) : secure ? 443 : 80 };
}
