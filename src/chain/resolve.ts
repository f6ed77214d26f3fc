import type { Join, OpenEnd, Protocol } from '../model/layer.ts';
import type { Place } from '../model/place.ts';
import type { Process } from '../model/process.ts';
import type { Scene, Service } from '../model/scene.ts';
import type { Target } from '../systems/system.ts';
import { controllerOf } from './controllers.ts';
import { nodesOfProcess, processesLabelled, processesNamed, servicesNamed } from './names.ts';
import type { FoundMiddlebox, Node } from './node.ts';

/** Where a connection ends: layers of the repository, or an open end. */
export type Resolved = { readonly kind: 'joined'; readonly ends: readonly End[] } | { readonly kind: 'open'; readonly end: OpenEnd };

export interface End {
  readonly node: Node;
  readonly join: Join;
}

/** Finds what a target names. One per run; asks only, changes nothing. */
export type Resolve = (target: Target, from: Node, place: Place, protocol?: Protocol) => Resolved;

export function resolver(nodes: readonly Node[], middleboxes: readonly FoundMiddlebox[] = []): Resolve {
  const scenes = [...new Set(nodes.flatMap((node) => node.scene ?? []))];
  const around = (from: Node): Around => {
    const own = from.scene ?? scenes.find((scene) => scene.when === undefined && scene.project.folder === from.project.folder);
    const all = nodes.filter((node) => node.project.folder === from.project.folder);
    const project = all.filter((node) => node.scene?.when === undefined);
    const visible = all.filter((node) => node.scene === undefined || (from.scene ? node.scene === from.scene : node.scene.when === undefined));
    const views = from.scene ? [from.scene] : scenes.filter((scene) => scene.when === undefined && scene.project.folder === from.project.folder);
    const boxes = middleboxes.filter((one) => one.project.folder === from.project.folder && one.scene?.when === undefined);
    return { from, own, views, nodes: visible, project, boxes, startsServers: views.some((scene) => scene.processes.some(isOwnServer)) };
  };
  const cache = new Map<string, Around>();
  return (target, from, place, protocol) => {
    const key = `${from.project.folder}\n${from.scene ? scenes.indexOf(from.scene) : ''}`;
    const known: Around = cache.get(key) ?? around(from);
    cache.set(key, known);
    const found = resolve(target, { ...known, from, protocol }, place);
    return found.kind === 'open' && target.kind === 'unknown' && protocol === 'grpc' ? (soleGrpcServer({ ...known, from }, place) ?? found) : found;
  };
}

/** What the layers of a declared chain are called by their neighbours. */
export const declaredHost = 'declared-chain-';

interface Around {
  readonly from: Node;
  /** What the connection is to speak. */
  readonly protocol?: Protocol | undefined;
  readonly own: Scene | undefined;
  /** The scenes whose names are looked up. */
  readonly views: readonly Scene[];
  /** Every layer that may be met. */
  readonly nodes: readonly Node[];
  /** Every layer of the project's base. */
  readonly project: readonly Node[];
  /** Public names may belong to a balancer that ends no connection. */
  readonly boxes: readonly FoundMiddlebox[];
  /** Some workload of the project starts a server of its own, so that a stray file may be a leftover. */
  readonly startsServers: boolean;
}

/** Not a database or a queue: built from the repository, or given a command, and reachable. */
const isOwnServer = ({ sources, argv, ports }: Process): boolean => ports.length > 0 && (sources.length > 0 || argv.length > 0);

