import { type Grammar, parseDuration } from '../model/duration.ts';
import { exact, type Provenance, type Setting } from '../model/setting.ts';
import type { Timer } from '../model/timer.ts';
import { known, type Text, unknown, type Value } from '../model/value.ts';

/** A `health.*` or `stop.*` setting of a manifest. A bare count is a grammar whose bare unit is 1. */
export function manifestSetting(timer: Timer, name: string, text: Text, grammar: Grammar): Setting {
  const [place, ...via] = text.places;
  return { timer, name, value: valueOf(text, grammar), provenance: provenanceOf(text), place, via, window: exact, fixed: false };
}

function valueOf(text: Text, grammar: Grammar): Value {
  if (text.value === undefined) return unknown('only known at run time', text.expression, text.variable);
  const amount = parseDuration(text.value, grammar);
  return amount === undefined ? unknown('not a value that this option takes', text.expression, text.variable) : known(amount, text.value);
}

function provenanceOf(text: Text): Provenance {
  if (text.origin === 'declared') return { kind: 'declared' };
  return text.origin === 'visible-default' ? { kind: 'visible-default', variable: text.variable ?? text.expression } : { kind: 'configured' };
}
