import { type Dockerfile, DockerfileParser, type Instruction, JSONInstruction, ModifiableInstruction, PropertyInstruction } from 'dockerfile-ast';
import type { Place, Problem } from '../model/place.ts';
import { type Source, embeddedSource } from './source.ts';

export interface DockerWord {
  readonly text: string;
  readonly place: Place;
}

export interface DockerVariable {
  readonly name: string;
  /** Of the value; of the name when there is no value. */
  readonly place: Place;
  /** `undefined` for an ARG without default. */
  readonly value: string | undefined;
}

export interface DockerInstruction {
  /** Upper case: `ENV`, `COPY`, `CMD`. */
  readonly keyword: string;
  readonly place: Place;
  /** Without flags. In exec form the words of the JSON array, unquoted. */
  readonly words: readonly DockerWord[];
  /** Of ENV, ARG and LABEL. */
  readonly variables: readonly DockerVariable[];
  /** `from` of `--from=build`. */
  readonly flags: readonly { readonly name: string; readonly value: string; readonly place: Place }[];
  /** Set when CMD, ENTRYPOINT, RUN or HEALTHCHECK CMD is not a JSON array: the command line as a text of its own, continued lines included. */
  readonly shell?: Source;
}

export interface DockerStage {
  /** As written, with tag or digest; may name an earlier stage or hold `$ARG`. */
  readonly image: DockerWord;
  readonly name: string | undefined;
  readonly place: Place;
  readonly instructions: readonly DockerInstruction[];
}

export interface DockerFile {
  readonly source: Source;
  /** ARGs before the first FROM. */
  readonly globals: readonly DockerVariable[];
  readonly stages: readonly DockerStage[];
  readonly problems: readonly Problem[];
}

const longestText = 500_000;

export function parseDockerfile(source: Source): DockerFile {
  if (source.text.length > longestText) return failed(source, `longer than ${longestText} characters`);
  try {
    return read(source, DockerfileParser.parse(source.text));
  } catch {
    return failed(source, 'cannot be read as a Dockerfile');
  }
}

const failed = (source: Source, message: string): DockerFile => ({ source, globals: [], stages: [], problems: [{ place: source.place(0), message }] });

interface Reading {
  readonly source: Source;
  readonly offset: (position: Position) => number;
}

type Range = ReturnType<Instruction['getRange']>;
type Position = Range['start'];

function read(source: Source, file: Dockerfile): DockerFile {
  const reading: Reading = { source, offset: offsets(source.text) };
  const globals: DockerVariable[] = [];
  const stages: (DockerStage & { readonly instructions: DockerInstruction[] })[] = [];
  for (const each of file.getInstructions()) {
    const instruction = instructionOf(reading, each);
    const stage = stages.at(-1);
    if (instruction.keyword === 'FROM') stages.push(stageOf(instruction));
    else if (stage) stage.instructions.push(instruction);
    else globals.push(...instruction.variables);
  }
  return { source, globals, stages, problems: [] };
}

function offsets(text: string): (position: Position) => number {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), (match) => match.index + match[0].length)];
  return ({ line, character }) => (starts[line] ?? text.length) + character;
}

function stageOf({ words, place }: DockerInstruction): DockerStage & { readonly instructions: DockerInstruction[] } {
  const image = words[0] ?? { text: '', place };
  const name = words[1]?.text.toUpperCase() === 'AS' ? words[2]?.text : undefined;
  return { image, name, place, instructions: [] };
}

function instructionOf(reading: Reading, instruction: Instruction): DockerInstruction {
  const keyword = instruction.getKeyword();
  const place = placeOf(reading, instruction.getRange());
  const base = { keyword, place, words: wordsOf(reading, instruction), variables: variablesOf(reading, instruction), flags: flagsOf(reading, instruction) };
  const shell = shellOf(reading, instruction);
  return shell ? { ...base, shell } : base;
}

function placeOf({ source, offset }: Reading, { start, end }: Range): Place {
  return source.place(offset(start), offset(end));
}

function wordsOf(reading: Reading, instruction: Instruction): readonly DockerWord[] {
  if (instruction instanceof JSONInstruction && instruction.getClosingBracket()) {
    return instruction.getJSONStrings().map((json) => ({ text: jsonText(writtenIn(reading, json.getRange())), place: insideQuotes(reading, json.getRange()) }));
  }
  if (instruction.getKeyword() === 'HEALTHCHECK') return healthcheckWords(reading, instruction);
  return instruction.getArguments().filter((each) => !isFlag(instruction, each)).map((each) => ({ text: each.getValue(), place: placeOf(reading, each.getRange()) }));
}

