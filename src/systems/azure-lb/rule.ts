import { minute } from '../../model/duration.ts';
import type { Place } from '../../model/place.ts';
import { no, type Text } from '../../model/value.ts';
import { documented, managed } from '../documented.ts';
import { configured } from '../setting.ts';
import type { MiddleboxReading, Target, Written } from '../system.ts';
import { facts, idle } from './facts.ts';

/** A load-balancing rule as any of its formats writes it. */
export interface Rule {
  /** For people, without the system's own name. */
  readonly name: string;
  readonly place: Place;
  /** The option of its format, in minutes, and what stands there. */
  readonly option: string;
  readonly text: Text | undefined;
  /** It sends resets to both ends when it forgets. `undefined`: only run time tells. */
  readonly resets: boolean | undefined;
  readonly fronts: Target;
  readonly hosts: readonly string[];
}

/** Where only run time tells whether it sends resets, the kind that harms nobody is taken. */
export function middlebox({ name, place, option, text, resets, fronts, hosts }: Rule): MiddleboxReading {
  return {
    system: facts.system, name: `${facts.title} (${name})`, place, expiry: resets === false ? 'silent' : 'reset', fronts, hosts,
    settings: text ? [configured('flow.idle', option, text, minutes)] : documented(facts, new Set(['flow.idle']), { version: managed, place, names: new Map([['flow.idle', option]]) }),
  };
}

const minutes = (text: string): number | undefined => (/^\d{1,3}$/.test(text) && Number(text) >= idle.least && Number(text) <= idle.most ? Number(text) * minute : undefined);

export function refused({ option, text }: Rule): readonly Written[] {
  if (text?.value === undefined || minutes(text.value) !== undefined) return [];
  return [{
    fault: 'invalid', system: facts.system, name: option, text, timer: 'flow.idle', place: text.places[0], related: [],
    works: no(`${option} takes whole minutes from ${idle.least} to ${idle.most}`, ...text.places),
    refused: true, symptom: 'the provider refuses the value and nothing is applied', advice: `write minutes from ${idle.least} to ${idle.most}`, link: idle.link,
  }];
}
