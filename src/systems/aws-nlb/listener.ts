import type { Annotation, Service, ServicePort } from '../../model/scene.ts';
import { items, get, textOf } from '../../syntax/yaml-read.ts';
import { servicePrefix } from '../aws/annotations.ts';
import { attributesOf } from '../aws/attributes.ts';
import type { Named } from '../aws/limit.ts';

/** One listener of the load balancer: a port of the Service with the protocol that the balancer speaks there. */
export interface Listener {
  readonly port: ServicePort;
  readonly protocol: 'TCP' | 'TLS';
  readonly attributes: readonly Named[];
}

/** `…listener-attributes.TCP-443`, taken apart. */
export interface ListenerAnnotation {
  readonly annotation: Annotation;
  readonly protocol: string;
  readonly port: number;
  readonly attributes: readonly Named[];
}

const prefix = `${servicePrefix}aws-load-balancer-listener-attributes.`;

/** The listeners that forget idle flows; UDP ones do so too, but no request travels there. */
export function listenersOf(service: Service): readonly Listener[] {
  const written = listenerAnnotations(service);
  return service.ports.filter((port) => protocolOf(service, port) !== 'UDP').map((port) => {
    const protocol = isTls(service, port) ? 'TLS' : 'TCP';
    const own = written.filter((one) => one.port === port.port && one.protocol === protocol);
    return { port, protocol, attributes: own.flatMap((one) => one.attributes) };
  });
}

/** Every annotation that speaks of a listener, whether or not the Service has it. */
export function listenerAnnotations(service: Service): readonly ListenerAnnotation[] {
  return [...service.annotations.values()].flatMap((annotation) => {
    const [, protocol, port] = annotation.key.startsWith(prefix) ? (/^(\w+)-(\d+)$/.exec(annotation.key.slice(prefix.length)) ?? []) : [];
    if (protocol === undefined || port === undefined) return [];
    return [{ annotation, protocol: protocol.toUpperCase(), port: Number(port), attributes: attributesOf(service, annotation) }];
  });
}

/** A certificate makes every port a TLS listener, or only those that `ssl-ports` names. */
function isTls(service: Service, port: ServicePort): boolean {
  if (!service.annotations.has(`${servicePrefix}aws-load-balancer-ssl-cert`)) return false;
  const ports = service.annotations.get(`${servicePrefix}aws-load-balancer-ssl-ports`)?.text;
  if (!ports) return true;
  const named = (ports.value ?? '').split(',').map((name) => name.trim());
  return named.includes('*') || named.includes(String(port.port)) || (port.name !== undefined && named.includes(port.name));
}

function protocolOf(service: Service, port: ServicePort): string {
  const node = items(get(service.node, 'spec', 'ports')).find((candidate) => textOf(get(candidate, 'port')) === String(port.port) && textOf(get(candidate, 'name')) === port.name);
  return textOf(get(node, 'protocol'))?.toUpperCase() ?? 'TCP';
}