const isFlag = (instruction: Instruction, argument: { getRange(): Range }): boolean =>
  instruction instanceof ModifiableInstruction && instruction.getFlags().some((flag) => isSame(flag.getRange().start, argument.getRange().start));

const isSame = (one: Position, other: Position): boolean => one.line === other.line && one.character === other.character;

/** The library's own value loses spaces. */
const writtenIn = ({ source, offset }: Reading, { start, end }: Range): string => source.text.slice(offset(start), offset(end));

function insideQuotes({ source, offset }: Reading, { start, end }: Range): Place {
  return source.place(offset(start) + 1, Math.max(offset(start) + 1, offset(end) - 1));
}

/** The library does not read the JSON form of a health check. */
function healthcheckWords(reading: Reading, instruction: Instruction): readonly DockerWord[] {
  const range = commandRange(reading, instruction);
  const text = range ? reading.source.text.slice(range.start, range.end) : '';
  if (!range || !isJsonArray(text)) return instruction.getArguments().filter((each) => !isFlag(instruction, each)).map((each) => ({ text: each.getValue(), place: placeOf(reading, each.getRange()) }));
  return Array.from(text.matchAll(/"((?:[^"\\]|\\.)*)"/g), (match) => {
    const start = range.start + match.index + 1;
    return { text: jsonText(match[0]), place: reading.source.place(start, start + (match[1]?.length ?? 0)) };
  });
}

function jsonText(written: string): string {
  const quoted = /^".*"$/s.test(written) ? written : `"${written}"`;
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1, -1);
  }
}

function variablesOf(reading: Reading, instruction: Instruction): readonly DockerVariable[] {
  if (!(instruction instanceof PropertyInstruction)) return [];
  return instruction.getProperties().map((property) => {
    const range = property.getAssignmentOperator() === null && property.getValue() === null ? null : property.getValueRange();
    if (!range) return { name: property.getName(), value: property.getAssignmentOperator() === null ? undefined : '', place: placeOf(reading, property.getNameRange()) };
    const { start, end } = { start: reading.offset(range.start), end: reading.offset(range.end) };
    const isQuoted = /^(["'])[^]*\1$/.test(reading.source.text.slice(start, end)) && end - start > 1;
    return { name: property.getName(), value: property.getValue() ?? '', place: isQuoted ? reading.source.place(start + 1, end - 1) : reading.source.place(start, end) };
  });
}

function flagsOf(reading: Reading, instruction: Instruction): DockerInstruction['flags'] {
  if (!(instruction instanceof ModifiableInstruction)) return [];
  return instruction.getFlags().map((flag) => ({ name: flag.getName(), value: flag.getValue() ?? '', place: placeOf(reading, flag.getValueRange() ?? flag.getRange()) }));
}

const commands = new Set(['CMD', 'ENTRYPOINT', 'RUN', 'HEALTHCHECK']);

function shellOf(reading: Reading, instruction: Instruction): Source | undefined {
  if (!commands.has(instruction.getKeyword())) return undefined;
  const range = commandRange(reading, instruction);
  if (!range) return undefined;
  const raw = reading.source.text.slice(range.start, range.end);
  if (isJsonArray(raw)) return undefined;
  const text = raw.replace(/^[ \t]*#.*\r?\n/gm, (comment, at: number) => (at === 0 ? comment : ' '.repeat(comment.length)));
  return embeddedSource(reading.source, text, (offset) => range.start + offset);
}

function commandRange({ offset }: Reading, instruction: Instruction): { readonly start: number; readonly end: number } | undefined {
  const all = instruction.getArguments().filter((each) => !isFlag(instruction, each));
  const isCheck = instruction.getKeyword() === 'HEALTHCHECK';
  if (isCheck && all[0]?.getValue().toUpperCase() !== 'CMD') return undefined;
  const first = all[isCheck ? 1 : 0];
  return first && { start: offset(first.getRange().start), end: offset(instruction.getRange().end) };
}

function isJsonArray(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text.replace(/\\\r?\n/g, ' '));
    return Array.isArray(value) && value.every((each) => typeof each === 'string');
  } catch {
    return false;
  }
}
