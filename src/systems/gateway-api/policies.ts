import type { KubernetesObject, Scene } from '../../model/scene.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { get, items, textOf } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import { durationAt, numberAt } from '../envoy/fields.ts';
import { kernelProbe } from '../kernel-probe.ts';
import { duration } from './facts.ts';

const backendFields: readonly (readonly [Timer, readonly string[]])[] = [
  ['upstream.deadline', ['http', 'requestTimeout']],
  ['upstream.idle', ['http', 'connectionIdleTimeout']],
  ['exchange.idle', ['http', 'streamIdleTimeout']],
  ['upstream.connect', ['tcp', 'connectTimeout']],
];

const clientFields: readonly (readonly [Timer, readonly string[]])[] = [
  ['downstream.idle', ['http', 'idleTimeout']],
  ['downstream.request', ['http', 'requestReceivedTimeout']],
  ['downstream.header', ['http', 'requestHeadersReceivedTimeout']],
];

/** Envoy Gateway's policies: what is attached to the route wins over what is attached to the Gateway. */
export function backendPolicy(route: KubernetesObject, gateway: KubernetesObject | undefined, scene: Scene): readonly Setting[] {
  const own = attached('BackendTrafficPolicy', route, scene).flatMap((policy) => settings(policy, backendFields, 'upstream'));
  const general = gateway ? attached('BackendTrafficPolicy', gateway, scene).flatMap((policy) => settings(policy, backendFields, 'upstream')) : [];
  return [...own, ...general.filter(({ timer }) => !own.some((setting) => setting.timer === timer))];
}

export const clientPolicy = (gateway: KubernetesObject, scene: Scene): readonly Setting[] => attached('ClientTrafficPolicy', gateway, scene).flatMap((policy) => settings(policy, clientFields, 'downstream'));

function attached(kind: string, to: KubernetesObject, { objects }: Scene): readonly KubernetesObject[] {
  return objects.filter((object) => {
    const one = get(object.node, 'spec', 'targetRef');
    const targets = [...items(get(object.node, 'spec', 'targetRefs')), ...(one ? [one] : [])];
    return object.kind === kind && object.namespace === to.namespace && targets.some((target) => textOf(get(target, 'kind')) === to.kind && textOf(get(target, 'name')) === to.name);
  });
}

function settings({ kind, node }: KubernetesObject, fields: typeof backendFields, side: 'downstream' | 'upstream'): readonly Setting[] {
  const timeout = get(node, 'spec', 'timeout');
  const timed = fields.flatMap(([timer, path]) => durationAt(timer, `${kind} timeout.${path.join('.')}`, get(timeout, ...path), duration));
  return [...timed, ...probes(`${kind} tcpKeepalive`, get(node, 'spec', 'tcpKeepalive'), side)];
}

function probes(name: string, node: YamlNode | undefined, side: 'downstream' | 'upstream'): readonly Setting[] {
  if (!node) return [];
  const idle = durationAt('probe.idle', `${name}.idleTime`, get(node, 'idleTime'), duration);
  const all = [...(idle.length > 0 ? idle : [kernelProbe({ name, place: placeOf(node), side })]), ...durationAt('probe.interval', `${name}.interval`, get(node, 'interval'), duration), ...numberAt('probe.count', `${name}.probes`, get(node, 'probes'), 1)];
  return all.map((setting) => ({ ...setting, side }));
}
