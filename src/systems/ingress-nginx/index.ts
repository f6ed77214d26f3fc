import type { Condition } from '../../model/layer.ts';
import type { Place } from '../../model/place.ts';
import type { Scene } from '../../model/scene.ts';
import type { Reader } from '../reader.ts';
import type { LayerReading, Reading, System } from '../system.ts';
import { servedBy } from './class.ts';
import { configMapsOf, controllerOf } from './controller.ts';
import { ingressNginxFacts } from './facts.ts';
import { layerOf } from './layer.ts';
import { snippetFaults, snippetsOf } from './snippets.ts';
import { claims, inResources, readStray } from './stray.ts';
import { annotationFaults, configMapFaults, keyFaults, serviceFaults, strangerFaults } from './written.ts';

export const ingressNginx: System = {
  id: 'ingress-nginx',
  facts: ingressNginxFacts,
  fromScene: async (scene, reader) => fromScene(scene, reader),
  fromFile: { claims, read: readStray },
};

function fromScene(scene: Scene, reader: Reader): Reading | undefined {
  const controller = controllerOf(scene, reader);
  const readings = scene.ingresses.map((ingress): Reading => {
    const served = servedBy(ingress, scene, reader);
    if (served.by !== 'ingress-nginx') return { written: strangerFaults(ingress, served, controller) };
    const snippets = snippetsOf(ingress, controller, reader);
    return { layers: [hinted(layerOf(ingress, controller, snippets), served.hint)], written: [...annotationFaults(ingress, controller), ...snippetFaults(snippets, controller)] };
  });
  const maps = configMapsOf(scene, controller.process).flatMap(configMapFaults);
  const layers = readings.flatMap((reading) => reading.layers ?? []);
  const onServices = layers.length > 0 ? serviceFaults(scene, controller) : [];
  const terraformed = inResources(scene.resources ?? []).flatMap((annotation) => keyFaults(annotation, annotation.key.replace(/^.*\//, '')));
  const written = [...readings.flatMap((reading) => reading.written ?? []), ...maps, ...onServices, ...terraformed];
  return layers.length + written.length > 0 ? { layers, written } : undefined;
}

/** Nothing but advice in a comment says whose Ingress it is. */
function hinted(layer: LayerReading, hint: Place | undefined): LayerReading {
  if (!hint) return layer;
  const comment: Condition = { name: 'comment', value: 'shows annotations of ingress-nginx', decides: 'join', place: hint };
  return { ...layer, defaultPlace: hint, assumed: 'the Ingress names no class, and comments of the chart show annotations of ingress-nginx', conditions: [...(layer.conditions ?? []), comment] };
}
