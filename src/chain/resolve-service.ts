import type { Join } from '../model/layer.ts';
import type { Place } from '../model/place.ts';
import type { Process } from '../model/process.ts';
import type { Scene, Service } from '../model/scene.ts';
import { type Around, assumed, isPortless, joined, listensOn, open, resolved, type Resolved } from './around.ts';
import { controllerOf } from './controllers.ts';
import { nodesOfProcess, processesLabelled, servicesNamed } from './names.ts';
import type { Node } from './node.ts';

/** The layers behind a Kubernetes Service: in the pods that it selects, or the routes of the controller that it exposes. */
export function toService(namespace: string, name: string, port: string | number | undefined, around: Around, place: Place): Resolved {
  const services = around.views.flatMap((scene) => servicesNamed(scene, name).map((service) => ({ scene, service })));
  const { scene, service } = services.find((one) => one.service.namespace === namespace) ?? (services.length === 1 ? services[0] : undefined) ?? {};
  if (!service || !scene) return open(`service/${name}`, 'this Service is not in the repository', place);
  const pods = selectedBy(service, scene);
  const wanted = targetPort(service, port, pods);
  const via = resolved(`service/${name}`, service.place);
  const found = toProcesses(layersIn(pods, around), wanted, `service/${name}`, via, service.place);
  const shown = found.kind === 'joined' ? found : onlyListener(pods, wanted, around, service.place);
  if (shown) return shown;
  const controller = controllerOf(service.selector);
  const behind = controller === undefined ? [] : around.nodes.filter((node) => node.reading.listens.some((listener) => listener.kind === 'controller' && listener.controller === controller));
  return joined(behind, resolved(`service/${name}, which exposes ${controller}`, service.place)) ?? (pods.length > 0 ? found : open(`service/${name}`, 'no workload in the repository has the labels that it selects', service.place));
}

export function layersIn(processes: readonly Process[], { nodes }: Around): readonly Node[] {
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

/** A program whose image only run time names, where one program of the project listens on the very port that its manifest states. */
export function onlyListener(processes: readonly Process[], port: number | undefined, { from, nodes, project }: Around, place: Place): Resolved | undefined {
  const isHidden = ({ image, argv, ports }: Process): boolean => argv.length === 0 && image?.text.value === undefined && ports.some((one) => one.port === port);
  if (port === undefined || processes.length === 0 || !processes.every(isHidden)) return undefined;
  const ids = new Set(processes.map((process) => process.id));
  const isServer = (node: Node): boolean => node !== from && node.reading.kind === 'app-server' && !ids.has(node.reading.process?.id ?? '') && listensOn(node, port);
  const listening = [...new Map([...nodes, ...project].filter(isServer).map((node) => [`${node.reading.place.file}:${node.reading.place.line}`, node])).values()];
  return listening.length === 1 ? joined(listening, assumed(`the only server of the project that listens on port ${port}; which image runs there is only known at run time`, place)) : undefined;
}

/** The layers of some processes that accept on a port; a process with one layer of unknown port accepts on what its manifest says. */
export function toProcesses(candidates: readonly Node[], port: number | undefined, what: string, join: Join, place: Place): Resolved {
  const servers = candidates.filter((node) => node.reading.kind !== 'client' && node.reading.listens.length > 0);
  const exact = servers.filter((node) => listensOn(node, port));
  const found = joined(exact, join);
  if (found) return found;
  const portless = servers.filter(isPortless);
  const sole = portless.length === 1 ? portless : portless.filter((node) => port === undefined || node.reading.process?.ports.some((one) => one.port === port));
  return joined(sole, join) ?? open(port === undefined ? what : `${what}, port ${port}`, candidates.length > 0 ? 'nothing that is known listens on this port' : 'no system that hoplint knows runs there', place);
}
