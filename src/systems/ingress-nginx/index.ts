import type { Scene } from '../../model/scene.ts';
import type { Reader } from '../reader.ts';
import type { Reading, System } from '../system.ts';
import { servedBy } from './class.ts';
import { configMapsOf, controllerOf } from './controller.ts';
import { ingressNginxFacts } from './facts.ts';
import { layerOf } from './layer.ts';
import { snippetFaults, snippetsOf } from './snippets.ts';
import { annotationFaults, configMapFaults, strangerFaults } from './written.ts';

export const ingressNginx: System = {
  id: 'ingress-nginx',
  facts: ingressNginxFacts,
  fromScene: async (scene, reader) => fromScene(scene, reader),
};

function fromScene(scene: Scene, reader: Reader): Reading | undefined {
  const controller = controllerOf(scene, reader);
  const readings = scene.ingresses.map((ingress): Reading => {
    const served = servedBy(ingress, scene);
    if (served.by !== 'ingress-nginx') return { written: strangerFaults(ingress, served, controller) };
    const snippets = snippetsOf(ingress, controller, reader);
    return { layers: [layerOf(ingress, controller, snippets)], written: [...annotationFaults(ingress, controller), ...snippetFaults(snippets, controller)] };
  });
  const maps = configMapsOf(scene, controller.process).flatMap(configMapFaults);
  const layers = readings.flatMap((reading) => reading.layers ?? []);
  const written = [...readings.flatMap((reading) => reading.written ?? []), ...maps];
  return layers.length + written.length > 0 ? { layers, written } : undefined;
}
