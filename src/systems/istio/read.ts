import type { Ingress, KubernetesObject, Scene } from '../../model/scene.ts';
import type { Setting } from '../../model/setting.ts';
import { unsure, yes } from '../../model/value.ts';
import { get, items, textOf } from '../../syntax/yaml-read.ts';
import { probesOf } from '../envoy/listeners.ts';
import { ingressController } from '../ingress-class.ts';
import { ingressHosts, ingressRoute } from '../ingress-route.ts';
import type { Reader } from '../reader.ts';
import type { LayerReading, Reading } from '../system.ts';
import { policyFor } from './destination-rule.ts';
import { controller, facts } from './facts.ts';
import { hostListeners, httpRoutes, isAtGateway, isInMesh } from './virtual-service.ts';
import { refusals } from './written.ts';

/** The gateway as each VirtualService and Ingress sees it. */
export function readScene(scene: Scene, reader: Reader): Reading | undefined {
  const probes = scene.objects.flatMap(gatewayProbes);
  const services = scene.objects.filter(isAtGateway).map((object) => virtualServiceLayer(object, scene, probes, reader));
  const ingresses = scene.ingresses.filter((ingress) => ingressController(ingress, scene) === controller.ingress).map((ingress) => ingressLayer(ingress, scene, probes, reader));
  const inside = scene.objects.filter(isInMesh).map((object) => sidecarLayer(object, scene, reader));
  const layers = [...[...services, ...inside].filter(({ routes }) => routes.length > 0), ...ingresses];
  const written = scene.objects.flatMap(refusals);
  return layers.length === 0 && written.length === 0 ? undefined : { layers, written };
}

function virtualServiceLayer(object: KubernetesObject, scene: Scene, probes: readonly Setting[], reader: Reader): LayerReading {
  return {
    ...common(reader), name: `${facts.title} (virtualservice/${object.name})`, place: object.place, settings: probes,
    listens: [...hostListeners(object), { kind: 'controller', controller: controller.pods, place: object.place }],
    routes: httpRoutes(object, scene),
  };
}

/** What the sidecars of all callers do; who they are the files do not tell, nor whether the other side has a sidecar too. */
function sidecarLayer(object: KubernetesObject, scene: Scene, reader: Reader): LayerReading {
  const routes = httpRoutes(object, scene).map((one) => (one.upstream ? { ...one, upstream: { ...one.upstream, pooled: unsure('a sidecar of the destination may stand between', one.place) } } : one));
  return { ...common(reader), name: `${facts.title} sidecar (virtualservice/${object.name})`, place: object.place, settings: [], listens: [], routes };
}

function ingressLayer(ingress: Ingress, scene: Scene, probes: readonly Setting[], reader: Reader): LayerReading {
  return {
    ...common(reader), name: `${facts.title} (ingress/${ingress.name})`, place: ingress.classPlace, settings: probes,
    listens: [...ingressHosts(ingress), { kind: 'controller', controller: controller.pods, place: ingress.classPlace }],
    routes: ingress.paths.map((path) => {
      const port = typeof path.port === 'number' ? path.port : undefined;
      const { settings, pooled } = policyFor(path.service, ingress.namespace, port, scene);
      const target = { kind: 'service' as const, namespace: ingress.namespace, name: path.service, port: path.port };
      return { route: ingressRoute(path), settings, place: path.place, upstream: { target, protocol: 'http/1.1', pooled: pooled ?? yes('Istio\'s proxies pool the connections to every destination', path.place), place: path.place } };
    }),
  };
}

function common(reader: Reader): Pick<LayerReading, 'system' | 'kind' | 'version'> {
  const version = reader.version(facts.system);
  return { system: facts.system, kind: 'proxy', version: version === undefined ? { reason: 'the gateway is not in the repository' } : { known: version } };
}

/** An EnvoyFilter that sets keep-alive on the listeners of gateways. */
function gatewayProbes({ kind, node }: KubernetesObject): readonly Setting[] {
  if (kind !== 'EnvoyFilter') return [];
  return items(get(node, 'spec', 'configPatches')).flatMap((patch) => {
    const context = textOf(get(patch, 'match', 'context'));
    const value = get(patch, 'patch', 'value');
    const atGateway = textOf(get(patch, 'applyTo')) === 'LISTENER' && (context === undefined || context === 'GATEWAY' || context === 'ANY');
    return atGateway && value ? probesOf(value, undefined) : [];
  });
}
