import type { Route } from '../../model/layer.ts';
import type { Ingress, IngressPath, Scene, Service } from '../../model/scene.ts';
import { get, isScalar, toText } from '../../syntax/yaml-read.ts';
import { ingressController } from '../ingress-class.ts';
import { ingressHosts, ingressRoute } from '../ingress-route.ts';
import type { LayerReading, RouteReading, Written } from '../system.ts';
import { facts, fields } from './facts.ts';
import { environmentSettings, faultOf, type Field, pooledFact, settingOf, triesOf } from './fields.ts';
import { sentPath, unknown } from './path.ts';
import { isKong } from './process.ts';

const prefix = 'konghq.com/';

export const kongIngresses = (scene: Scene): readonly Ingress[] => scene.ingresses.filter((ingress) => {
  const controller = ingressController(ingress, scene);
  return controller === undefined ? ingress.className === undefined && hasOwn(ingress) : /konghq\.com/.test(controller);
});

const hasOwn = ({ annotations }: Ingress): boolean => [...annotations.keys()].some((key) => key.startsWith(prefix));

export function ingressLayer(ingress: Ingress, scene: Scene): LayerReading {
  const process = scene.processes.find(isKong);
  return {
    system: facts.system, kind: 'proxy', name: `${facts.title} (ingress/${ingress.name})`, version: { reason: 'the controller is not in the repository' }, place: ingress.classPlace,
    settings: environmentSettings(process), listens: [...ingressHosts(ingress), { kind: 'controller', controller: facts.system, place: ingress.classPlace }],
    routes: ingress.paths.map((path) => routeOf(path, ingress, scene)),
  };
}

function routeOf(path: IngressPath, ingress: Ingress, scene: Scene): RouteReading {
  const service = scene.services.find(({ name, namespace }) => name === path.service && namespace === ingress.namespace);
  const retries = service?.annotations.get(`${prefix}retries`)?.text;
  return {
    route: forwarded(ingressRoute(path), ingress, service), place: path.place,
    settings: [...(service ? fieldsOf(service, scene).map(settingOf) : []), ...(retries ? [triesOf(`${prefix}retries`, retries)] : [])],
    upstream: { target: { kind: 'service', namespace: ingress.namespace, name: path.service, port: path.port }, protocol: 'http/1.1', pooled: pooledFact(scene.processes.find(isKong), path.place), place: path.place },
  };
}

/** The controller makes routes that keep the path unless an annotation says otherwise. */
function forwarded(route: Route, { annotations }: Ingress, service: Service | undefined): Route {
  const written = annotations.get(`${prefix}strip-path`)?.text;
  const other = ['rewrite', 'path-handling'].find((name) => annotations.has(`${prefix}${name}`) || (name === 'rewrite' && service?.annotations.has(`${prefix}${name}`)));
  if (other !== undefined) return { ...route, ...unknown(other) };
  const strips = written && written.value === undefined ? undefined : written?.value?.toLowerCase() === 'true';
  return { ...route, ...sentPath(route, { strips, base: service?.annotations.get(`${prefix}path`)?.text.value }) };
}

/** Annotations of the Service; what they leave out, the KongIngress that it names. */
function fieldsOf(service: Service, scene: Scene): readonly Field[] {
  const override = service.annotations.get(`${prefix}override`)?.text.value;
  const object = scene.objects.find(({ kind, name, namespace }) => kind === 'KongIngress' && name === override && namespace === service.namespace);
  return fields.flatMap(([timer, name]): readonly Field[] => {
    const key = `${prefix}${name.replace('_', '-')}`;
    const annotation = service.annotations.get(key);
    if (annotation) return [{ timer, name: key, text: annotation.text }];
    const node = get(object?.node, 'proxy', name);
    return isScalar(node) ? [{ timer, name: `proxy.${name}`, text: toText(node) }] : [];
  });
}

/** Every Service with annotations of Kong, whoever names it. */
export const serviceFaults = (scene: Scene): readonly Written[] => scene.services.flatMap((service) => fieldsOf(service, scene).flatMap(faultOf));
