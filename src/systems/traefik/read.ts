import type { KubernetesObject, Scene } from '../../model/scene.ts';
import type { Place } from '../../model/place.ts';
import { ingressHosts } from '../ingress-route.ts';
import type { Reader } from '../reader.ts';
import type { LayerReading, Listener, Reading, Written } from '../system.ts';
import { type Instance, instancesOf, middlewaresOf, processRouters } from './instance.ts';
import { facts, forwardingOptions } from './facts.ts';
import { ingressRouters, ingressRoutes, routeRouters, traefikIngresses } from './kubernetes.ts';
import { layerParts } from './layer.ts';
import { type Middlewares, objectMiddlewares } from './middlewares.ts';
import type { Router } from './router.ts';
import { timersBelow } from './timeouts.ts';
import { objectTransports } from './transports.ts';
import { unreadLabels, unreadOn } from './unread.ts';
import { impliedVersion } from './version.ts';
import { writtenIn } from './written.ts';

/** Every Traefik that the scene starts, and those that its Ingresses and IngressRoutes presuppose. */
export function readScene(scene: Scene, reader: Reader): Reading | undefined {
  const instances = instancesOf(scene, reader);
  const inCluster = instances.filter(({ cluster }) => cluster);
  const found = kubernetesRouters(scene, inCluster.length > 0, new Map([...objectMiddlewares(scene), ...inCluster.flatMap((instance) => [...middlewaresOf(instance, scene)])]));
  const running = instances.map((instance) => read(instance, scene, instance.cluster ? found : []));
  const implied = inCluster.length > 0 ? [] : found.map((group) => impliedLayer(group, reader));
  const layers = [...running.map(({ layer }) => layer), ...implied];
  const unread = [...unreadOn(traefikIngresses(scene, inCluster.length > 0), scene), ...(instances.length > 0 ? scene.processes.flatMap(unreadLabels) : [])];
  return layers.length === 0 ? undefined : { layers, written: [...running.flatMap(({ written }) => written), ...unread] };
}

/** An Ingress or IngressRoute with the routers that it stands for. */
interface Group {
  readonly object: KubernetesObject;
  readonly place: Place;
  readonly hosts: readonly Listener[];
  readonly routers: readonly Router[];
}

function kubernetesRouters(scene: Scene, present: boolean, middlewares: Middlewares): readonly Group[] {
  const transports = objectTransports(scene);
  const ingresses = traefikIngresses(scene, present).map((ingress) => ({
    object: ingress, place: ingress.classPlace, hosts: ingressHosts(ingress), routers: ingressRouters(ingress, scene, transports, middlewares),
  }));
  const routes = ingressRoutes(scene).map((object) => {
    const routers = routeRouters(object, transports, middlewares);
    return { object, place: object.place, hosts: hostsOf(routers), routers };
  });
  return [...ingresses, ...routes];
}

function read(instance: Instance, scene: Scene, groups: readonly Group[]): { readonly layer: LayerReading; readonly written: readonly Written[] } {
  const { process, configuration, entryPoints, version } = instance;
  const routers = [...processRouters(instance, scene), ...groups.flatMap((group) => group.routers)];
  const fixed = timersBelow('serversTransport', forwardingOptions, configuration.options);
  const controller: readonly Listener[] = instance.cluster ? [{ kind: 'controller', controller: 'traefik', place: process.place }] : [];
  const layer: LayerReading = {
    system: facts.system,
    kind: 'proxy',
    name: `${facts.title} (${process.workload.kind}/${process.workload.name})`,
    version,
    place: process.place,
    process,
    ...layerParts(instance, routers, fixed),
    listens: [...entryPoints.flatMap(({ listener }) => listener ?? []), ...controller, ...hostsOf(routers), ...groups.flatMap((group) => group.hosts)].filter(isFirst),
  };
  return { layer, written: writtenIn(instance, routers) };
}

function impliedLayer({ object, place, hosts, routers }: Group, reader: Reader): LayerReading {
  const version = impliedVersion(reader);
  return {
    system: facts.system,
    kind: 'proxy',
    name: `${facts.title} (${object.kind.toLowerCase()}/${object.name})`,
    version,
    place,
    ...layerParts({ version, entryPoints: [], place }, routers, []),
    listens: [{ kind: 'controller', controller: 'traefik', place }, ...hosts],
  };
}

function hostsOf(routers: readonly Router[]): readonly Listener[] {
  return routers.flatMap(({ routes, place }) => routes.flatMap(({ host }) => (host === undefined ? [] : [{ kind: 'host' as const, host, place }])));
}

/** A host is listed once, whoever names it. */
function isFirst(listener: Listener, at: number, all: readonly Listener[]): boolean {
  return listener.kind !== 'host' || all.findIndex((other) => other.kind === 'host' && other.host === listener.host) === at;
}

