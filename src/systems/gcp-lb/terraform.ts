import type { Protocol, Route } from '../../model/layer.ts';
import { datumAt, datumsAt, type Datum, referredBy, type Resource, textAt, valueAt, namesOf } from '../../model/resource.ts';
import type { Scene } from '../../model/scene.ts';
import type { Setting } from '../../model/setting.ts';
import { yes } from '../../model/value.ts';
import { managed } from '../documented.ts';
import { configured } from '../setting.ts';
import type { LayerReading, RouteReading, Target } from '../system.ts';
import { facts, provided, type ProvidedField } from './facts.ts';

const protocols: ReadonlyMap<string, Protocol> = new Map([['HTTP', 'http/1.1'], ['HTTPS', 'http/1.1'], ['HTTP2', 'h2'], ['H2C', 'h2'], ['GRPC', 'grpc']]);

/** One layer for every backend service that speaks HTTP; serverless ones have no timeout of their own. */
export function providedLayers(scene: Scene): readonly LayerReading[] {
  const resources = scene.resources ?? [];
  return resources.filter(({ type }) => /^google_compute_(?:region_)?backend_service$/.test(type)).flatMap((service) => {
    const protocol = entryPoint(service);
    const groups = datumsAt(service.body, 'backend').flatMap((backend) => referredBy(datumAt(backend, 'group'), resources));
    return protocol === undefined || groups.some(isServerless) ? [] : [layer(service, groups, protocol, resources)];
  });
}

function entryPoint({ type, body }: Resource): Protocol | undefined {
  const scheme = valueAt(body, 'load_balancing_scheme') ?? (type.includes('region') ? 'INTERNAL' : 'EXTERNAL');
  const protocol = textAt(body, 'protocol');
  if (scheme === 'INTERNAL' || scheme === 'INTERNAL_SELF_MANAGED' || (protocol && protocol.value === undefined)) return undefined;
  return protocols.get(protocol?.value ?? 'HTTP');
}

const isServerless = ({ body }: Resource): boolean => ['cloud_run', 'cloud_function', 'app_engine', 'serverless_deployment'].some((key) => datumAt(body, key) !== undefined);

function layer(service: Resource, groups: readonly Resource[], protocol: Protocol, resources: readonly Resource[]): LayerReading {
  const maps = resources.filter((resource) => /url_map$/.test(resource.type) && routesIn(resource, service, resources).length > 0);
  const proxies = resources.filter(({ type, body }) => /target_https?_proxy$/.test(type) && referredBy(datumAt(body, 'url_map'), resources).some((map) => maps.includes(map)));
  const isInternal = service.type.includes('region') || /^INTERNAL/.test(valueAt(service.body, 'load_balancing_scheme') ?? '');
  const { place } = service;
  const upstream: RouteReading['upstream'] = { target: targetOf(service, groups), protocol, pooled: yes('the load balancer keeps connections to its backends open'), place };
  const routes = maps.flatMap((map) => routesIn(map, service, resources));
  return {
    system: facts.system,
    kind: 'load-balancer',
    name: `${facts.title} (${service.name})`,
    version: managed,
    profile: isInternal ? 'internal' : 'external',
    place,
    defaultNames: provided.names,
    settings: [...settingsOf(service, provided.service), ...proxies.slice(0, 1).flatMap((proxy) => settingsOf(proxy, provided.proxy))],
    listens: [{ kind: 'host', host: '*', place }],
    routes: (routes.length > 0 ? routes : [{}]).map((route) => ({ route, settings: [], upstream, place })),
  };
}

/** The port that the instance groups call by the service's name, or that the endpoints share. */
function targetOf(service: Resource, groups: readonly Resource[]): Target {
  const name = valueAt(service.body, 'port_name') ?? 'http';
  const named = groups.flatMap((group) => [...datumsAt(group.body, 'named_port').filter((port) => valueAt(port, 'name') === name).map((port) => valueAt(port, 'port')), valueAt(group.body, 'default_port')]);
  const [port] = named.flatMap((text) => (text !== undefined && /^\d{1,5}$/.test(text) ? [Number(text)] : []));
  return { kind: 'port', port, why: `the backend of ${service.name} is not described`, names: namesOf(service) };
}

function settingsOf({ body }: Resource, fields: readonly ProvidedField[]): readonly Setting[] {
  return fields.flatMap(({ name, timer, least, most }) => {
    const text = textAt(body, name);
    const reads = (value: string) => (/^\d{1,10}$/.test(value) && Number(value) >= least && Number(value) <= most ? Number(value) * 1000 : undefined);
    return text ? [configured(timer, name, text, reads)] : [];
  });
}

/** Where a URL map sends to the service. */
function routesIn({ body }: Resource, service: Resource, resources: readonly Resource[]): readonly Route[] {
  const leads = (datum: Datum | undefined): boolean => referredBy(datum, resources).includes(service);
  const rules = datumsAt(body, 'path_matcher').flatMap((matcher) => [
    ...datumsAt(matcher, 'path_rule').filter((rule) => leads(datumAt(rule, 'service'))).flatMap((rule) => datumsAt(rule, 'paths').flatMap(pathRoute)),
    ...(leads(datumAt(matcher, 'default_service')) ? [{}] : []),
  ]);
  return [...rules, ...(leads(datumAt(body, 'default_service')) ? [{}] : [])];
}

function pathRoute(datum: Datum): readonly Route[] {
  const path = datum.kind === 'text' ? datum.text.value : undefined;
  if (path === undefined) return [];
  const prefix = path.replace(/\/?\*$/, '');
  return [prefix === '' ? {} : prefix === path ? { path, match: 'exact' } : { path: prefix, match: 'prefix' }];
}
