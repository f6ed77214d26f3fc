import type { Place } from '../../model/place.ts';
import type { Setting } from '../../model/setting.ts';
import { counts, type Timer } from '../../model/timer.ts';
import type { Text } from '../../model/value.ts';
import { configured, type Reads } from '../setting.ts';
import type { Written } from '../system.ts';

/** A number that AWS takes under a name: the timers that it feeds, and its bounds as a user writes them (seconds or a count). */
export interface Limit {
  readonly name: string;
  readonly timers: readonly [Timer, ...Timer[]];
  readonly least: number;
  readonly most: number;
  readonly link: string;
}

/** A text together with the name that it is written under. */
export interface Named {
  readonly key: string;
  readonly keyPlace: Place;
  readonly text: Text;
}

/** The settings that are written under the names of {@link limits}; of two under one name the last. */
export function settingsOf(limits: readonly Limit[], written: readonly Named[]): readonly Setting[] {
  return limits.flatMap((limit) => {
    const found = written.findLast(({ key }) => key === limit.name);
    return found ? limit.timers.map((timer) => configured(timer, limit.name, found.text, within(limit))) : [];
  });
}

/** What stands under a name of {@link limits} and is not a whole number within its bounds. */
export function outOfBounds(system: string, limits: readonly Limit[], written: readonly Named[]): readonly Written[] {
  return written.flatMap((found) => {
    const limit = limits.find(({ name }) => name === found.key);
    if (!limit || found.text.value === undefined || within(limit)(found.text.value) !== undefined) return [];
    return [refusal(system, limit, found)];
  });
}

function refusal(system: string, limit: Limit, found: Named): Written {
  const unit = counts.has(limit.timers[0]) ? 'a whole number' : 'a whole number of seconds without a unit';
  return {
    fault: 'invalid', system, name: limit.name, text: found.text, timer: limit.timers[0], place: found.text.places[0], related: [],
    works: { value: 'no', why: `${limit.name} takes ${unit} from ${limit.least} to ${limit.most}`, places: found.text.places },
    refused: true,
    symptom: 'AWS refuses the value, the controller cannot apply the load balancer\'s configuration and the old one stays',
    advice: `write ${unit} from ${limit.least} to ${limit.most}`,
    link: limit.link,
  };
}

function within(limit: Limit): Reads {
  const unit = counts.has(limit.timers[0]) ? 1 : 1000;
  return (text) => {
    const number = /^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN;
    return number >= limit.least && number <= limit.most ? number * unit : undefined;
  };
}
