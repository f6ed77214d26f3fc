import type { Condition } from '../../model/layer.ts';
import type { Ingress, IngressPath, Scene, Service } from '../../model/scene.ts';
import { yes } from '../../model/value.ts';
import { albPrefix } from '../aws/annotations.ts';
import { type Named, settingsOf } from '../aws/limit.ts';
import { ingressRoute } from '../ingress-route.ts';
import type { RouteReading, Target, UpstreamReading } from '../system.ts';
import { annotationsOf, backendProtocol, targetGroupAttributes } from './attributes.ts';
import { healthLimits, targetGroupLimits } from './facts.ts';

/** The routes of one Ingress. What stands on a Service wins over what stands on the Ingress. */
export function routesOf(ingress: Ingress, scene: Scene): readonly RouteReading[] {
  return ingress.paths.map((path) => {
    const service = scene.services.find((candidate) => candidate.name === path.service && candidate.namespace === ingress.namespace);
    const upstream = upstreamOf(ingress, path, service);
    return { route: ingressRoute(path), settings: targetSettings(ingress, service), conditions: () => targetType(service ?? ingress, ingress), place: path.place, ...(upstream && { upstream }) };
  });
}

/** Pods that are targets themselves are taken out by the controller; nodes only fail their health check. */
function targetType(...objects: readonly (Ingress | Service)[]): readonly Condition[] {
  const [written] = objects.flatMap(({ annotations }) => annotations.get(`${albPrefix}target-type`) ?? []);
  return written ? [{ name: `${albPrefix}target-type`, value: written.text.value, decides: 'clocks', place: written.text.places[0], origin: written.text.origin }] : [];
}

/** Deregistration and health checks, as an Ingress and optionally a Service write them. */
export function targetSettings(...objects: readonly (Ingress | Service | undefined)[]): RouteReading['settings'] {
  const attributes: readonly Named[] = objects.flatMap(targetGroupAttributes);
  return [...settingsOf(targetGroupLimits, attributes), ...settingsOf(healthLimits, objects.flatMap(annotationsOf))];
}

function upstreamOf(ingress: Ingress, path: IngressPath, service: Service | undefined): UpstreamReading | undefined {
  const target = path.port === 'use-annotation' ? actionTarget(ingress, path) : serviceTarget(ingress, path.service, path.port);
  if (!target) return undefined;
  return { target, protocol: backendProtocol(ingress, service), pooled: yes('the load balancer reuses connections to its targets'), place: path.place };
}

function serviceTarget(ingress: Ingress, name: string, port: string | number | undefined): Target {
  return { kind: 'service', namespace: ingress.namespace, name, port };
}

/** `actions.<name>`: `undefined` where the load balancer answers by itself. */
function actionTarget(ingress: Ingress, path: IngressPath): Target | undefined {
  const action = ingress.annotations.get(`${albPrefix}actions.${path.service}`)?.text;
  const text = action?.value ?? '';
  if (/"type"\s*:\s*"(redirect|fixed-response)"/i.test(text)) return undefined;
  const name = /"serviceName"\s*:\s*"([^"]+)"/i.exec(text)?.[1];
  const port = /"servicePort"\s*:\s*"?([\w-]+)/i.exec(text)?.[1];
  if (name === undefined) return { kind: 'unknown', reason: 'the action is not written in the repository or names no Service', expression: action?.expression ?? path.service };
  return serviceTarget(ingress, name, port !== undefined && /^\d+$/.test(port) ? Number(port) : port);
}
