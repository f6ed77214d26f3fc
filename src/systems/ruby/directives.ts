import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import { evaluateIn } from '../python/environment.ts';
import type { Reader } from '../reader.ts';

/** A configuration file of Ruby statements such as `timeout 30`. */
export interface DirectiveFile {
  readonly program: Program;
  readonly process: Process | undefined;
  readonly reader: Reader;
}

/** A statement of the file, with its first argument. */
export interface Directive {
  readonly call: Call;
  readonly text: Text;
}

/** Every statement of that name at the top level of the file, in order; those of hooks and blocks are none. */
export const statements = (program: Program, name: string): readonly Call[] =>
  program.calls.filter((call) => call.callee === name && call.receiver === undefined && call.scope.length === 0 && call.args.length > 0);

/** The statement that wins. One that stands under a condition may not be in force, so its value is not known. */
export async function directive(name: string, file: DirectiveFile): Promise<Directive | undefined> {
  const call = statements(file.program, name).at(-1);
  if (call === undefined) return undefined;
  const text = await argument(call, 0, file);
  return { call, text: call.conditional === true ? { ...text, value: undefined, expression: `${call.text} (under a condition)` } : text };
}

export async function argument(call: Call, index: number, { program, process, reader }: DirectiveFile): Promise<Text> {
  const expression = call.args[index];
  if (expression === undefined) return { value: undefined, expression: '', places: [call.place], origin: 'configured' };
  return evaluateIn(process, expression, program, call.scope, reader);
}
