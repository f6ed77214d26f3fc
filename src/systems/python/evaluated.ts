import type { Text } from '../../model/value.ts';
import type { Evaluated } from '../../syntax/program/evaluate.ts';

/** What program code comes to, as a text of a configuration. Python's None is `None`. */
export function textOf(evaluated: Evaluated): Text {
  const variable = evaluated.variable === undefined ? {} : { variable: evaluated.variable };
  if (evaluated.kind === 'unknown') return { value: undefined, expression: evaluated.expression, places: evaluated.places, origin: 'configured', ...variable };
  const value = evaluated.kind === 'duration' ? String(evaluated.ms / 1000) : written(evaluated.value);
  return { value, expression: value, places: evaluated.places, origin: evaluated.origin === 'literal' ? 'configured' : evaluated.origin, ...variable };
}

function written(value: string | number | boolean | null): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return String(value);
}
