import type { Ingress, Scene } from '../../model/scene.ts';
import { managed } from '../documented.ts';
import { ingressHosts } from '../ingress-route.ts';
import type { LayerReading, Reading } from '../system.ts';
import { facts } from './facts.ts';
import { gatewayLayers } from './gateway.ts';
import { isGoogle, isInternal } from './recognise.ts';
import { routesOf } from './route.ts';
import { providedFaults, providedLayers } from './terraform.ts';
import { writtenOn } from './written.ts';

/** Google's load balancers, as GKE makes them of Ingresses and Gateways, and as Terraform's resources. */
export function readScene(scene: Scene): Reading | undefined {
  const ingresses = scene.ingresses.filter((ingress) => isGoogle(ingress, scene));
  const layers = [...ingresses.map((ingress) => layer(ingress, scene)), ...gatewayLayers(scene), ...providedLayers(scene)];
  const written = [...writtenOn(ingresses, scene), ...providedFaults(scene)];
  return layers.length === 0 && written.length === 0 ? undefined : { layers, written };
}

function layer(ingress: Ingress, scene: Scene): LayerReading {
  return {
    system: facts.system,
    kind: 'load-balancer',
    name: `${facts.title} (ingress/${ingress.name})`,
    version: managed,
    profile: isInternal(ingress) ? 'internal' : 'external',
    place: ingress.classPlace,
    settings: [],
    listens: ingressHosts(ingress),
    routes: routesOf(ingress, scene),
  };
}
