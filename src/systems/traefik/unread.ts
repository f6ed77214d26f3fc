import type { Ingress, Scene } from '../../model/scene.ts';
import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import { no, type Text } from '../../model/value.ts';
import type { Written } from '../system.ts';
import { facts, links } from './facts.ts';

/** Annotations and labels that speak of a timeout: Traefik takes its timeouts from elsewhere. */
export function unreadOn(ingresses: readonly Ingress[], { services }: Pick<Scene, 'services'>): readonly Written[] {
  return [...ingresses, ...services].flatMap(({ annotations }) => [...annotations.values()]
    .filter(({ key }) => key.startsWith('traefik.ingress.kubernetes.io/') && /time-?out/i.test(key) && !/health-?check/i.test(key))
    .map(({ key, keyPlace, text }) => written(key, keyPlace, text, 'Traefik reads no annotation of this name', 'the annotation is ignored without a word and the default stays in force')));
}

/** Labels below `traefik.http.`; its health checks do have a timeout of their own. */
export function unreadLabels({ labels }: Process): readonly Written[] {
  return [...labels].filter(([key]) => unknownLabel.test(key)).map(([key, text]) => written(key, text.places[0], text, 'the labels of a container take no timeouts', 'Traefik reports an error and ignores every label of the container'));
}

const unknownLabel = /^traefik\.http\.(?:serverstransports\.|(?:routers|services)\.[^.]+\.(?!.*healthcheck)(?:.*\.)?(?:[a-z]*timeouts?)(?:\.|$))/i;

function written(name: string, place: Place, text: Text, why: string, symptom: string): Written {
  return {
    fault: 'ineffective', system: facts.system, name, text, place, related: [], refused: true, works: no(why, place), symptom,
    advice: 'write forwardingTimeouts in a ServersTransport of the file provider or of its own kind, and respondingTimeouts in the static configuration of the entry point',
    link: links.transport,
  };
}
