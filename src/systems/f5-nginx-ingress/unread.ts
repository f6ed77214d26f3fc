import type { Ingress } from '../../model/scene.ts';
import { no } from '../../model/value.ts';
import { misspelling } from '../annotation-names.ts';
import type { Written } from '../system.ts';
import { facts, links, names, prefix } from './facts.ts';

/** Annotations that are a slip of the keyboard away from a limit. */
export function unread({ annotations }: Ingress): readonly Written[] {
  return [...annotations.values()].flatMap(({ key, keyPlace, text }): readonly Written[] => {
    const slip = key.startsWith(prefix) ? misspelling(key.slice(prefix.length), names) : undefined;
    if (slip?.meant === undefined) return [];
    return [{
      fault: 'ineffective', system: facts.system, name: key, text, place: keyPlace, related: [], refused: true, link: links.annotations,
      works: no('the controller reads no annotation of this name', keyPlace),
      symptom: 'the annotation is ignored and the default stays in force',
      advice: `write ${prefix}${slip.meant}`,
    }];
  });
}
