import type { Process } from '../../model/process.ts';
import { evaluate, type Evaluated, type Importer } from '../../syntax/program/evaluate.ts';
import type { Reader } from '../reader.ts';

/** A reader for which the variables that a process sets have their values. */
export function inProcess(reader: Reader, process: Process): Reader {
  const declared = (variable: string): string | undefined => process.env.get(variable)?.value ?? reader.declared(variable);
  const importer: Importer = { ...reader.importer, declared };
  return { ...reader, importer, declared, evaluate: async (expression, program, scope) => written(await evaluate(expression, program, scope, importer), process) };
}

/** A variable that the manifest sets stands there, not in hoplint.yaml. */
function written(result: Evaluated, { env }: Process): Evaluated {
  const set = result.kind === 'unknown' || result.variable === undefined || result.origin !== 'declared' ? undefined : env.get(result.variable);
  if (!set || result.kind === 'unknown') return result;
  const [first, ...rest] = set.places;
  return { ...result, origin: set.origin === 'configured' ? 'literal' : set.origin, places: [first, ...rest, ...result.places] };
}
