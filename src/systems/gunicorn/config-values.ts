import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';
import type { Definition, Expression, Import, Program } from '../../syntax/program/tree.ts';
import { evaluateIn } from '../python/environment.ts';
import type { Reader } from '../reader.ts';
import { type OptionName, optionNames } from './grammar.ts';

/** What a gunicorn configuration file sets. */
export interface ConfigValues {
  readonly program: Program;
  /** `bind` may have several. Absent: the file does not set it. */
  readonly values: ReadonlyMap<OptionName, readonly [Text, ...Text[]]>;
  /** Set when the file writes into its own namespace, or follows no grammar in part: names that nobody sees. */
  readonly dynamic?: Text;
}

export async function configValues(source: Source, process: Process | undefined, reader: Reader): Promise<ConfigValues | undefined> {
  const program = await reader.program(source);
  if (program === undefined) return undefined;
  const values = new Map<OptionName, readonly [Text, ...Text[]]>();
  for (const name of Object.keys(optionNames) as OptionName[]) {
    const [first, ...others] = await valuesOf(name, program, process, reader, 0);
    if (first) values.set(name, [first, ...others]);
  }
  const dynamic = dynamicIn(source) ?? unread(program);
  return { program, values, ...(dynamic ? { dynamic } : {}) };
}

async function valuesOf(name: string, program: Program, process: Process | undefined, reader: Reader, depth: number): Promise<readonly Text[]> {
  const definitions = program.definitions.filter((definition) => definition.name === name && definition.scope.length === 0);
  if (definitions.length === 0) return imported(name, program, process, reader, depth);
  const start = definitions.findLastIndex((definition) => !isConditional(definition));
  const candidates = await Promise.all(definitions.slice(Math.max(0, start)).map((definition) => textsOf(definition.value, program, process, reader)));
  const winner = candidates.at(-1) ?? [];
  const agreed = start >= 0 && candidates.every((texts) => sameValues(texts, winner));
  return agreed ? winner : winner.slice(0, 1).map((text) => ({ ...text, value: undefined }));
}

const isConditional = (definition: Definition): boolean => definition.conditional === true;

const sameValues = (left: readonly Text[], right: readonly Text[]): boolean =>
  left.length === right.length && left.every((text, index) => text.value !== undefined && text.value === right[index]?.value);

async function textsOf(value: Expression, program: Program, process: Process | undefined, reader: Reader): Promise<readonly Text[]> {
  const items = value.kind === 'list' ? value.items : [value];
  return Promise.all(items.map((item) => evaluateIn(process, item, program, [], reader)));
}

async function imported(name: string, program: Program, process: Process | undefined, reader: Reader, depth: number): Promise<readonly Text[]> {
  const named = program.imports.find((candidate) => candidate.local === name);
  if (named) return [await evaluateIn(process, { kind: 'name', path: [name], place: named.place, text: name }, program, [], reader)];
  for (const everything of depth < 3 ? program.imports.filter((entry) => entry.local === '*') : []) {
    const other = await reader.importer.resolve(program, everything.module);
    const found = other ? await valuesOf(name, other, process, reader, depth + 1) : [unseen(everything)];
    if (found.length > 0) return found;
  }
  return [];
}

function dynamicIn(source: Source): Text | undefined {
  const found = /^[^#\n]*?((?:locals|globals|vars)\(\)\s*(?:\[|\.update)|exec\()/m.exec(source.text)?.[1];
  return found === undefined ? undefined : hidden(source, found);
}

function hidden(source: Source, part: string): Text {
  const start = source.text.indexOf(part);
  return { value: undefined, expression: part, places: [source.place(start, start + part.length)], origin: 'configured' };
}

function unread({ problems: [problem] }: Program): Text | undefined {
  return problem && { value: undefined, expression: problem.message, places: [problem.place], origin: 'configured' };
}

const unseen = (everything: Import): Text => ({ value: undefined, expression: `from ${everything.module} import *`, places: [everything.place], origin: 'configured' });
