import type { Setting } from '../../model/setting.ts';
import { never, no, type Value } from '../../model/value.ts';
import type { Evaluated } from '../../syntax/program/evaluate.ts';
import type { Program } from '../../syntax/program/tree.ts';
import { programmed } from '../setting.ts';
import type { Written } from '../system.ts';
import type { Located } from './follow.ts';
import { asText, type Option } from './written.ts';
import { type GoContext, goValue } from './go-value.ts';

const nanosecond = 1e-6;
const none = (raw: string | number | boolean | null): Value | undefined => (typeof raw === 'number' && raw <= 0 ? never : undefined);

/** A `time.Duration` field: zero and less is no limit, and a bare integer is nanoseconds. */
export async function durationField(option: Option, at: Located, context: GoContext): Promise<{ readonly setting: Setting; readonly written: readonly Written[] }> {
  const value = await goValue(at, context);
  const limit = value.kind === 'duration' && value.ms <= 0 ? { ...value, kind: 'value' as const, value: 0 } : value;
  return { setting: programmed(option.timer, option.name, limit, nanosecond, none), written: onePerPlace([...bare(option, value), ...throughParameter(option, at)]) };
}

/** A literal that a function hands through is met on both ways. */
const onePerPlace = (all: readonly Written[]): readonly Written[] => all.filter((one, index) => all.findIndex((other) => other.place.file === one.place.file && other.place.line === one.place.line && other.place.column === one.place.column) === index);

function bare(option: Option, value: Evaluated): readonly Written[] {
  return value.kind === 'value' && typeof value.value === 'number' && value.value > 0 && value.value < 1e6 ? [nanoseconds(option, value, value.value)] : [];
}

function nanoseconds(option: Option, value: Evaluated, amount: number): Written {
  const text = asText(value);
  return {
    fault: 'suspect', system: option.system, name: option.name, text, timer: option.timer, place: text.places[0], related: [],
    works: no(`a bare integer of a time.Duration counts nanoseconds: ${amount} ns`, text.places[0]),
    symptom: 'the limit is over before anything can happen: every exchange fails at once',
    advice: `write ${amount} * time.Second`,
    link: 'https://pkg.go.dev/time#Duration',
  };
}

/** `seconds("X", 60)`: a literal for a parameter that the same file declares as time.Duration. */
function throughParameter(option: Option, { expression, program }: Located): readonly Written[] {
  if (expression.kind !== 'call' || expression.construct !== 'call') return [];
  const types = parameterTypes(expression.callee, program);
  return expression.args.flatMap((argument, index) => {
    const suspect = types[index] === 'time.Duration' && argument.kind === 'literal' && typeof argument.value === 'number' && argument.value > 0 && argument.value < 1e6;
    return suspect ? [nanoseconds(option, { kind: 'value', value: argument.value, origin: 'literal', places: [argument.place] }, Number(argument.value))] : [];
  });
}

function parameterTypes(name: string, program: Program): readonly string[] {
  const declared = program.functions.find((one) => one.name === name && one.scope.length === 0);
  const line = declared && program.source.text.split('\n', declared.place.line)[declared.place.line - 1];
  const list = /^func\s+\w+\(([^()]*)\)/.exec(line ?? '')?.[1];
  if (list === undefined) return [];
  const parts = list.split(',').map((part) => part.trim().split(/\s+/)[1]);
  return parts.map((type, index) => type ?? parts.slice(index).find((later) => later !== undefined) ?? '');
}
