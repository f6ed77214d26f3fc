import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { never } from '../../model/value.ts';
import type { Evaluated } from '../../syntax/program/evaluate.ts';
import { javaUnit } from '../../syntax/program/durations.ts';
import type { Call, Expression, Program } from '../../syntax/program/tree.ts';
import { methodOf } from '../program/calls.ts';
import type { Reader } from '../reader.ts';
import { programmed } from '../setting.ts';

/** Methods of a builder and the clocks that they set. */
export type Clocks = Readonly<Record<string, Timer>>;

/** `readTimeout(30, TimeUnit.SECONDS)`, `readTimeout(Duration.ofSeconds(30))`, `setReadTimeout(30_000)`: what the steps of a builder set, the last one winning. */
export async function clockSettings(steps: readonly Call[], clocks: Clocks, program: Program, reader: Reader): Promise<readonly Setting[]> {
  const settings = new Map<Timer, Setting>();
  for (const step of steps) {
    const timer = Object.hasOwn(clocks, methodOf(step)) ? clocks[methodOf(step)] : undefined;
    const [value, unit] = step.args;
    if (timer && value) settings.set(timer, await durationSetting(timer, methodOf(step), [value, unit], step, program, reader));
  }
  return [...settings.values()];
}

/** A limit in milliseconds unless its unit or type says another; zero and less is no limit. */
export async function durationSetting(timer: Timer, name: string, amount: readonly [Expression, Expression | undefined], call: Call, program: Program, reader: Reader, bare = 1): Promise<Setting> {
  const [value, named] = amount;
  const evaluated = await reader.evaluate(value, program, call.scope);
  const unit = javaUnit(named);
  if (named !== undefined && unit === undefined && evaluated.kind === 'value') return programmed(timer, name, { kind: 'unknown', reason: 'its unit is not known', expression: named.text, places: evaluated.places }, bare);
  return programmed(timer, name, unlimited(evaluated), unit ?? bare, (raw) => (typeof raw === 'number' && raw <= 0 ? never : undefined));
}

/** So that a duration of zero is read as a number is. */
const unlimited = (evaluated: Evaluated): Evaluated => (evaluated.kind === 'duration' && evaluated.ms <= 0 ? { ...evaluated, kind: 'value', value: 0 } : evaluated);
