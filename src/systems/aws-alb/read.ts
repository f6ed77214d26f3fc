import type { Scene } from '../../model/scene.ts';
import { settingsOf } from '../aws/limit.ts';
import { managed } from '../documented.ts';
import { ingressHosts } from '../ingress-route.ts';
import type { LayerReading, Reading } from '../system.ts';
import { loadBalancerAttributes } from './attributes.ts';
import { type Balancer, balancersOf } from './balancer.ts';
import { facts, loadBalancerLimits } from './facts.ts';
import { routesOf, targetSettings } from './route.ts';
import { providedFaults, providedLayers } from './terraform.ts';
import { writtenOn } from './written.ts';

/** The Application Load Balancers that the Ingresses of a scene ask for, and those that are resources themselves. */
export function readScene(scene: Scene): Reading | undefined {
  const balancers = balancersOf(scene);
  const written = [...writtenOn(balancers, scene), ...providedFaults(scene)];
  const layers = [...balancers.map((balancer) => layer(balancer, scene)), ...providedLayers(scene)];
  return layers.length === 0 && written.length === 0 ? undefined : { layers, written };
}

function layer(balancer: Balancer, scene: Scene): LayerReading {
  const [first, ...rest] = balancer.ingresses;
  const shared = rest.length === 0 ? targetSettings(first) : [];
  return {
    system: facts.system,
    kind: 'load-balancer',
    name: `${facts.title} (${balancer.name})`,
    version: managed,
    place: first.classPlace,
    settings: [...settingsOf(loadBalancerLimits, loadBalancerAttributes(balancer)), ...shared],
    listens: balancer.ingresses.flatMap(ingressHosts),
    routes: balancer.ingresses.flatMap((ingress) => routesOf(ingress, scene)),
  };
}
