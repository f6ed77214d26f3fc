import type { Scene, Service } from '../../model/scene.ts';
import type { Setting } from '../../model/setting.ts';
import { yes } from '../../model/value.ts';
import { servicePrefix } from '../aws/annotations.ts';
import { type Limit, outOfBounds, settingsOf } from '../aws/limit.ts';
import { balancerOf, openingPlace, publicNames } from '../aws/service.ts';
import { unknownServiceAnnotations } from '../aws/unknown-annotation.ts';
import { documented, managed } from '../documented.ts';
import type { LayerReading, MiddleboxReading, Reading, Written } from '../system.ts';
import { providedReading } from './terraform.ts';
import { drainLimits, facts, healthLimits, httpLimits, tcpLimits } from './facts.ts';

/** The Classic Load Balancers of a scene: a layer where they speak HTTP, a middlebox where they pass TCP on. */
export function readScene(scene: Scene): Reading | undefined {
  const http = scene.services.filter((service) => balancerOf(service) === 'classic-http');
  const tcp = scene.services.filter((service) => balancerOf(service) === 'classic-tcp');
  const provided = providedReading(scene);
  const layers = [...http.map(layer), ...provided.layers];
  const middleboxes = [...tcp.map(middlebox), ...provided.middleboxes];
  if (layers.length === 0 && middleboxes.length === 0) return undefined;
  return { layers, middleboxes, written: [...[...http, ...tcp].flatMap(faults), ...provided.written] };
}

function layer(service: Service): LayerReading {
  const place = openingPlace(service);
  const names = publicNames(service);
  return {
    system: facts.system,
    kind: 'load-balancer',
    name: nameOf(service),
    version: managed,
    profile: 'http',
    place,
    settings: settings(service, [...httpLimits, ...healthLimits, ...drains(service)]),
    listens: (names.length > 0 ? names : ['*']).map((host) => ({ kind: 'host', host, place })),
    routes: [{
      route: {}, settings: [], place,
      upstream: { target: target(service), protocol: 'http/1.1', pooled: yes('the load balancer keeps connections to its instances open'), place },
    }],
  };
}

function middlebox(service: Service): MiddleboxReading {
  const written = settings(service, [...tcpLimits, ...healthLimits, ...drains(service)]);
  const place = openingPlace(service);
  const idle = written.some(({ timer }) => timer === 'flow.idle') ? [] : documented(facts, new Set(['flow.idle']), { version: managed, place, profile: 'tcp' });
  return {
    system: facts.system, name: nameOf(service), place, expiry: 'reset', settings: [...written, ...idle],
    fronts: target(service), hosts: publicNames(service),
  };
}

function settings(service: Service, limits: readonly Limit[]): readonly Setting[] {
  return settingsOf(limits, [...service.annotations.values()]);
}

function drains(service: Service): readonly Limit[] {
  return service.annotations.get(`${servicePrefix}aws-load-balancer-connection-draining-enabled`)?.text.value === 'true' ? drainLimits : [];
}

function faults(service: Service): readonly Written[] {
  return [
    ...unknownServiceAnnotations(facts.system, service),
    ...outOfBounds(facts.system, [...tcpLimits, ...healthLimits, ...drainLimits], [...service.annotations.values()]),
  ];
}

const nameOf = (service: Service): string => `${facts.title} (service/${service.name})`;
const target = (service: Service) => ({ kind: 'service', namespace: service.namespace, name: service.name, port: undefined }) as const;
