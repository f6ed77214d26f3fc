import type { KubernetesObject, Scene } from '../../model/scene.ts';
import type { Setting } from '../../model/setting.ts';
import { yes } from '../../model/value.ts';
import { goDuration, parseDuration } from '../../model/duration.ts';
import type { YamlNode } from '../../syntax/yaml.ts';
import { placeOf } from '../../syntax/yaml.ts';
import { get, isScalar, items, textOf, toText } from '../../syntax/yaml-read.ts';
import { managed } from '../documented.ts';
import { matchesOf } from '../gateway-api/route.ts';
import { configured } from '../setting.ts';
import type { LayerReading, Listener, RouteReading } from '../system.ts';
import { facts, healthPolicyFields, policyFields } from './facts.ts';
import { settingsOf } from './field.ts';

/** Gateways of Google's classes with their HTTPRoutes; and HTTPRoutes to Services under Google's policies whose Gateway stands elsewhere. */
export function gatewayLayers(scene: Scene): readonly LayerReading[] {
  const gateways = scene.objects.filter(({ kind }) => kind === 'Gateway');
  const routes = scene.objects.filter(({ kind }) => kind === 'HTTPRoute');
  const own = gateways.filter((gateway) => className(gateway).startsWith('gke-l7'));
  const orphans = routes.filter((route) => !gateways.some((gateway) => isChild(route, gateway)) && routesOf(route, scene).some(({ settings }) => settings.some(ofPolicy)));
  return [
    ...own.map((gateway) => layer(gateway, routes.filter((route) => isChild(route, gateway)), scene)),
    ...orphans.map((route) => layer(route, [route], scene)),
  ];
}

const ofPolicy = ({ name }: Setting): boolean => policyFields.some(({ path }) => path.at(-1) === name.split('.').at(-1));

function layer(object: KubernetesObject, routes: readonly KubernetesObject[], scene: Scene): LayerReading {
  return {
    system: facts.system,
    kind: 'load-balancer',
    name: `${facts.title} (${object.kind.toLowerCase()}/${object.name})`,
    version: managed,
    profile: className(object).includes('rilb') ? 'internal' : 'external',
    place: object.place,
    settings: [],
    listens: routes.flatMap(hosts),
    routes: routes.flatMap((route) => routesOf(route, scene)),
  };
}

const className = (gateway: KubernetesObject): string => textOf(get(gateway.node, 'spec', 'gatewayClassName')) ?? '';

function isChild(route: KubernetesObject, gateway: KubernetesObject): boolean {
  return items(get(route.node, 'spec', 'parentRefs')).some((parent) =>
    textOf(get(parent, 'name')) === gateway.name && (textOf(get(parent, 'namespace')) ?? route.namespace) === gateway.namespace);
}

function hostNames(route: KubernetesObject): readonly (string | undefined)[] {
  const names = items(get(route.node, 'spec', 'hostnames')).flatMap((name) => textOf(name) ?? []);
  return names.length > 0 ? names : [undefined];
}

const hosts = (route: KubernetesObject): readonly Listener[] => hostNames(route).map((host) => ({ kind: 'host', host: host ?? '*', place: route.place }));

function routesOf(object: KubernetesObject, scene: Scene): readonly RouteReading[] {
  return items(get(object.node, 'spec', 'rules')).flatMap((rule) => {
    const backend = get(rule, 'backendRefs', 0);
    const name = textOf(get(backend, 'name'));
    if (backend === undefined || name === undefined) return [];
    const namespace = textOf(get(backend, 'namespace')) ?? object.namespace;
    const port = textOf(get(backend, 'port'));
    const settings = [...policySettings(scene, namespace, name), ...ruleTimeout(rule)];
    const place = placeOf(backend);
    const target = { kind: 'service' as const, namespace, name, port: port === undefined ? undefined : Number(port) };
    return hostNames(object).flatMap((host) => matchesOf(rule).map((match) => ({
      route: { ...(host !== undefined && { host }), ...match }, settings, place,
      upstream: { target, protocol: 'http/1.1' as const, pooled: yes('the load balancer keeps connections to its backends open'), place },
    })));
  });
}

function policySettings(scene: Scene, namespace: string, service: string): RouteReading['settings'] {
  const attached = (kind: string) => scene.objects.find((object) =>
    object.kind === kind && object.namespace === namespace &&
    textOf(get(object.node, 'spec', 'targetRef', 'kind')) === 'Service' && textOf(get(object.node, 'spec', 'targetRef', 'name')) === service);
  return [...settingsOf(attached('GCPBackendPolicy'), policyFields), ...settingsOf(attached('HealthCheckPolicy'), healthPolicyFields)];
}

function ruleTimeout(rule: YamlNode): RouteReading['settings'] {
  const request = get(rule, 'timeouts', 'request');
  if (!isScalar(request)) return [];
  return [configured('upstream.deadline', 'timeouts.request', toText(request), (text) => parseDuration(text, { ...goDuration, decimals: false }))];
}
