import { second } from '../../model/duration.ts';
import type { Ingress, Scene } from '../../model/scene.ts';
import type { Timer } from '../../model/timer.ts';
import { no, unsure } from '../../model/value.ts';
import { managed } from '../documented.ts';
import { ingressController } from '../ingress-class.ts';
import { ingressHosts, ingressRoute } from '../ingress-route.ts';
import { configured } from '../setting.ts';
import type { LayerReading, RouteReading, Written } from '../system.ts';
import { annotationPrefix, annotations, facts, limit, links } from './facts.ts';

/** Ingresses that the Application Gateway Ingress Controller serves. */
export const ingressesOf = (scene: Scene): readonly Ingress[] => scene.ingresses.filter((ingress) => ingressController(ingress, scene) === 'azure/application-gateway');

export function ingressLayer(ingress: Ingress): LayerReading {
  return {
    system: facts.system, kind: 'load-balancer', name: `${facts.title} (ingress/${ingress.name})`, version: managed, place: ingress.classPlace, settings: [],
    listens: ingressHosts(ingress), routes: ingress.paths.map((path) => routeOf(path, ingress)),
    defaultNames: new Map<Timer, string>([['upstream.read', `${annotationPrefix}request-timeout`]]),
  };
}

function routeOf(path: Ingress['paths'][number], { annotations: written, namespace }: Ingress): RouteReading {
  const timeout = written.get(`${annotationPrefix}request-timeout`);
  return {
    route: ingressRoute(path), place: path.place,
    settings: timeout ? [configured('upstream.read', timeout.key, timeout.text, seconds)] : [],
    upstream: { target: { kind: 'service', namespace, name: path.service, port: path.port }, protocol: 'http/1.1', pooled: unsure('nothing is documented about it'), place: path.place },
  };
}

/** A bare number of seconds within the gateway's bounds. */
export const seconds = (text: string): number | undefined => (/^\d{1,5}$/.test(text) && Number(text) >= limit.least && Number(text) <= limit.most ? Number(text) * second : undefined);

/** Annotations of its prefix that speak of time: of an unknown name, or a timeout that is no number of seconds. */
export function ingressFaults({ annotations: all }: Ingress): readonly Written[] {
  return [...all.values()].flatMap((annotation): readonly Written[] => {
    const { key, keyPlace, text } = annotation;
    const suffix = key.startsWith(annotationPrefix) ? key.slice(annotationPrefix.length) : '';
    const base = { system: facts.system, name: key, text, related: [], refused: true, fault: 'ineffective', symptom: 'the annotation is ignored and the gateway keeps the value that it had', link: links.ingress } as const;
    if (suffix === 'request-timeout' && text.value !== undefined && seconds(text.value) === undefined) {
      return [{ ...base, timer: 'upstream.read', place: text.places[0], works: no(`${key} takes a whole number of seconds from ${limit.least} to ${limit.most}`, ...text.places), advice: 'write whole seconds without a unit' }];
    }
    if (!/time-?out|drain|interval/.test(suffix) || annotations.has(suffix)) return [];
    return [{ ...base, place: keyPlace, works: no('the controller reads no annotation of this name', keyPlace), advice: `write ${annotationPrefix}request-timeout, connection-draining-timeout or health-probe-timeout` }];
  });
}
