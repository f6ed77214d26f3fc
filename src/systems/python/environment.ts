import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import { evaluate } from '../../syntax/program/evaluate.ts';
import type { Expression, Program, Scope } from '../../syntax/program/tree.ts';
import type { Reader } from '../reader.ts';
import { textOf } from './evaluated.ts';

/** What an expression comes to in a process: a variable that the process sets wins over the default in the code. */
export async function evaluateIn(process: Process | undefined, expression: Expression, program: Program, scope: Scope, reader: Reader): Promise<Text> {
  const asked = new Set<Text>();
  const declared = (variable: string): string | undefined => {
    const set = process?.env.get(variable);
    if (set === undefined) return reader.importer.declared(variable);
    asked.add(set);
    return set.value ?? reader.importer.declared(variable);
  };
  const text = textOf(await evaluate(expression, program, scope, { ...reader.importer, declared }));
  const [first, ...others] = asked;
  if (first === undefined) return text;
  const hidden = [...asked].find((set) => set.value === undefined && text.origin !== 'declared');
  const places = [first.places[0], ...first.places.slice(1), ...others.flatMap((set) => set.places), ...text.places] as const;
  return { ...text, places, ...(hidden ? { value: undefined, expression: hidden.expression } : {}), origin: first.value === undefined ? text.origin : first.origin };
}
