import type { KubernetesObject, Scene } from '../../model/scene.ts';
import type { Setting } from '../../model/setting.ts';
import { type Fact, unsure, yes } from '../../model/value.ts';
import { get, items, textOf } from '../../syntax/yaml-read.ts';
import type { YamlNode } from '../../syntax/yaml.ts';
import { durationAt, numberAt } from '../envoy/fields.ts';
import { policyFor } from '../istio/destination-rule.ts';
import type { LayerReading, Listener, Reading, RouteReading } from '../system.ts';
import { duration, facts, type Implementation, implementations, titles } from './facts.ts';
import { backendPolicy, clientPolicy } from './policies.ts';
import { type Backend, backendsOf, gatewaysOf, hostNames, isRoute, matchesOf, parentsOf } from './route.ts';
import { refusals } from './written.ts';

/** Gateways with their routes, and routes whose Gateway stands elsewhere. Google's load balancers have a system of their own. */
export function readScene(scene: Scene): Reading | undefined {
  const routes = scene.objects.filter((object) => isRoute(object) && parentsOf(object).length > 0);
  const written = routes.flatMap(refusals);
  const gateways = [...new Set(routes.flatMap((route) => gatewaysOf(route, scene)))].filter((gateway) => !className(gateway).startsWith('gke-l7'));
  const isGoogle = scene.objects.some(({ kind }) => kind === 'GCPBackendPolicy' || kind === 'HealthCheckPolicy');
  const orphans = isGoogle ? [] : routes.filter((route) => gatewaysOf(route, scene).length === 0);
  const layers = [
    ...gateways.map((gateway) => layer(gateway, gateway, routes.filter((route) => gatewaysOf(route, scene).includes(gateway)), scene)),
    ...orphans.map((route) => layer(route, undefined, [route], scene)),
  ].filter((one) => one.routes.length > 0);
  return layers.length === 0 && written.length === 0 ? undefined : { layers, written };
}

function layer(object: KubernetesObject, gateway: KubernetesObject | undefined, routes: readonly KubernetesObject[], scene: Scene): LayerReading {
  const profile = gateway && implementationOf(gateway, scene);
  return {
    system: facts.system,
    kind: 'proxy',
    name: `${profile ? titles[profile] : facts.title} (${object.kind.toLowerCase()}/${object.name})`,
    version: { reason: 'the gateway is not in the repository' },
    ...(profile ? { profile } : {}),
    place: object.place,
    settings: gateway ? clientPolicy(gateway, scene) : [],
    listens: routes.flatMap((route) => hostNames(route).map((host): Listener => ({ kind: 'host', host: host ?? '*', place: route.place }))),
    routes: routes.flatMap((route) => routesOf(route, gateway, profile, scene)),
  };
}

const className = (gateway: KubernetesObject): string => textOf(get(gateway.node, 'spec', 'gatewayClassName')) ?? '';

function implementationOf(gateway: KubernetesObject, { objects }: Scene): Implementation | undefined {
  const own = objects.find(({ kind, name }) => kind === 'GatewayClass' && name === className(gateway));
  const controller = own && textOf(get(own.node, 'spec', 'controllerName'));
  return implementations.find(([name, names]) => (controller === undefined ? names.test(className(gateway)) : name === controller))?.[2];
}

function routesOf(object: KubernetesObject, gateway: KubernetesObject | undefined, profile: Implementation | undefined, scene: Scene): readonly RouteReading[] {
  return items(get(object.node, 'spec', 'rules')).flatMap((rule) => {
    const [first, ...others] = backendsOf(rule, object);
    if (!first) return [];
    const written = ruleSettings(rule);
    const policy = [...destinationSettings(first, profile, scene), ...backendPolicy(object, gateway, scene)];
    const settings = [...written, ...policy.filter(({ timer }) => !written.some((setting) => setting.timer === timer))];
    const protocol = object.kind === 'GRPCRoute' ? ('grpc' as const) : ('http/1.1' as const);
    const upstream = { target: first.target, protocol, pooled: pooledFact(first, profile), place: first.place, ...(others.length > 0 ? { others: others.map(({ target }) => target) } : {}) };
    return hostNames(object).flatMap((host) => matchesOf(rule).map((match): RouteReading => ({ route: { ...(host === undefined ? {} : { host }), ...match }, settings, upstream, place: first.place })));
  });
}

/** `request` spans all attempts, `backendRequest` is one of them. */
function ruleSettings(rule: YamlNode): readonly Setting[] {
  const attempts = numberAt('retry.attempts', 'retry.attempts', get(rule, 'retry', 'attempts'), 1);
  return [
    ...durationAt('upstream.deadline', 'timeouts.request', get(rule, 'timeouts', 'request'), duration),
    ...durationAt('upstream.try', 'timeouts.backendRequest', get(rule, 'timeouts', 'backendRequest'), duration),
    ...attempts.map((setting) => (setting.value.kind === 'known' ? { ...setting, value: { ...setting.value, amount: setting.value.amount + 1 } } : setting)),
  ];
}

/** Istio applies its DestinationRules behind Gateways of this kind as well. */
function destinationSettings({ target }: Backend, profile: Implementation | undefined, scene: Scene): readonly Setting[] {
  const port = typeof target.port === 'number' ? target.port : undefined;
  return profile === 'istio' ? policyFor(target.name, target.namespace, port, scene).settings : [];
}

function pooledFact({ place }: Backend, profile: Implementation | undefined): Fact {
  return profile ? yes(`${titles[profile]} pools the connections to its backends`, place) : unsure('nothing tells which implementation serves this route', place);
}
