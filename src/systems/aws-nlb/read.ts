import type { Scene, Service } from '../../model/scene.ts';
import type { Setting } from '../../model/setting.ts';
import { servicePrefix } from '../aws/annotations.ts';
import { attributesOf } from '../aws/attributes.ts';
import { settingsOf } from '../aws/limit.ts';
import { balancerOf, openingPlace, publicNames } from '../aws/service.ts';
import { documented, managed } from '../documented.ts';
import type { MiddleboxReading, Reading } from '../system.ts';
import { facts, healthLimits, listenerLimits, targetGroupLimits } from './facts.ts';
import { type Listener, listenersOf } from './listener.ts';
import { providedFaults, providedMiddleboxes } from './terraform.ts';
import { writtenOn } from './written.ts';

/** The Network Load Balancers in front of the Services of a scene, and those that are resources themselves. */
export function readScene(scene: Scene): Reading | undefined {
  const services = scene.services.filter((service) => balancerOf(service) === 'network');
  const found = [...services.flatMap(middleboxes), ...providedMiddleboxes(scene)];
  return found.length === 0 ? undefined : { middleboxes: found, written: [...services.flatMap(writtenOn), ...providedFaults(scene)] };
}

/** One per Service; one per port where the ports forget at different times. */
function middleboxes(service: Service): readonly MiddleboxReading[] {
  const listeners = listenersOf(service);
  const times = new Set(listeners.map((listener) => JSON.stringify(idle(service, listener)[0]?.value)));
  if (times.size > 1) return listeners.map((listener) => middlebox(service, listener, listener.port.port));
  const secure = listeners.find(({ protocol, port }) => protocol === 'TLS' || port.port === 443);
  return [middlebox(service, secure ?? listeners[0], undefined)];
}

function middlebox(service: Service, listener: Listener | undefined, port: number | undefined): MiddleboxReading {
  return {
    system: facts.system,
    name: `${facts.title} (service/${service.name}${port === undefined ? '' : `:${port}`})`,
    place: openingPlace(service),
    settings: [...idle(service, listener), ...targets(service)],
    fronts: { kind: 'service', namespace: service.namespace, name: service.name, port },
    hosts: publicNames(service),
  };
}

function idle(service: Service, listener: Listener | undefined): readonly Setting[] {
  const profile = listener?.protocol === 'TLS' ? 'tls' : 'tcp';
  const written = profile === 'tcp' ? settingsOf(listenerLimits, listener?.attributes ?? []) : [];
  return written.length > 0 ? written : documented(facts, new Set(['flow.idle']), { version: managed, place: openingPlace(service), profile });
}

function targets(service: Service): readonly Setting[] {
  const attributes = attributesOf(service, service.annotations.get(`${servicePrefix}aws-load-balancer-target-group-attributes`));
  return [...settingsOf(targetGroupLimits, attributes), ...settingsOf(healthLimits, [...service.annotations.values()])];
}
