import { parseDuration } from '../../model/duration.ts';
import type { Place } from '../../model/place.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import type { Text } from '../../model/value.ts';
import { configured, literal } from '../setting.ts';
import { duration, type Option } from './facts.ts';

/** What an environment variable is, where the repository says so. */
export type Variables = (name: string) => Text | undefined;

const hole = /\{\$([\w.]{1,80})(?::([^{}]{0,200}))?\}|\{env\.(\w{1,80})\}/;

/** A word after `{$VAR:default}` and `{env.VAR}` were filled in; only known at run time where one stays open or a template tag stands. */
export function textOf(written: { readonly text: string; readonly place: Place }, variables: Variables): Text {
  const { place } = written;
  let current: Text = literal(written.text, place);
  for (let step = 0; step < 8; step += 1) {
    const found = hole.exec(current.value ?? '');
    if (!found) break;
    current = filled(current, found, variables);
  }
  return /\{\{|<%/.test(current.value ?? '') ? { ...current, value: undefined } : current;
}

function filled(text: Text, found: RegExpExecArray, variables: Variables): Text {
  const name = found[1] ?? found[3] ?? '';
  const given = variables(name);
  const value = given ? given.value : found[2];
  const whole = value === undefined ? undefined : (text.value ?? '').replace(found[0], () => value);
  if (given) return { ...text, value: whole, places: [...given.places, ...text.places], origin: given.origin, variable: name };
  return { ...text, value: whole, origin: found[2] === undefined ? text.origin : 'visible-default', variable: name };
}

/** Zero is no limit, or stands for the default: then nothing is set. */
export function timed(timer: Timer, name: string, text: Text, zero: Option['zero'] = 'none'): readonly Setting[] {
  const amount = text.value === undefined ? undefined : caddyTime(text.value);
  if (amount === 0 && zero === 'default') return [];
  return [configured(timer, name, text, () => (amount === 0 ? Number.POSITIVE_INFINITY : amount))];
}

export const caddyTime = (text: string): number | undefined => (text === '0' ? 0 : parseDuration(text, duration));
