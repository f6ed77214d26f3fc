import type { Written } from '../system.ts';
import type { Named } from './limit.ts';

const speaksOfTime = /time-?_?out|idle|keep_?-?alive|deregist|delay|seconds/i;

/** Attributes that name a time and that this kind of AWS object does not have. */
export function unknownAttributes(system: string, written: readonly Named[], of: string, known: readonly string[], link: string): readonly Written[] {
  return written.filter(({ key }) => speaksOfTime.test(key) && !known.includes(key)).map((one) => ({
    fault: 'ineffective', system, name: one.key, text: one.text, place: one.keyPlace, related: [],
    works: { value: 'no', why: `a ${of} has no attribute of this name`, places: [one.keyPlace] },
    refused: true,
    symptom: 'AWS refuses the attribute and the controller applies none of the string',
    advice: known.length > 0 ? `use one of ${known.join(', ')}, or move the attribute to the object that has it` : 'move the attribute to the listener or the target group that has it',
    link,
  }));
}
