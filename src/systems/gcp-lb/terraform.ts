import type { Protocol, Route } from '../../model/layer.ts';
import { datumAt, datumsAt, type Datum, referredBy, type Resource, textAt, valueAt, namesOf } from '../../model/resource.ts';
import type { Scene } from '../../model/scene.ts';
import type { Setting } from '../../model/setting.ts';
import { no, unsure, yes } from '../../model/value.ts';
import { managed } from '../documented.ts';
import { configured } from '../setting.ts';
import type { LayerReading, RouteReading, Target, Written } from '../system.ts';
import { facts, provided, type ProvidedField, serverless } from './facts.ts';

const protocols: ReadonlyMap<string, Protocol> = new Map([['HTTP', 'http/1.1'], ['HTTPS', 'http/1.1'], ['HTTP2', 'h2'], ['H2C', 'h2'], ['GRPC', 'grpc']]);

/** One layer for every backend service that speaks HTTP. */
export function providedLayers(scene: Scene): readonly LayerReading[] {
  const resources = scene.resources ?? [];
  return resources.filter(({ type }) => /^google_compute_(?:region_)?backend_service$/.test(type)).flatMap((service) => {
    const protocol = entryPoint(service);
    const groups = datumsAt(service.body, 'backend').flatMap((backend) => referredBy(datumAt(backend, 'group'), resources));
    if (protocol === undefined) return [];
    return groups.some(isServerless) ? serverlessLayers(service, groups, resources) : [layer(service, groups, protocol, resources)];
  });
}

/** In front of Cloud Run; what else is serverless is not described. */
function serverlessLayers(service: Resource, groups: readonly Resource[], resources: readonly Resource[]): readonly LayerReading[] {
  const [run] = groups.flatMap(({ body }) => referredBy(datumAt(body, 'cloud_run', 'service'), resources)).filter(({ type }) => /^google_cloud_run(?:_v2)?_service$/.test(type));
  if (!run) return [];
  const made = layer(service, groups, 'http/1.1', resources);
  const upstream: RouteReading['upstream'] = { target: { kind: 'inside', layer: `Cloud Run (${run.name})` }, protocol: 'unknown', pooled: unsure('nothing is documented about it'), place: service.place };
  return [{ ...made, profile: 'serverless', settings: made.settings.filter(({ timer }) => timer !== 'upstream.deadline'), routes: made.routes.map((route) => ({ ...route, upstream })) }];
}

/** Timeouts of backend services whose backends are serverless. */
export function providedFaults({ resources = [] }: Scene): readonly Written[] {
  return resources.filter(({ type }) => type === 'google_compute_backend_service').flatMap(({ body }) => {
    const text = textAt(body, 'timeout_sec');
    const [group] = datumsAt(body, 'backend').flatMap((backend) => referredBy(datumAt(backend, 'group'), resources)).filter(isServerless);
    if (!group || text?.value === undefined || text.value === serverless.usual) return [];
    return [{
      fault: 'invalid', system: facts.system, name: 'timeout_sec', text, timer: 'upstream.deadline', place: text.places[0],
      related: [{ place: group.place, message: `${group.name} is serverless` }],
      works: no('a backend service takes no timeout where its backends are serverless', ...text.places, group.place),
      refused: true, symptom: 'Google refuses the backend service and nothing is applied', advice: 'leave it out, and set the limit of the serverless service itself', link: serverless.link,
    }];
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
