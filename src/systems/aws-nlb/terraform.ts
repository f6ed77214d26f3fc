import { type Resource, valueAt } from '../../model/resource.ts';
import type { Scene } from '../../model/scene.ts';
import type { Setting } from '../../model/setting.ts';
import { outOfBounds, settingsOf } from '../aws/limit.ts';
import { attributesIn, balancersOf, forwardingsOf, portOf, recordsOf, targetsOf } from '../aws/terraform.ts';
import { documented, managed } from '../documented.ts';
import type { MiddleboxReading, Target, Written } from '../system.ts';
import { facts, listenerLimits, provided, targetGroupLimits } from './facts.ts';

const ofListener = [...provided.listener, ...listenerLimits];
const ofGroup = [...provided.targetGroup, ...targetGroupLimits];

/** Network Load Balancers that are written as resources: one for every listener and what stands behind it. */
export function providedMiddleboxes(scene: Scene): readonly MiddleboxReading[] {
  return balancersOf(scene, 'network').flatMap((balancer) =>
    forwardingsOf(balancer, scene).filter(({ listener }) => !isUdp(listener)).flatMap(({ listener, groups }) =>
      groups.flatMap((group) => targetsOf(group, portOf(valueAt(group.body, 'port')), scene).map((fronts) => middlebox(balancer, listener, group, fronts, scene)))));
}

export function providedFaults(scene: Scene): readonly Written[] {
  return balancersOf(scene, 'network').flatMap((balancer) => forwardingsOf(balancer, scene)).flatMap(({ listener }) => (isTcp(listener) ? outOfBounds(facts.system, ofListener, attributesIn(listener.body)) : []));
}

const protocolOf = (listener: Resource): string | undefined => valueAt(listener.body, 'protocol');
const isUdp = (listener: Resource): boolean => protocolOf(listener) === 'UDP';
const isTcp = (listener: Resource): boolean => /^TCP/.test(protocolOf(listener) ?? '');

function middlebox(balancer: Resource, listener: Resource, group: Resource, fronts: Target, scene: Scene): MiddleboxReading {
  return {
    system: facts.system,
    name: `${facts.title} (${balancer.name})`,
    place: balancer.place,
    settings: [...idle(listener), ...settingsOf(ofGroup, attributesIn(group.body))],
    fronts,
    hosts: recordsOf(balancer, scene),
  };
}

function idle(listener: Resource): readonly Setting[] {
  const written = isTcp(listener) ? settingsOf(ofListener, attributesIn(listener.body)) : [];
  return written.length > 0 ? written : documented(facts, new Set(['flow.idle']), { version: managed, place: listener.place, profile: protocolOf(listener) === 'TLS' ? 'tls' : 'tcp', ...(listener.language !== 'cloudformation' ? { names: provided.names } : {}) });
}
