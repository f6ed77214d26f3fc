import { second } from '../../model/duration.ts';
import type { Protocol } from '../../model/layer.ts';
import type { Setting } from '../../model/setting.ts';
import { type Fact, no, unsure, yes } from '../../model/value.ts';
import { entries, items, textOf, toText } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import { kernelProbe, type Switched } from '../kernel-probe.ts';
import type { Target, UpstreamReading } from '../system.ts';
import { durationAt, field, numberAt } from './fields.ts';

export interface Upstream {
  readonly upstream: UpstreamReading;
  readonly settings: readonly Setting[];
}

/** What a route that names a cluster connects to, and the clocks of that side. */
export function clusterOf(name: string, at: YamlNode, clusters: readonly YamlNode[], grpc: boolean, sysctls: Switched['sysctls']): Upstream {
  const cluster = clusters.find((one) => textOf(field(one, 'name')) === name);
  if (!cluster) {
    const reason = 'this cluster is not in the static configuration';
    return { upstream: { target: { kind: 'unknown', reason, expression: name }, protocol: 'unknown', pooled: unsure(reason, placeOf(at)), place: placeOf(at) }, settings: [] };
  }
  const [target, ...others] = targetsOf(cluster);
  const secure = isHttp2(cluster);
  const protocol: Protocol = secure ? (grpc ? 'grpc' : 'h2') : 'http/1.1';
  return {
    upstream: {
      target: target ?? { kind: 'unknown', reason: `the endpoints of cluster ${name} are only known at run time`, expression: name },
      protocol, pooled: pooledFact(cluster), place: placeOf(field(cluster, 'name') ?? cluster), ...(others.length > 0 ? { others } : {}),
    },
    settings: [...durationAt('upstream.connect', 'connect_timeout', field(cluster, 'connect_timeout')), ...idle(cluster), ...probes(cluster, sysctls)],
  };
}

/** The options of a cluster's HTTP side, by their present and their former place. */
const optionsOf = (cluster: YamlNode): YamlNode | undefined =>
  entries(field(cluster, 'typed_extension_protocol_options')).find(({ key }) => key.text.endsWith('.HttpProtocolOptions'))?.value;

const commonOf = (cluster: YamlNode): YamlNode | undefined => field(optionsOf(cluster), 'common_http_protocol_options') ?? field(cluster, 'common_http_protocol_options');

const idle = (cluster: YamlNode): readonly Setting[] => durationAt('upstream.idle', 'common_http_protocol_options.idle_timeout', field(commonOf(cluster), 'idle_timeout'));

function isHttp2(cluster: YamlNode): boolean {
  return field(cluster, 'http2_protocol_options') !== undefined || field(optionsOf(cluster), 'explicit_http_config', 'http2_protocol_options') !== undefined;
}

function pooledFact(cluster: YamlNode): Fact {
  const most = field(commonOf(cluster), 'max_requests_per_connection') ?? field(cluster, 'max_requests_per_connection');
  if (most && toText(most).value === '1') return no('max_requests_per_connection is 1', placeOf(most));
  return yes('Envoy pools the connections of every cluster', placeOf(field(cluster, 'name') ?? cluster));
}

function probes(cluster: YamlNode, sysctls: Switched['sysctls']): readonly Setting[] {
  const node = field(cluster, 'upstream_connection_options', 'tcp_keepalive');
  if (!node) return [];
  const name = 'upstream_connection_options.tcp_keepalive';
  const time = numberAt('probe.idle', `${name}.keepalive_time`, field(node, 'keepalive_time'), second);
  const rest = [...numberAt('probe.interval', `${name}.keepalive_interval`, field(node, 'keepalive_interval'), second), ...numberAt('probe.count', `${name}.keepalive_probes`, field(node, 'keepalive_probes'), 1)];
  const start = time.length > 0 ? time : [kernelProbe({ name, place: placeOf(node), side: 'upstream', ...(sysctls ? { sysctls } : {}) })];
  return [...start, ...rest].map((setting) => ({ ...setting, side: 'upstream' }));
}

/** `load_assignment` and the older `hosts`; discovered endpoints are not known. */
function targetsOf(cluster: YamlNode): readonly Target[] {
  const assigned = items(field(cluster, 'load_assignment', 'endpoints')).flatMap((group) => items(field(group, 'lb_endpoints')).map((one) => field(one, 'endpoint', 'address')));
  const hosts = field(cluster, 'hosts');
  const old = hosts?.kind === 'map' ? [hosts] : items(hosts);
  return [...assigned, ...old].flatMap((address) => (address ? targetOf(address) : []));
}

function targetOf(address: YamlNode): readonly Target[] {
  const socket = field(address, 'socket_address');
  const pipe = textOf(field(address, 'pipe', 'path'));
  if (pipe !== undefined) return [{ kind: 'socket', path: pipe }];
  const host = field(socket, 'address');
  if (!host) return [];
  const { value, expression } = toText(host);
  if (value === undefined || /[${}]/.test(value)) return [{ kind: 'unknown', reason: 'an address that only run time tells', expression }];
  const port = textOf(field(socket, 'port_value'));
  return [{ kind: 'host', host: value, port: port !== undefined && /^\d{1,5}$/.test(port) ? Number(port) : undefined }];
}
