import { goDuration, parseDuration } from '../../model/duration.ts';
import type { KubernetesObject } from '../../model/scene.ts';
import type { Timer } from '../../model/timer.ts';
import { no } from '../../model/value.ts';
import { get, isScalar, items, toText } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import type { Written } from '../system.ts';
import { facts, links } from './facts.ts';

/** Durations that the mesh refuses, such as a bare number. */
export function refusals(object: KubernetesObject): readonly Written[] {
  if (!object.apiVersion.startsWith('networking.istio.io/')) return [];
  const spec = get(object.node, 'spec');
  if (object.kind === 'VirtualService') {
    return items(get(spec, 'http')).flatMap((rule) => [
      ...refused('timeout', 'upstream.deadline', get(rule, 'timeout'), links.virtualService),
      ...refused('retries.perTryTimeout', 'upstream.try', get(rule, 'retries', 'perTryTimeout'), links.virtualService),
    ]);
  }
  const pool = object.kind === 'DestinationRule' ? get(spec, 'trafficPolicy', 'connectionPool') : undefined;
  return [
    ...refused('connectionPool.http.idleTimeout', 'upstream.idle', get(pool, 'http', 'idleTimeout'), links.destinationRule),
    ...refused('connectionPool.tcp.idleTimeout', 'upstream.idle', get(pool, 'tcp', 'idleTimeout'), links.destinationRule),
    ...refused('connectionPool.tcp.connectTimeout', 'upstream.connect', get(pool, 'tcp', 'connectTimeout'), links.destinationRule),
    ...refused('connectionPool.tcp.tcpKeepalive.time', 'probe.idle', get(pool, 'tcp', 'tcpKeepalive', 'time'), links.destinationRule),
  ];
}

function refused(name: string, timer: Timer, node: YamlNode | undefined, link: string): readonly Written[] {
  if (!isScalar(node) || node.value === null) return [];
  const text = toText(node);
  if (text.value === undefined || parseDuration(text.value, goDuration) !== undefined) return [];
  return [{
    fault: 'invalid', system: facts.system, name, text, timer, place: placeOf(node), related: [], refused: true, link,
    works: no('Istio takes a duration with a unit, such as 30s or 1m', placeOf(node)),
    symptom: 'the object is refused and the old value stays', advice: 'write a number with one of the units h, m, s, ms',
  }];
}
