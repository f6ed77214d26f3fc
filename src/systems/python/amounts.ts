import { second } from '../../model/duration.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { never, no, unknown } from '../../model/value.ts';
import { keyword } from '../../syntax/program/query.ts';
import type { Call, Expression, Program } from '../../syntax/program/tree.ts';
import { follow, type Located } from '../program/follow.ts';
import { contradictoryUnit } from '../program/named-unit.ts';
import type { Reader } from '../reader.ts';
import { programmed } from '../setting.ts';
import type { Written } from '../system.ts';
import { textOf } from './evaluated.ts';

/** A duration in seconds; None is never. */
export async function secondsOf(timer: Timer, name: string, at: Located, reader: Reader): Promise<Setting> {
  const evaluated = await reader.evaluate(at.expression, at.program, at.scope);
  if (evaluated.kind === 'value' && evaluated.value === null && evaluated.origin === 'visible-default') return open(timer, name, at.expression, 'a caller may pass what is None by default', at.expression.text);
  return programmed(timer, name, evaluated, second, (value) => (value === null ? { ...never, written: 'None' } : undefined));
}

/** What an argument stands for once names are followed to a call, tuple or record. */
export const followed = (expression: Expression, call: Call, program: Program, reader: Reader): Promise<Located> => follow({ expression, program, scope: call.scope }, reader);

/** A setting that somebody may pass where this file does not show it. */
export const hiddenIn = (timer: Timer, name: string, call: Call): Setting =>
  open(timer, name, call, 'it may be among the arguments that are passed through', keyword(call, '...')?.value.text ?? call.callee);

/** A setting of calls that stand in other files. */
export const elsewhere = (timer: Timer, name: string, call: Call): Setting => open(timer, name, call, 'its calls stand elsewhere', name);

function open(timer: Timer, name: string, call: Expression, reason: string, expression: string): Setting {
  return { timer, name, value: unknown(reason, expression), provenance: { kind: 'configured' }, place: call.place, via: [], window: { early: 0, late: 0 }, fixed: false };
}

/** Thousands of seconds that are a whole number of thousands were likely meant as milliseconds. */
export async function suspectSeconds(system: string, name: string, at: Located, reader: Reader, link: string): Promise<readonly Written[]> {
  const evaluated = await reader.evaluate(at.expression, at.program, at.scope);
  const isThousands = evaluated.kind === 'value' && typeof evaluated.value === 'number' && evaluated.value >= 1000 && evaluated.value % 1000 === 0;
  if (!isThousands) return contradictoryUnit({ system, title: name, name, timer: 'upstream.read', link }, 'seconds', at, evaluated, reader);
  const text = textOf(evaluated);
  const amount = Number(evaluated.value);
  return [{
    fault: 'suspect', system, name, text, place: text.places[0], related: [],
    works: no(`${name} counts seconds: ${amount} are ${Math.round(amount / 60)} minutes`, text.places[0]),
    symptom: 'a stuck request is given up much later than meant', advice: `write ${amount / 1000} if milliseconds were meant`, link,
  }];
}
