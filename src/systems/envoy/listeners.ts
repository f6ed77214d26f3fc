import { second } from '../../model/duration.ts';
import type { Version } from '../../model/layer.ts';
import type { Process } from '../../model/process.ts';
import type { Setting } from '../../model/setting.ts';
import { no, unsure } from '../../model/value.ts';
import { items, textOf } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import { kernelProbe, type Switched } from '../kernel-probe.ts';
import type { LayerReading, Listener, RouteReading } from '../system.ts';
import { clusterOf } from './cluster.ts';
import { facts, socketOptions } from './facts.ts';
import { durationAt, field, numberAt } from './fields.ts';
import { routesOf } from './routes.ts';

export interface Frame {
  /** `Envoy (service/edge`, without the closing parenthesis. */
  readonly title: string;
  readonly version: Version;
  readonly process?: Process;
}

/** One layer per listener that passes requests or connections on. */
export function layersOf(root: YamlNode, frame: Frame): readonly LayerReading[] {
  const clusters = items(field(root, 'static_resources', 'clusters'));
  const found = items(field(root, 'static_resources', 'listeners')).flatMap((listener) => layerOf(listener, clusters, frame) ?? []);
  return found.map(({ layer, name }) => ({ ...layer, name: found.length > 1 && name !== undefined ? `${frame.title}, ${name})` : `${frame.title})` }));
}

interface Named {
  readonly layer: Omit<LayerReading, 'name'>;
  readonly name: string | undefined;
}

function layerOf(listener: YamlNode, clusters: readonly YamlNode[], { version, process }: Frame): Named | undefined {
  const chains = [...items(field(listener, 'filter_chains')), ...[field(listener, 'default_filter_chain')].flatMap((chain) => chain ?? [])];
  const filters = chains.flatMap((chain) => items(field(chain, 'filters')));
  const managers = filters.filter((filter) => isKind(filter, 'http_connection_manager')).flatMap((filter) => configOf(filter) ?? []);
  const passers = filters.filter((filter) => isKind(filter, 'tcp_proxy')).flatMap((filter) => configOf(filter) ?? []);
  const sysctls = process?.sysctls;
  const [first] = managers;
  const probes = probesOf(listener, sysctls);
  const routes = managers.length > 0 ? managers.flatMap((node) => managed(node, clusters, sysctls, version)) : passers.flatMap((node) => passed(node, clusters, sysctls));
  if (routes.length === 0) return undefined;
  const common = { system: facts.system, kind: 'proxy' as const, version, place: placeOf(field(listener, 'name') ?? listener), listens: addresses(listener, first), routes, ...(process ? { process } : {}) };
  return { layer: { ...common, profile: first ? 'http' : 'tcp', settings: [...probes, ...(first ? managerSettings(first) : [])] }, name: textOf(field(listener, 'name')) };
}

const isKind = (filter: YamlNode, kind: string): boolean => (textOf(field(filter, 'name')) ?? '').endsWith(kind) || (textOf(field(configOf(filter), '@type')) ?? '').includes(`.${kind}.`);
const configOf = (filter: YamlNode): YamlNode | undefined => field(filter, 'typed_config') ?? field(filter, 'config');

function managed(node: YamlNode, clusters: readonly YamlNode[], sysctls: Switched['sysctls'], version: Version): readonly RouteReading[] {
  const routes = routesOf({ node, clusters, settings: managerSettings(node), sysctls, version });
  const dynamic = field(node, 'rds') ?? field(node, 'scoped_routes');
  if (routes.length > 0 || !dynamic) return routes;
  const place = placeOf(dynamic);
  const reason = 'routes are discovered at run time';
  return [{ route: {}, settings: hidden(managerSettings(node), place), place, upstream: { target: { kind: 'unknown', reason, expression: 'rds' }, protocol: 'unknown', pooled: unsure(reason, place), place } }];
}

/** Whatever a discovered route may say is not known. */
function hidden(written: readonly Setting[], place: Setting['place']): readonly Setting[] {
  const timers = facts.defaults.filter(({ timer, profiles }) => timer.startsWith('upstream.') && profiles?.includes('http'));
  return [...written, ...timers.map(({ timer, name }): Setting => ({ timer, name, value: { kind: 'unknown', reason: 'routes are discovered at run time', expression: 'rds' }, provenance: { kind: 'configured' }, place, via: [], window: { early: 0, late: 0 }, fixed: false }))];
}

