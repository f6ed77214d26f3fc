import type { KubernetesObject, Service, ServicePort } from '../../model/scene.ts';
import { get, items } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import { stringMap } from './objects.ts';
import { nameOf, type Texts } from './texts.ts';

export function toService(object: KubernetesObject, texts: Texts): Service {
  const spec = get(object.node, 'spec');
  const lbClass = texts(get(spec, 'loadBalancerClass'));
  return {
    ...object,
    type: typeOf(texts(get(spec, 'type'))?.value),
    selector: stringMap(get(spec, 'selector'), texts),
    ports: items(get(spec, 'ports')).map((port) => toPort(port, texts)),
    loadBalancerClass: lbClass === undefined ? undefined : nameOf(lbClass),
  };
}

function typeOf(text: string | undefined): Service['type'] {
  return text === 'NodePort' || text === 'LoadBalancer' || text === 'ExternalName' ? text : 'ClusterIP';
}

function toPort(node: YamlNode, texts: Texts): ServicePort {
  const name = texts(get(node, 'name'));
  return {
    name: name === undefined ? undefined : nameOf(name),
    port: numberOf(texts(get(node, 'port'))?.value),
    targetPort: portOf(texts(get(node, 'targetPort'))),
    nodePort: numberOf(texts(get(node, 'nodePort'))?.value),
    place: placeOf(node),
  };
}

/** A port by number or by name. */
export function portOf(text: ReturnType<Texts>): string | number | undefined {
  if (text === undefined) return undefined;
  return numberOf(text.value) ?? nameOf(text);
}

export function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
