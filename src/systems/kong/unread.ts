import type { Annotation, Ingress, KubernetesObject, Scene } from '../../model/scene.ts';
import { no } from '../../model/value.ts';
import { misspelling } from '../annotation-names.ts';
import type { Written } from '../system.ts';
import { facts, links, names } from './facts.ts';

const prefix = 'konghq.com/';

/** Annotations that mean to limit a request: misspelt, or on an Ingress, where Kong does not look for them. */
export function unread(ingresses: readonly Ingress[], { services }: Scene): readonly Written[] {
  const misspelt = [...ingresses, ...services].flatMap((object) => own(object).flatMap((annotation) => {
    const slip = misspelling(annotation.key.slice(prefix.length), names);
    return slip ? [written(annotation, 'Kong reads no annotation of this name', `write ${prefix}${slip.meant ?? 'read-timeout'} on the Service`)] : [];
  }));
  const misplaced = ingresses.flatMap((object) => own(object).filter(({ key }) => names.limits.includes(key.slice(prefix.length)))
    .map((annotation) => written(annotation, 'Kong reads this annotation on a Service, not on an Ingress', 'move it to the Service that the Ingress names')));
  return [...misspelt, ...misplaced];
}

const own = ({ annotations }: KubernetesObject): readonly Annotation[] => [...annotations.values()].filter(({ key }) => key.startsWith(prefix));

const written = ({ key, keyPlace, text }: Annotation, why: string, advice: string): Written => ({
  fault: 'ineffective', system: facts.system, name: key, text, place: keyPlace, related: [], refused: true, link: links.annotations,
  works: no(why, keyPlace), symptom: 'the annotation is ignored and the default stays in force', advice,
});
