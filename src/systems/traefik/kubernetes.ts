import type { Ingress, IngressPath, KubernetesObject, Scene } from '../../model/scene.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import { get, items, textOf } from '../../syntax/yaml-read.ts';
import { ingressController } from '../ingress-class.ts';
import { ingressRoute } from '../ingress-route.ts';
import type { Target } from '../system.ts';
import { type Middlewares, objectReferences, passing } from './middlewares.ts';
import { protocolOf, type Router } from './router.ts';
import { routesOfRule } from './rule.ts';
import { referred, type Transports } from './transports.ts';

const prefix = 'traefik.ingress.kubernetes.io/';

/** The Ingresses of its class. Where Traefik itself is there, those without any class belong to it too, unless they speak to another. */
export function traefikIngresses(scene: Scene, present: boolean): readonly Ingress[] {
  return scene.ingresses.filter((ingress) => {
    const controller = ingressController(ingress, scene);
    if (controller !== undefined) return controller === 'traefik.io/ingress-controller';
    if (ingress.className !== undefined) return false;
    const keys = [...ingress.annotations.keys()];
    return keys.some((key) => key.startsWith(prefix)) || (present && !keys.some((key) => /^(nginx|alb|haproxy|konghq|ingress)\..*\/|^cloud\.google\.com\//.test(key)));
  });
}

export const ingressRoutes = (scene: Scene): readonly KubernetesObject[] =>
  scene.objects.filter(({ kind, apiVersion }) => kind === 'IngressRoute' && apiVersion.startsWith('traefik.'));

/** One router per path of an Ingress. */
export function ingressRouters(ingress: Ingress, scene: Scene, transports: Transports, middlewares: Middlewares): readonly Router[] {
  const listed = (name: string): readonly string[] => ingress.annotations.get(`${prefix}router.${name}`)?.text.value?.split(',').map((one) => one.trim()) ?? [];
  const entryPoints = listed('entrypoints');
  return ingress.paths.map((path) => ({
    routes: passing([ingressRoute(path)], listed('middlewares'), 'kubernetescrd', middlewares),
    entryPoints,
    target: { kind: 'service', namespace: ingress.namespace, name: path.service, port: path.port },
    others: [],
    ...serviceOf(ingress, path, scene, transports),
    place: path.place,
  }));
}

function serviceOf(ingress: Ingress, path: IngressPath, scene: Scene, transports: Transports): Pick<Router, 'protocol' | 'transport'> {
  const service = scene.services.find((candidate) => candidate.name === path.service && candidate.namespace === ingress.namespace);
  const option = (name: string) => service?.annotations.get(`${prefix}service.${name}`)?.text;
  const transport = option('serverstransport');
  return {
    protocol: protocolOf(option('serversscheme')?.value),
    transport: transport && referred(namespaced(transport.value ?? transport.expression, transports), transports, transport.places[0]),
  };
}

/** An Ingress refers to the object `web` of namespace `shop` as `shop-web@kubernetescrd`. */
function namespaced(reference: string, transports: Transports): string {
  const name = reference.replace(/@kubernetescrd$/i, '');
  return [...transports.keys()].find((key) => key.replace('/', '-') === name) ?? name;
}

/** One router per route and service of an IngressRoute; further services of a route are alternatives. */
export function routeRouters(object: KubernetesObject, transports: Transports, middlewares: Middlewares): readonly Router[] {
  const entryPoints = items(get(object.node, 'spec', 'entryPoints')).flatMap((name) => textOf(name) ?? []);
  return items(get(object.node, 'spec', 'routes')).flatMap((route) => {
    const services = items(get(route, 'services')).filter((service) => (textOf(get(service, 'kind')) ?? 'Service') === 'Service');
    const [first, ...rest] = services;
    const target = first && targetOf(first, object);
    if (!first || !target) return [];
    const match = get(route, 'match');
    const reference = get(first, 'serversTransport');
    return [{
      routes: passing(match?.kind === 'scalar' ? routesOfRule(match.text) : [{}], objectReferences(get(route, 'middlewares'), object), 'kubernetescrd', middlewares),
      entryPoints,
      target,
      others: rest.flatMap((service) => targetOf(service, object) ?? []),
      protocol: protocolOf(textOf(get(first, 'scheme'))),
      transport: reference && transportOf(reference, object, transports),
      place: placeOf(match ?? route),
    }];
  });
}

function targetOf(service: YamlNode, object: KubernetesObject): Target | undefined {
  const name = textOf(get(service, 'name'));
  if (name === undefined || name.endsWith('@internal')) return undefined;
  const port = textOf(get(service, 'port'));
  return { kind: 'service', namespace: textOf(get(service, 'namespace')) ?? object.namespace, name, port: port !== undefined && /^\d+$/.test(port) ? Number(port) : port };
}

/** By name within its own namespace, or as `namespace-name`. */
function transportOf(reference: YamlNode, object: KubernetesObject, transports: Transports): Router['transport'] {
  const name = textOf(reference) ?? '';
  const own = `${object.namespace}/${name}`;
  return referred(transports.has(own) ? own : namespaced(name, transports), transports, placeOf(reference));
}
