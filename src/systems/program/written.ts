import type { Place } from '../../model/place.ts';
import type { Timer } from '../../model/timer.ts';
import { no, type Text } from '../../model/value.ts';
import type { Evaluated } from '../../syntax/program/evaluate.ts';
import type { Written } from '../system.ts';

/** An evaluated expression as a text, for reports. */
export function asText(evaluated: Evaluated): Text {
  const variable = evaluated.variable === undefined ? {} : { variable: evaluated.variable };
  if (evaluated.kind === 'unknown') return { value: undefined, expression: evaluated.expression, places: evaluated.places, origin: 'configured', ...variable };
  const written = evaluated.kind === 'duration' ? `${evaluated.ms} ms` : String(evaluated.value);
  return { value: written, expression: written, places: evaluated.places, origin: evaluated.origin === 'literal' ? 'configured' : 'visible-default', ...variable };
}

export interface Option {
  readonly system: string;
  readonly title: string;
  readonly name: string;
  readonly timer: Timer;
  readonly link: string;
}

/** A bare 1–99 where the system counts milliseconds is likely meant as seconds. */
export function suspectMilliseconds(option: Option, evaluated: Evaluated): readonly Written[] {
  if (evaluated.kind !== 'value' || typeof evaluated.value !== 'number' || evaluated.value < 1 || evaluated.value >= 100) return [];
  const text = asText(evaluated);
  const amount = evaluated.value;
  return [{
    fault: 'suspect', system: option.system, name: option.name, text, timer: option.timer, place: text.places[0], related: [],
    works: no(`${option.title} counts milliseconds, and ${amount} ms is too short ${option.timer === 'downstream.idle' ? 'to keep a connection' : 'for a request'}`, ...text.places),
    symptom: option.timer === 'downstream.idle' ? `a connection is closed ${amount} ms after its last response, under the next request of whoever reuses it` : `every request that takes longer than ${amount} ms is cut`,
    advice: `write ${amount * 1000} if ${amount} s are meant`,
    link: option.link,
  }];
}

/** An option that the library does not know, or that its system never looks at. */
export function ineffective(option: Option, evaluated: Evaluated, place: Place, why: { readonly fact: string; readonly symptom: string; readonly advice: string; readonly refused?: true; readonly related?: Written['related'] }): Written {
  return {
    fault: 'ineffective', system: option.system, name: option.name, text: asText(evaluated), timer: option.timer, place, related: why.related ?? [],
    works: no(why.fact, place), symptom: why.symptom, advice: why.advice, link: option.link, ...(why.refused && { refused: true }),
  };
}
