import type { Ingress, KubernetesObject } from '../../model/scene.ts';
import type { Text } from '../../model/value.ts';
import { placeOf } from '../../syntax/yaml.ts';
import { get, items, textOf, toText } from '../../syntax/yaml-read.ts';
import { albPrefix } from '../aws/annotations.ts';
import { attributesOf } from '../aws/attributes.ts';
import type { Named } from '../aws/limit.ts';
import type { Balancer } from './balancer.ts';

/** Load balancer attributes, weakest first: annotations of all its Ingresses, then the class's parameters. */
export function loadBalancerAttributes(balancer: Balancer): readonly Named[] {
  const annotated = balancer.ingresses.flatMap((ingress) => attributesOf(ingress, ingress.annotations.get(`${albPrefix}load-balancer-attributes`)));
  return [...withoutConflicts(annotated), ...parameters(balancer.params)];
}

/** What stands on an Ingress or a Service for the target groups behind it. */
export function targetGroupAttributes(object: KubernetesObject | undefined): readonly Named[] {
  return object ? attributesOf(object, object.annotations.get(`${albPrefix}target-group-attributes`)) : [];
}

/** Annotations of the prefix, as named texts. */
export function annotationsOf(object: KubernetesObject | undefined): readonly Named[] {
  return object ? [...object.annotations.values()].filter(({ key }) => key.startsWith(albPrefix)) : [];
}

/** The protocol that targets speak, a Service's own word first. */
export function backendProtocol(ingress: Ingress, service: KubernetesObject | undefined): 'http/1.1' | 'h2' | 'grpc' | 'unknown' {
  const key = `${albPrefix}backend-protocol-version`;
  const written = (service?.annotations.get(key) ?? ingress.annotations.get(key))?.text;
  if (!written) return 'http/1.1';
  return versions.get(written.value?.toUpperCase() ?? '') ?? 'unknown';
}

const versions: ReadonlyMap<string, 'http/1.1' | 'h2' | 'grpc'> = new Map([['HTTP1', 'http/1.1'], ['HTTP2', 'h2'], ['GRPC', 'grpc']]);

/** The controller refuses a group whose members disagree: then nobody can say which value is in force. */
function withoutConflicts(written: readonly Named[]): readonly Named[] {
  return written.map((one) => {
    const other = written.find((candidate) => candidate.key === one.key && candidate.text.value !== one.text.value);
    return other ? { ...one, text: disputed(one.text) } : one;
  });
}

function disputed(text: Text): Text {
  return { ...text, value: undefined };
}

function parameters(params: KubernetesObject | undefined): readonly Named[] {
  return items(get(params?.node, 'spec', 'loadBalancerAttributes')).flatMap((pair) => {
    const key = get(pair, 'key');
    const value = get(pair, 'value');
    const name = textOf(key);
    return key && value && name !== undefined ? [{ key: name, keyPlace: placeOf(key), text: toText(value) }] : [];
  });
}
