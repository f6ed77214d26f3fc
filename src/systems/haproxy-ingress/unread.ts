import type { Annotation, Ingress } from '../../model/scene.ts';
import { no } from '../../model/value.ts';
import type { Written } from '../system.ts';
import { facts, type Maker } from './facts.ts';

/** Annotations whose key speaks of a timeout and that the controller does not read on an Ingress. */
export function unread(ingress: Ingress, maker: Maker): readonly Written[] {
  return [...ingress.annotations.values()].flatMap((annotation) => {
    const prefix = maker.prefixes.find((one) => annotation.key.startsWith(one));
    const key = prefix === undefined ? '' : annotation.key.slice(prefix.length);
    return key.startsWith('timeout') && !maker.annotations.has(key) ? [written(annotation, maker.global.has(key), prefix ?? '', maker)] : [];
  });
}

function written(annotation: Annotation, isGlobal: boolean, prefix: string, maker: Maker): Written {
  const why = isGlobal ? 'this key is read from the ConfigMap of the controller alone' : 'the controller reads no key of this name';
  return {
    fault: 'ineffective', system: facts.system, name: annotation.key, text: annotation.text, place: annotation.keyPlace, related: [], refused: true,
    works: no(why, annotation.keyPlace),
    symptom: 'the annotation is ignored without a word and the value of the ConfigMap or the default stays in force',
    advice: isGlobal ? 'write it into the ConfigMap of the controller' : `write ${[...maker.annotations].map((key) => prefix + key).join(', ')}, or the ConfigMap's key`,
    link: maker.link,
  };
}
