import type { Place } from '../../model/place.ts';
import type { Service } from '../../model/scene.ts';
import { placeOf } from '../../syntax/yaml.ts';
import { get } from '../../syntax/yaml-read.ts';
import { controllerOnly, hostnames, servicePrefix } from './annotations.ts';

/** What AWS puts in front of a Service, as far as its own lines prove it. */
export type ServiceBalancer = 'network' | 'classic-http' | 'classic-tcp';

const networkTypes = new Set(['nlb', 'nlb-ip', 'external']);

/** `undefined`: nothing on the Service speaks of AWS, or it leaves open which balancer it gets. */
export function balancerOf(service: Service): ServiceBalancer | undefined {
  if (service.type !== 'LoadBalancer') return undefined;
  if (service.loadBalancerClass !== undefined) return networkClasses.has(service.loadBalancerClass) ? 'network' : undefined;
  const keys = [...service.annotations.keys()].filter((key) => key.startsWith(`${servicePrefix}aws-load-balancer-`));
  if (keys.length === 0) return undefined;
  const type = service.annotations.get(`${servicePrefix}aws-load-balancer-type`);
  if (type) return type.text.value !== undefined && networkTypes.has(type.text.value) ? 'network' : undefined;
  if (keys.some((key) => controllerOnly.some((suffix) => key.startsWith(`${servicePrefix}${suffix}`)))) return 'network';
  return classic(service);
}

const networkClasses = new Set(['service.k8s.aws/nlb', 'eks.amazonaws.com/nlb']);

function classic(service: Service): ServiceBalancer | undefined {
  const protocol = service.annotations.get(`${servicePrefix}aws-load-balancer-backend-protocol`);
  if (!protocol) return 'classic-tcp';
  if (protocol.text.value === undefined) return undefined;
  return /^https?$/i.test(protocol.text.value.trim()) ? 'classic-http' : 'classic-tcp';
}

/** The line that asks for the load balancer: `type: LoadBalancer`. */
export function openingPlace(service: Service): Place {
  const type = get(service.node, 'spec', 'type');
  return type ? placeOf(type) : service.place;
}

/** Public names that external-dns gives it. */
export function publicNames(service: Service): readonly string[] {
  return hostnames.flatMap((key) => service.annotations.get(key)?.text.value?.split(',') ?? []).map((name) => name.trim()).filter((name) => name !== '');
}
