import { goDuration } from '../../model/duration.ts';
import type { KubernetesObject, Scene } from '../../model/scene.ts';
import type { Setting } from '../../model/setting.ts';
import { type Fact, no, yes } from '../../model/value.ts';
import { get, items, textOf, toText } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import { durationAt, numberAt } from '../envoy/fields.ts';
import { kernelProbe } from '../kernel-probe.ts';
import { covers, fullName } from './hosts.ts';

export interface Policy {
  readonly settings: readonly Setting[];
  readonly pooled: Fact | undefined;
}

const isRule = ({ kind, apiVersion }: KubernetesObject): boolean => kind === 'DestinationRule' && apiVersion.startsWith('networking.istio.io/');

/** The connection pool of a destination: of the rules for its host the one that names it most closely. */
export function policyFor(host: string, namespace: string, port: number | undefined, scene: Scene): Policy {
  const name = fullName(host, namespace);
  const rules = scene.objects.filter(isRule).flatMap((rule) => {
    const pattern = fullName(textOf(get(rule.node, 'spec', 'host')) ?? '', rule.namespace);
    return covers(pattern, name) ? [{ rule, length: pattern.length }] : [];
  });
  const [closest] = rules.toSorted((left, right) => right.length - left.length);
  const policy = closest && get(closest.rule.node, 'spec', 'trafficPolicy');
  const ofPort = items(get(policy, 'portLevelSettings')).find((one) => port !== undefined && textOf(get(one, 'port', 'number')) === String(port));
  const pool = get(ofPort ?? policy, 'connectionPool');
  return pool ? { settings: poolSettings(pool), pooled: pooledFact(pool) } : { settings: [], pooled: undefined };
}

function poolSettings(pool: YamlNode): readonly Setting[] {
  const [http, tcp] = [get(pool, 'http'), get(pool, 'tcp')];
  const own = durationAt('upstream.idle', 'connectionPool.http.idleTimeout', get(http, 'idleTimeout'), goDuration);
  return [
    ...(own.length > 0 ? own : durationAt('upstream.idle', 'connectionPool.tcp.idleTimeout', get(tcp, 'idleTimeout'), goDuration)),
    ...durationAt('upstream.connect', 'connectionPool.tcp.connectTimeout', get(tcp, 'connectTimeout'), goDuration),
    ...probes(get(tcp, 'tcpKeepalive')),
  ];
}

function probes(node: YamlNode | undefined): readonly Setting[] {
  if (!node) return [];
  const name = 'connectionPool.tcp.tcpKeepalive';
  const time = durationAt('probe.idle', `${name}.time`, get(node, 'time'), goDuration);
  const all = [
    ...(time.length > 0 ? time : [kernelProbe({ name, place: placeOf(node), side: 'upstream' })]),
    ...durationAt('probe.interval', `${name}.interval`, get(node, 'interval'), goDuration),
    ...numberAt('probe.count', `${name}.probes`, get(node, 'probes'), 1),
  ];
  return all.map((setting) => ({ ...setting, side: 'upstream' }));
}

function pooledFact(pool: YamlNode): Fact {
  const most = get(pool, 'http', 'maxRequestsPerConnection');
  const once = most !== undefined && toText(most).value === '1';
  return once ? no('maxRequestsPerConnection is 1', placeOf(most)) : yes('Istio\'s proxies pool the connections to every destination', placeOf(pool));
}
