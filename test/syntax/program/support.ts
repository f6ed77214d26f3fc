import type { Evaluated, Importer } from '../../../src/syntax/program/evaluate.ts';
import { evaluate } from '../../../src/syntax/program/evaluate.ts';
import { resolveCallee } from '../../../src/syntax/program/query.ts';
import { parseProgram } from '../../../src/syntax/program/parse.ts';
import type { Call, Definition, Expression, Program } from '../../../src/syntax/program/tree.ts';
import { fileSource } from '../../../src/syntax/source.ts';
import type { Place } from '../../../src/model/place.ts';

export async function read(path: string, text: string): Promise<Program> {
  const program = await parseProgram(fileSource(path, text));
  if (program === undefined) throw new Error(`${path} is not read`);
  return program;
}

export const at = ({ line, column, endLine, endColumn }: Place): string => `${line}:${column}-${endLine}:${endColumn}`;

export function definition(program: Program, name: string): Definition {
  const found = program.definitions.find((one) => one.name === name && one.empty === undefined);
  if (found === undefined) throw new Error(`${name} is not defined: ${program.definitions.map((one) => one.name).join(', ')}`);
  return found;
}

export function call(program: Program, callee: string): Call {
  const found = program.calls.find((one) => one.callee === callee);
  if (found === undefined) throw new Error(`${callee} is not called: ${program.calls.map((one) => one.callee).join(', ')}`);
  return found;
}

/** Calls that come down to one of these names of their module, however imported. */
export const callsOf = (program: Program, ...names: readonly string[]): readonly Call[] => program.calls.filter((one) => names.includes(resolveCallee(program, one)?.name ?? ''));

/** Importer over files by module name. */
export const importing = (files: Readonly<Record<string, Program>>, declared: Readonly<Record<string, string>> = {}): Importer => ({
  resolve: async (_, module) => files[module],
  declared: (variable) => declared[variable],
});

export const nowhere = importing({});

export async function valueOf(program: Program, name: string, importer = nowhere): Promise<Evaluated> {
  const { value, scope } = definition(program, name);
  return evaluate(value, program, scope, importer);
}

/** The value in one line: `5000 literal 1:7-1:11`, `15000 ms …`, `unknown: reason`. */
export async function told(program: Program, name: string, importer = nowhere): Promise<string> {
  return brief(await valueOf(program, name, importer));
}

export async function toldOf(expression: Expression | undefined, program: Program, scope: Call['scope'], importer = nowhere): Promise<string> {
  return expression === undefined ? 'absent' : brief(await evaluate(expression, program, scope, importer));
}

function brief(result: Evaluated): string {
  const variable = result.variable === undefined ? '' : ` ${result.variable}`;
  const places = result.places.map(at).join(' ');
  if (result.kind === 'unknown') return `unknown${variable}: ${result.reason}`;
  return `${result.kind === 'duration' ? `${result.ms} ms` : JSON.stringify(result.value)} ${result.origin}${variable} ${places}`;
}
