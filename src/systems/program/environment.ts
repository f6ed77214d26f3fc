import type { Process } from '../../model/process.ts';
import { evaluate, type Importer } from '../../syntax/program/evaluate.ts';
import type { Reader } from '../reader.ts';

/** A reader for which the variables that a process sets have their values. */
export function inProcess(reader: Reader, process: Process): Reader {
  const declared = (variable: string): string | undefined => process.env.get(variable)?.value ?? reader.declared(variable);
  const importer: Importer = { ...reader.importer, declared };
  return { ...reader, importer, declared, evaluate: (expression, program, scope) => evaluate(expression, program, scope, importer) };
}
