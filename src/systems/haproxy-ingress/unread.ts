import type { Annotation, Ingress } from '../../model/scene.ts';
import { no } from '../../model/value.ts';
import { misspelling } from '../annotation-names.ts';
import type { Written } from '../system.ts';
import { facts, type Maker, makers } from './facts.ts';

/** Annotations whose key speaks of a timeout and that the controller does not read on an Ingress. */
export function unread(ingress: Ingress, maker: Maker): readonly Written[] {
  return [...ingress.annotations.values()].flatMap((annotation) => {
    const prefix = maker.prefixes.find((one) => annotation.key.startsWith(one));
    const key = prefix === undefined ? '' : annotation.key.slice(prefix.length);
    if (maker.annotations.has(key)) return [];
    const slip = misspelling(key, { limits: [...maker.annotations], others: undefined });
    return key.startsWith('timeout') || slip ? [written(annotation, maker.global.has(key), prefix ?? '', maker)] : [];
  });
}

/** Limits that are written for the other one of the two controllers. */
export function foreign(ingress: Ingress, maker: Maker): readonly Written[] {
  const [own = ''] = maker.prefixes;
  return [...ingress.annotations.values()].flatMap((annotation) => {
    const slash = annotation.key.lastIndexOf('/') + 1;
    const [prefix, key] = [annotation.key.slice(0, slash), annotation.key.slice(slash)];
    const isOther = makers.some((other) => other !== maker && other.annotations.has(key) && other.prefixes.includes(prefix));
    if (!isOther || maker.prefixes.includes(prefix)) return [];
    const works = no(`the IngressClass names another controller, which reads ${own}`, annotation.keyPlace);
    return [{ ...written(annotation, false, own, maker), works, ...(maker.annotations.has(key) ? { advice: `write ${own}${key}` } : {}) }];
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
