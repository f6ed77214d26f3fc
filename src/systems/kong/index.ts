import type { Scene } from '../../model/scene.ts';
import type { Reading, System } from '../system.ts';
import { facts } from './facts.ts';
import { ingressLayer, kongIngresses, serviceFaults } from './kubernetes.ts';
import { claims, fromProcess, fromStray } from './process.ts';
import { unread } from './unread.ts';

export const kong: System = {
  id: facts.system,
  facts,
  fromProcess: async (process, reader) => fromProcess(process, reader),
  fromScene: async (scene) => readScene(scene),
  fromFile: { claims, read: async (source, reader) => fromStray(source, reader) },
};

function readScene(scene: Scene): Reading | undefined {
  const ingresses = kongIngresses(scene);
  const layers = ingresses.map((ingress) => ingressLayer(ingress, scene));
  const written = [...serviceFaults(scene), ...unread(ingresses, scene)];
  return layers.length === 0 && written.length === 0 ? undefined : { layers, written };
}
