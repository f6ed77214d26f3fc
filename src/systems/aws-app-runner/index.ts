import { namesOf } from '../../model/resource.ts';
import type { Scene } from '../../model/scene.ts';
import { platformServices } from '../../workloads/platforms.ts';
import { platformLayer } from '../platform-layer.ts';
import type { Reading, System } from '../system.ts';
import { facts } from './facts.ts';

export const awsAppRunner: System = { id: facts.system, facts, fromScene: async (scene) => readScene(scene) };

function readScene(scene: Scene): Reading | undefined {
  const services = platformServices(scene.resources ?? [], 'app-runner');
  return services.length === 0 ? undefined : { layers: services.map((service) => platformLayer(facts, { name: service.name, place: service.place, network: service.address, names: namesOf(service) }, [], scene)) };
}