function resolve(target: Target, around: Around, place: Place): Resolved {
  if (target.kind === 'service') return toService(target.namespace, target.name, target.port, around, place);
  if (target.kind === 'process') return toProcesses(nodesOfProcess(around.nodes, target.process), target.port, `process ${target.process}`, target.assumed === undefined ? resolved(`its labels`, place) : assumed(target.assumed, place), place);
  if (target.kind === 'port') return toOnlyServer(target, around, place);
  if (target.kind === 'inside') return inside(target.layer, around, place);
  if (target.kind === 'socket') return toSocket(target.path, around, place);
  if (target.kind === 'host') return toHost(target.host.toLowerCase(), target.port, around, place);
  return fromVariable(target, around, place);
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

const isPortless = (node: Node): boolean => node.reading.listens.every((listener) => listener.kind !== 'port' || listener.port === undefined);

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

/** Two stray files belong together only where nothing else could stand between them. */
const mayMeet = (node: Node, { from, startsServers }: Around): boolean => node !== from && (node.scene !== undefined || from.scene !== undefined || !startsServers);

function toSocket(path: string, around: Around, place: Place): Resolved {
  const normal = path.replace(/^unix:/, '');
  const found = around.nodes.filter((node) => mayMeet(node, around) && node.reading.listens.some((listener) => listener.kind === 'socket' && listener.path.replace(/^unix:/, '') === normal));
  return joined(found, resolved(`socket ${normal}`, place)) ?? open(`unix:${normal}`, 'nothing in the repository listens on this socket', place);
}

const loopback = new Set(['127.0.0.1', 'localhost', '::1', '[::1]', '0.0.0.0']);

function toHost(host: string, port: number | undefined, around: Around, place: Place): Resolved {
  if (loopback.has(host)) return toLoopback(port, around, place);
  return byProcessName(host, port, around, place) ?? byPublicName(host, around, place) ?? byMiddlebox(host, around, place) ?? byServiceName(host, port, around, place) ?? open(port === undefined ? host : `${host}:${port}`, 'not described in this repository', place);
}

/** The same network, or, for what runs on a plain host, everything else that does. */
function toLoopback(port: number | undefined, around: Around, place: Place): Resolved {
  const network = around.from.reading.process?.network ?? 'host';
  const near = around.nodes.filter((node) => mayMeet(node, around) && node.reading.kind !== 'client' && (node.reading.process?.network ?? 'host') === network);
  const found = near.filter((node) => listensOn(node, port));
  if (found.length > 0) return joined(found, resolved(`127.0.0.1:${port ?? 80}`, place)) as Resolved;
  const only = near.filter((node) => node.reading.process !== undefined && node.reading.listens.every((listener) => listener.kind === 'port' && listener.port === undefined));
  const declared = only.filter((node) => node.reading.process?.ports.some((one) => one.port === port));
  return joined(declared, resolved(`127.0.0.1:${port ?? 80}`, place)) ?? open(`127.0.0.1:${port ?? 80}`, 'nothing in the repository listens there', place);
}

function byProcessName(host: string, port: number | undefined, around: Around, place: Place): Resolved | undefined {
  const named = around.views.flatMap((scene) => processesNamed(scene, host));
  if (named.length === 0) return undefined;
  const evidence = around.from.scene ? resolved(`the name ${host}`, place) : assumed(`the name ${host}`, place);
  const found = toProcesses(layersIn(named, around), port, host, evidence, place);
  return found.kind === 'joined' ? found : (besideProcesses(named, port, around, place) ?? found);
}

/** A configuration that no command names, in the source of the process that is asked: only that one listens on the port. */
function besideProcesses(processes: readonly Process[], port: number | undefined, { nodes }: Around, place: Place): Resolved | undefined {
  const isBeside = ({ reading }: Node): boolean => processes.some((process) => process.sources.some((folder) => folder !== '' && reading.place.file.startsWith(`${folder}/`)));
  const found = port === undefined ? [] : nodes.filter((node) => node.scene === undefined && node.reading.kind !== 'client' && listensOn(node, port) && isBeside(node));
  return found.length === 1 ? joined(found, assumed(`the only configuration of that service which listens on port ${port}`, place)) : undefined;
}

function byServiceName(host: string, port: number | undefined, around: Around, place: Place): Resolved | undefined {
  const [name = '', namespace] = host.replace(/\.cluster\.local$/, '').replace(/\.svc$/, '').split('.');
  if (host.split('.').length > 2 && !/\.svc(\.|$)/.test(host)) return undefined;
  // A namespace that the manifests leave to the command line fits only a name that is plainly a Service's.
  const fits = (service: Service) => namespace === undefined || service.namespace === namespace || (service.namespace === 'default' && /\.svc(\.|$)/.test(host));
  const services = around.views.flatMap((scene) => servicesNamed(scene, name).filter(fits));
  const [service] = services;
  return service ? toService(service.namespace, service.name, port, around, place) : undefined;
}

function byPublicName(host: string, { nodes, from }: Around, place: Place): Resolved | undefined {
  const found = nodes.filter((node) => node !== from && node.reading.listens.some((listener) => listener.kind === 'host' && nameMatches(listener.host.toLowerCase(), host)));
  return joined(found, host.startsWith(declaredHost) ? { evidence: 'declared', why: 'hoplint.yaml', places: [place] } : resolved(`the host ${host}`, place));
}

function byMiddlebox(host: string, around: Around, place: Place): Resolved | undefined {
  const fronts = around.boxes.find(({ reading }) => reading.hosts.some((name) => nameMatches(name.toLowerCase(), host)))?.reading.fronts;
  return fronts && fronts.kind !== 'egress' ? resolve(fronts, around, place) : undefined;
}

const nameMatches = (pattern: string, host: string): boolean => pattern === host || (pattern.startsWith('*.') && host.endsWith(pattern.slice(1)));

function toService(namespace: string, name: string, port: string | number | undefined, around: Around, place: Place): Resolved {
  const services = around.views.flatMap((scene) => servicesNamed(scene, name).map((service) => ({ scene, service })));
  const { scene, service } = services.find((one) => one.service.namespace === namespace) ?? (services.length === 1 ? services[0] : undefined) ?? {};
  if (!service || !scene) return open(`service/${name}`, 'this Service is not in the repository', place);
  const pods = selectedBy(service, scene);
  const wanted = targetPort(service, port, pods);
  const via = resolved(`service/${name}`, service.place);
  const found = toProcesses(layersIn(pods, around), wanted, `service/${name}`, via, service.place);
  if (found.kind === 'joined') return found;
  const controller = controllerOf(service.selector);
  const behind = controller === undefined ? [] : around.nodes.filter((node) => node.reading.listens.some((listener) => listener.kind === 'controller' && listener.controller === controller));
  return joined(behind, resolved(`service/${name}, which exposes ${controller}`, service.place)) ?? (pods.length > 0 ? found : open(`service/${name}`, 'no workload in the repository has the labels that it selects', service.place));
}

function layersIn(processes: readonly Process[], { nodes }: Around): readonly Node[] {
  const ids = new Set(processes.map((process) => process.id));
  return ids.size === 1 ? [...ids].flatMap((id) => nodesOfProcess(nodes, id)) : nodes.filter((node) => ids.has(node.reading.process?.id ?? ''));
}

function selectedBy(service: Service, scene: Scene): readonly Process[] {
  const [label] = service.selector;
  return label ? processesLabelled(scene, label.join('=')).filter((process) => selects(service, process)) : [];
}

/** Pods of a workload carry its namespace; a namespace that a manifest leaves to the command line fits every one. */
function selects(service: Service, process: Process): boolean {
  if (![...service.selector].every(([key, value]) => process.labels.get(key)?.value === value)) return false;
  const namespace = process.workload.namespace ?? 'default';
  return namespace === service.namespace || namespace === 'default' || service.namespace === 'default';
}

function targetPort(service: Service, port: string | number | undefined, pods: readonly Process[]): number | undefined {
  const entry = service.ports.find((one) => one.port === port || one.name === port || String(one.port) === String(port)) ?? (service.ports.length === 1 ? service.ports[0] : undefined);
  const target = entry?.targetPort ?? entry?.port;
  if (typeof target === 'number' || target === undefined) return target;
  if (/^\d+$/.test(target)) return Number(target);
  return pods.flatMap((pod) => pod.ports).find((one) => one.name === target)?.port;
}

/** The layers of some processes that accept on a port; a process with one layer of unknown port accepts on what its manifest says. */
function toProcesses(candidates: readonly Node[], port: number | undefined, what: string, join: Join, place: Place): Resolved {
  const servers = candidates.filter((node) => node.reading.kind !== 'client' && node.reading.listens.length > 0);
  const exact = servers.filter((node) => listensOn(node, port));
  const found = joined(exact, join);
  if (found) return found;
  const portless = servers.filter((node) => node.reading.listens.every((listener) => listener.kind !== 'port' || listener.port === undefined));
  const sole = portless.length === 1 ? portless : portless.filter((node) => port === undefined || node.reading.process?.ports.some((one) => one.port === port));
  return joined(sole, join) ?? open(port === undefined ? what : `${what}, port ${port}`, candidates.length > 0 ? 'nothing that is known listens on this port' : 'no system that hoplint knows runs there', place);
}

const listensOn = (node: Node, port: number | undefined): boolean =>
  node.reading.listens.some((listener) => listener.kind === 'port' && listener.port !== undefined && (port === undefined || listener.port === port));

const joined = (nodes: readonly Node[], join: Join): Resolved | undefined => (nodes.length === 0 ? undefined : { kind: 'joined', ends: nodes.map((node) => ({ node, join })) });
const resolved = (why: string, ...places: readonly Place[]): Join => ({ evidence: 'resolved', why, places });
const assumed = (why: string, ...places: readonly Place[]): Join => ({ evidence: 'assumed', why, places });
const open = (what: string, reason: string, place: Place): Resolved => ({ kind: 'open', end: { kind: 'open-end', what, reason, place } });
