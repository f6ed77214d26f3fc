import { formatDuration } from '../../model/duration.ts';
import type { Annotation, Service } from '../../model/scene.ts';
import type { Timer } from '../../model/timer.ts';
import type { Place } from '../../model/place.ts';
import { classicOnly, links, servicePrefix, timeAttributes } from '../aws/annotations.ts';
import { attributesOf } from '../aws/attributes.ts';
import { type Named, outOfBounds } from '../aws/limit.ts';
import { openingPlace } from '../aws/service.ts';
import { unknownServiceAnnotations } from '../aws/unknown-annotation.ts';
import { unknownAttributes } from '../aws/unknown-attribute.ts';
import type { Written } from '../system.ts';
import { facts, healthLimits, idleAttribute, listenerLimits, targetGroupLimits, usualIdle } from './facts.ts';
import { type ListenerAnnotation, listenerAnnotations, listenersOf } from './listener.ts';

/** Annotations that a Network Load Balancer does not take. */
export function writtenOn(service: Service): readonly Written[] {
  const listeners = listenerAnnotations(service);
  const targetGroup = attributes(service, 'aws-load-balancer-target-group-attributes');
  return [
    ...unknownServiceAnnotations(facts.system, service),
    ...classicOnly.flatMap((suffix) => classic(service, service.annotations.get(`${servicePrefix}${suffix}`))),
    ...listeners.flatMap((listener) => [...outOfBounds(facts.system, listenerLimits, listener.attributes), ...missed(service, listener)]),
    ...unknownAttributes(facts.system, attributes(service, 'aws-load-balancer-attributes'), 'Network Load Balancer', [], links.service),
    ...unknownAttributes(facts.system, targetGroup, 'target group', timeAttributes.targetGroup, links.service),
    ...listeners.flatMap((listener) => unknownAttributes(facts.system, listener.attributes, 'listener', [idleAttribute], links.service)),
    ...outOfBounds(facts.system, targetGroupLimits, targetGroup),
    ...outOfBounds(facts.system, healthLimits, [...service.annotations.values()]),
  ];
}

const attributes = (service: Service, suffix: string): readonly Named[] => attributesOf(service, service.annotations.get(`${servicePrefix}${suffix}`));

function classic(service: Service, annotation: Annotation | undefined): readonly Written[] {
  if (!annotation) return [];
  const type = service.annotations.get(`${servicePrefix}aws-load-balancer-type`);
  const place = type?.text.places[0] ?? openingPlace(service);
  const drains = annotation.key.includes('draining');
  return [ineffective(annotation, {
    timer: drains ? 'stop.deregister' : 'flow.idle',
    why: 'the Service gets a Network Load Balancer, and this annotation is read for Classic Load Balancers only',
    places: [place],
    advice: drains
      ? `write ${servicePrefix}aws-load-balancer-target-group-attributes: deregistration_delay.timeout_seconds=…`
      : `write ${servicePrefix}aws-load-balancer-listener-attributes.TCP-<port>: ${idleAttribute}=… (AWS Load Balancer Controller 2.9 or newer), or keep connections alive by TCP probes within ${formatDuration(usualIdle)}`,
  })];
}

/** An idle timeout for a listener that is TLS, or that the Service does not have. */
function missed(service: Service, written: ListenerAnnotation): readonly Written[] {
  const idle = written.attributes.find(({ key }) => key === idleAttribute);
  if (!idle) return [];
  const listener = listenersOf(service).find(({ port }) => port.port === written.port);
  if (listener?.protocol === 'TLS') return [ineffective({ ...idle, key: written.annotation.key }, tlsListener(written.port, listener.port.place))];
  if (listener || service.ports.some(({ port }) => port === undefined)) return [];
  return [ineffective({ ...idle, key: written.annotation.key }, {
    timer: 'flow.idle', why: `the Service has no TCP port ${written.port}`, places: [service.place],
    advice: `name one of the Service's ports: ${service.ports.map(({ port }) => `TCP-${port}`).join(', ')}`,
  })];
}

const tlsListener = (port: number, place: Place): Grounds => ({
  timer: 'flow.idle', why: `port ${port} is a TLS listener, whose idle timeout is fixed at ${formatDuration(usualIdle)}`, places: [place],
  advice: `keep connections alive by TCP probes within ${formatDuration(usualIdle)}, or end TLS behind a TCP listener`,
});

interface Grounds {
  readonly timer: Timer;
  readonly why: string;
  readonly places: readonly Place[];
  readonly advice: string;
}

function ineffective({ key, text }: Named, { timer, why, places, advice }: Grounds): Written {
  return {
    fault: 'ineffective', system: facts.system, name: key, text, timer, place: text.places[0],
    related: places.map((place) => ({ place, message: why })),
    works: { value: 'no', why, places },
    symptom: 'the value is ignored and idle flows are still forgotten or drained after the default time',
    advice,
    link: links.service,
  };
}