/** The clocks towards the client. */
function managerSettings(node: YamlNode): readonly Setting[] {
  const common = (name: string) => field(node, 'common_http_protocol_options', name);
  return [
    ...durationAt('downstream.idle', 'common_http_protocol_options.idle_timeout', common('idle_timeout')),
    ...durationAt('downstream.lifetime', 'common_http_protocol_options.max_connection_duration', common('max_connection_duration')),
    ...durationAt('downstream.request', 'request_timeout', field(node, 'request_timeout')),
    ...durationAt('downstream.header', 'request_headers_timeout', field(node, 'request_headers_timeout')),
    ...durationAt('exchange.idle', 'stream_idle_timeout', field(node, 'stream_idle_timeout')),
  ];
}

function passed(node: YamlNode, clusters: readonly YamlNode[], sysctls: Switched['sysctls']): readonly RouteReading[] {
  const name = field(node, 'cluster') ?? field(node, 'weighted_clusters', 'clusters', 0, 'name');
  if (name?.kind !== 'scalar') return [];
  const { upstream, settings } = clusterOf(name.text, name, clusters, false, sysctls);
  const idle = (['exchange.idle', 'downstream.idle'] as const).flatMap((timer) => durationAt(timer, 'idle_timeout', field(node, 'idle_timeout')));
  const pooled = no('every client connection has one of its own', placeOf(name));
  return [{ route: {}, settings: [...idle, ...settings.filter(({ timer }) => timer !== 'upstream.idle')], upstream: { ...upstream, protocol: 'tcp', pooled }, place: placeOf(name) }];
}

function addresses(listener: YamlNode, manager: YamlNode | undefined): readonly Listener[] {
  const all = [field(listener, 'address'), ...items(field(listener, 'additional_addresses')).map((one) => field(one, 'address'))];
  const protocol = manager === undefined ? 'tcp' : textOf(field(manager, 'codec_type')) === 'HTTP2' ? 'h2' : 'http/1.1';
  return all.flatMap((node): readonly Listener[] => {
    const path = textOf(field(node, 'pipe', 'path'));
    if (node && path !== undefined) return [{ kind: 'socket', path, protocol, place: placeOf(node) }];
    const socket = field(node, 'socket_address');
    const port = field(socket, 'port_value');
    if (!socket || textOf(field(socket, 'protocol')) === 'UDP') return [];
    const number = Number(textOf(port) ?? Number.NaN);
    const address = textOf(field(socket, 'address')) ?? '0.0.0.0';
    return [{ kind: 'port', port: Number.isInteger(number) ? number : undefined, ...(/^(?:0\.0\.0\.0|::)$/.test(address) ? {} : { address }), protocol, place: placeOf(port ?? socket) }];
  });
}

/** Keep-alive on accepted sockets: options by number, as the kernel knows them. */
export function probesOf(listener: YamlNode, sysctls: Switched['sysctls']): readonly Setting[] {
  const options = new Map(items(field(listener, 'socket_options')).map((one) => [`${textOf(field(one, 'level')) ?? ''}/${textOf(field(one, 'name')) ?? ''}`, field(one, 'int_value')] as const));
  const on = options.get(socketOptions.keepalive);
  if (!on || textOf(on) === '0') return [];
  const idle = numberAt('probe.idle', 'socket_options TCP_KEEPIDLE', options.get(socketOptions.idle), second);
  const rest = [...numberAt('probe.interval', 'socket_options TCP_KEEPINTVL', options.get(socketOptions.interval), second), ...numberAt('probe.count', 'socket_options TCP_KEEPCNT', options.get(socketOptions.count), 1)];
  const start = idle.length > 0 ? idle : [kernelProbe({ name: 'socket_options SO_KEEPALIVE', place: placeOf(on), side: 'downstream', ...(sysctls ? { sysctls } : {}) })];
  return [...start, ...rest].map((setting) => ({ ...setting, side: 'downstream' }));
}
