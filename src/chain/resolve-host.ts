import type { Place } from '../model/place.ts';
import type { Process } from '../model/process.ts';
import type { Service } from '../model/scene.ts';
import { type Around, assumed, declaredHost, joined, listensOn, nameMatches, open, resolved, type Resolved } from './around.ts';
import { processesNamed, servicesNamed } from './names.ts';
import type { Node } from './node.ts';
import { layersIn, toProcesses, toService } from './resolve-service.ts';

export function toSocket(path: string, around: Around, place: Place): Resolved {
  const normal = socketPath(path);
  const found = around.nodes.filter((node) => mayMeet(node, around) && node.reading.listens.some((listener) => listener.kind === 'socket' && socketPath(listener.path) === normal));
  const beside = found.filter((node) => networkOf(node) === networkOf(around.from));
  return joined(beside.length > 0 ? beside : found, resolved(`socket ${normal}`, place)) ?? open(`unix:${normal}`, 'nothing in the repository listens on this socket', place);
}

/** Without its scheme; a path may begin with several slashes. */
const socketPath = (path: string): string => path.replace(/^unix:/, '').replace(/^\/{2,}/, '/');

const loopback = new Set(['127.0.0.1', 'localhost', '::1', '[::1]', '0.0.0.0']);

/** Loopback first, then the names of the project, from the closest to the most public. */
export function toHost(host: string, port: number | undefined, around: Around, place: Place): Resolved {
  if (loopback.has(host)) return toLoopback(port, around, place);
  return byProcessName(host, port, around, place) ?? byPublicName(host, around, place) ?? byMiddlebox(host, around, place) ?? byServiceName(host, port, around, place) ?? open(port === undefined ? host : `${host}:${port}`, 'not described in this repository', place);
}

/** The same network, or, for what runs on a plain host, everything else that does. */
function toLoopback(port: number | undefined, around: Around, place: Place): Resolved {
  const network = networkOf(around.from);
  const near = around.nodes.filter((node) => mayMeet(node, around) && node.reading.kind !== 'client' && networkOf(node) === network);
  const found = near.filter((node) => listensOn(node, port));
  if (found.length > 0) return joined(found, resolved(`127.0.0.1:${port ?? 80}`, place)) as Resolved;
  const only = near.filter((node) => node.reading.process !== undefined && node.reading.listens.every((listener) => listener.kind === 'port' && listener.port === undefined));
  const declared = only.filter((node) => node.reading.process?.ports.some((one) => one.port === port));
  return joined(declared, resolved(`127.0.0.1:${port ?? 80}`, place)) ?? open(`127.0.0.1:${port ?? 80}`, 'nothing in the repository listens there', place);
}

/** What no container holds runs on the project's one host. */
const networkOf = ({ reading, project }: Node): string => reading.process?.network ?? `host/${project.folder}`;

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
  if (around.views.length === 0) return undefined;
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
  return fronts && fronts.kind !== 'egress' ? around.lookUp(fronts, place) : undefined;
}

/** Two stray files belong together only where nothing else could stand between them. */
const mayMeet = (node: Node, { from, startsServers }: Around): boolean => node !== from && (node.scene !== undefined || from.scene !== undefined || !startsServers);
