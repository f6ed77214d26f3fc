import type { Place } from '../model/place.ts';
import { exact, type Provenance, type Setting } from '../model/setting.ts';
import type { Timer } from '../model/timer.ts';
import { type Known, known, never, type Text, unknown, type Value } from '../model/value.ts';
import type { Evaluated } from '../syntax/program/evaluate.ts';

/** What a system makes of a text: an amount in ms (or a count), `never` as Infinity, another value, or nothing when it cannot read it. */
export type Reads = (text: string) => number | Value | undefined;

/** A setting out of a text of a configuration file. */
export function configured(timer: Timer, name: string, text: Text, reads: Reads): Setting {
  const [place, ...via] = text.places;
  return { timer, name, value: valueOf(text, reads), provenance: provenanceOf(text), place, via, window: exact, fixed: false };
}

function valueOf(text: Text, reads: Reads): Value {
  if (text.value === undefined) return unknown('only known at run time', text.expression, text.variable);
  const read = reads(text.value);
  if (read === undefined) return unknown('not a value that this option takes', text.expression, text.variable);
  return typeof read === 'number' ? amount(read, text.value) : read;
}

function provenanceOf(text: Text): Provenance {
  if (text.origin === 'declared') return { kind: 'declared' };
  return text.origin === 'visible-default' ? { kind: 'visible-default', variable: text.variable ?? text.expression } : { kind: 'configured' };
}

/** A setting out of program code; `unit` is what a bare number means, in milliseconds (1 for a count). */
export function programmed(timer: Timer, name: string, evaluated: Evaluated, unit: number, reads?: (value: string | number | boolean | null) => Value | undefined): Setting {
  const [place, ...via] = evaluated.places;
  return { timer, name, value: programValue(evaluated, unit, reads), provenance: programProvenance(evaluated), place, via, window: exact, fixed: false };
}

function programValue(evaluated: Evaluated, unit: number, reads?: (value: string | number | boolean | null) => Value | undefined): Value {
  if (evaluated.kind === 'unknown') return unknown(evaluated.reason, evaluated.expression, evaluated.variable);
  if (evaluated.kind === 'duration') return amount(evaluated.ms, `${evaluated.ms} ms`);
  const special = reads?.(evaluated.value);
  if (special) return special;
  const number = typeof evaluated.value === 'number' ? evaluated.value : Number.NaN;
  return Number.isNaN(number) ? unknown('not a number', String(evaluated.value)) : amount(number * unit, String(evaluated.value));
}

function programProvenance(evaluated: Evaluated): Provenance {
  if (evaluated.kind === 'unknown' || evaluated.origin === 'literal') return { kind: 'configured' };
  if (evaluated.origin === 'declared') return { kind: 'declared' };
  return { kind: 'visible-default', variable: evaluated.variable ?? '' };
}

/** A setting computed from others, e.g. an idle timeout that falls back to the read timeout. Its place is that of the first. */
export function derived(timer: Timer, name: string, value: Value, how: string, from: readonly [Setting, ...Setting[]]): Setting {
  return { timer, name, value, provenance: { kind: 'derived', from, how }, place: from[0].place, via: from.slice(1).map((setting) => setting.place), window: exact, fixed: false };
}

/** A plain text at one place. */
export const literal = (value: string, place: Place): Text => ({ value, expression: value, places: [place], origin: 'configured' });

function amount(value: number, written: string): Known {
  return value === Number.POSITIVE_INFINITY ? { ...never, written } : known(value, written);
}
