import { distinctBy } from '../../model/distinct.ts';
import { type Datum, datumAt, datumsAt, type Resource, valueAt } from '../../model/resource.ts';
import type { Scene } from '../../model/scene.ts';
import { yes } from '../../model/value.ts';
import { outOfBounds, settingsOf } from '../aws/limit.ts';
import { attributesIn, portOf, prefixed, recordsOf, targetsOf } from '../aws/terraform.ts';
import { documented, managed } from '../documented.ts';
import type { LayerReading, MiddleboxReading, Reading, RouteReading } from '../system.ts';
import { facts, provided } from './facts.ts';

/** Classic Load Balancers that are resources: a layer where a listener speaks HTTP, a middlebox where it passes TCP on. */
export function providedReading(scene: Scene): Required<Pick<Reading, 'layers' | 'middleboxes' | 'written'>> {
  const balancers = (scene.resources ?? []).filter(({ type }) => type === 'aws_elb');
  return {
    layers: balancers.flatMap((balancer) => layers(balancer, scene)),
    middleboxes: balancers.flatMap((balancer) => middleboxes(balancer, scene)),
    written: balancers.flatMap(({ body }) => outOfBounds(facts.system, [...provided.http, ...provided.others], writtenOn(body))),
  };
}

const isHttp = (listener: Datum): boolean => /^https?$/i.test(valueAt(listener, 'instance_protocol') ?? '');
const isTcp = (listener: Datum): boolean => /^(tcp|ssl)$/i.test(valueAt(listener, 'instance_protocol') ?? '');
const writtenOn = (body: Resource['body']) => [...attributesIn(body), ...prefixed('health_check', attributesIn(datumAt(body, 'health_check')))];

/** Draining counts only where it is switched on. */
function othersOf(body: Resource['body']) {
  return provided.others.filter(({ name }) => name !== 'connection_draining_timeout' || valueAt(body, 'connection_draining') === 'true');
}

function layers(balancer: Resource, scene: Scene): readonly LayerReading[] {
  const routes = datumsAt(balancer.body, 'listener').filter(isHttp).map((listener): RouteReading => {
    const [target, ...others] = targetsOf(balancer, portOf(valueAt(listener, 'instance_port')), scene);
    const place = listener.kind === 'map' ? listener.place : balancer.place;
    return { route: {}, settings: [], place, upstream: { target, ...(others.length > 0 ? { others } : {}), protocol: 'http/1.1', pooled: yes('the load balancer keeps connections to its instances open'), place } };
  });
  const names = recordsOf(balancer, scene);
  // Listeners for HTTP and HTTPS usually lead to one port.
  const distinct = distinctBy(routes, ({ upstream }) => JSON.stringify(upstream?.target));
  if (distinct.length === 0) return [];
  return [{
    system: facts.system, kind: 'load-balancer', name: `${facts.title} (${balancer.name})`, version: managed, profile: 'http', place: balancer.place, defaultNames: provided.names,
    settings: settingsOf([...provided.http, ...othersOf(balancer.body)], writtenOn(balancer.body)),
    listens: (names.length > 0 ? names : ['*']).map((host) => ({ kind: 'host', host, place: balancer.place })),
    routes: distinct,
  }];
}

function middleboxes(balancer: Resource, scene: Scene): readonly MiddleboxReading[] {
  const written = settingsOf([...provided.tcp, ...othersOf(balancer.body)], writtenOn(balancer.body));
  const idle = written.some(({ timer }) => timer === 'flow.idle') ? [] : documented(facts, new Set(['flow.idle']), { version: managed, place: balancer.place, profile: 'tcp', names: provided.names });
  return datumsAt(balancer.body, 'listener').filter(isTcp).flatMap((listener) =>
    targetsOf(balancer, portOf(valueAt(listener, 'instance_port')), scene).map((fronts): MiddleboxReading => ({
      system: facts.system, name: `${facts.title} (${balancer.name})`, place: balancer.place, expiry: 'reset', settings: [...written, ...idle], fronts, hosts: recordsOf(balancer, scene),
    })));
}
