import { parsePipe, type Pipe } from './expression.ts';

/** A Go template as a tree; offsets count from the start of its text. */
export type Part =
  | { readonly kind: 'text'; readonly start: number; readonly end: number }
  | { readonly kind: 'output'; readonly action: Action; readonly pipe: Pipe }
  | { readonly kind: 'assign'; readonly action: Action; readonly name: string; readonly pipe: Pipe }
  | { readonly kind: 'opaque'; readonly action: Action }
  | { readonly kind: 'define'; readonly name: string; readonly body: readonly Part[] }
  | Branch;

export interface Branch {
  readonly kind: 'if' | 'with' | 'range';
  readonly action: Action;
  /** `$key, $value :=` of a range, `$x :=` of a with. */
  readonly variables: readonly string[];
  readonly pipe: Pipe;
  readonly body: readonly Part[];
  readonly otherwise: readonly Part[];
  /** The tags `{{ else }}` and `{{ end }}`. */
  readonly turn: Action | undefined;
  readonly close: Action;
}

export interface Action {
  readonly start: number;
  readonly end: number;
  /** Without braces and trim marks. */
  readonly body: string;
}

interface Lexed {
  readonly parts: readonly ({ readonly kind: 'text'; readonly start: number; readonly end: number } | { readonly kind: 'action'; readonly action: Action; readonly bodyStart: number })[];
}

const deepest = 60;

/** `undefined` when the template cannot be parsed, in which case nothing of it is taken at its word. */
export function parseTemplate(text: string): readonly Part[] | undefined {
  const lexed = lex(text);
  if (!lexed) return undefined;
  const reader: Reader = { parts: lexed.parts, at: 0, text };
  const read = readParts(reader, 0);
  return read && reader.at === lexed.parts.length && !read.stop ? read.parts : undefined;
}

function lex(text: string): Lexed | undefined {
  const parts: Lexed['parts'][number][] = [];
  let at = 0;
  for (let open = text.indexOf('{{'); open >= 0; open = text.indexOf('{{', at)) {
    const end = endOf(text, open);
    if (end === undefined) return undefined;
    const trimsBefore = /^\{\{-\s/.test(text.slice(open, open + 4));
    const trimsAfter = /\s-\}\}$/.test(text.slice(end - 4, end));
    const textEnd = trimsBefore ? at + text.slice(at, open).trimEnd().length : open;
    if (textEnd > at) parts.push({ kind: 'text', start: at, end: textEnd });
    const bodyStart = open + (trimsBefore ? 3 : 2);
    parts.push({ kind: 'action', action: { start: open, end, body: text.slice(bodyStart, end - (trimsAfter ? 3 : 2)) }, bodyStart });
    at = trimsAfter ? end + (/^\s*/.exec(text.slice(end, end + 4000))?.[0].length ?? 0) : end;
  }
  if (at < text.length) parts.push({ kind: 'text', start: at, end: text.length });
  return { parts };
}

const inside = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|\/\*[^]*?\*\/|\}\}/g;
const longest = 20_000;

function endOf(text: string, open: number): number | undefined {
  const window = text.slice(open, open + longest);
  inside.lastIndex = 2;
  for (let found = inside.exec(window); found; found = inside.exec(window)) if (found[0] === '}}') return open + inside.lastIndex;
  return undefined;
}

interface Reader {
  readonly parts: Lexed['parts'];
  readonly text: string;
  at: number;
}

interface Stop {
  readonly word: 'else' | 'end';
  readonly action: Action;
  readonly bodyStart: number;
}

interface Read {
  readonly parts: readonly Part[];
  readonly stop: Stop | undefined;
}

function readParts(reader: Reader, depth: number): Read | undefined {
  if (depth > deepest) return undefined;
  const parts: Part[] = [];
  for (let next = reader.parts[reader.at]; next; next = reader.parts[reader.at]) {
    reader.at += 1;
    if (next.kind === 'text') {
      parts.push(next);
      continue;
    }
    const { action, bodyStart } = next;
    const word = /^\s*(\w+)/.exec(action.body)?.[1];
    if (word === 'else' || word === 'end') return { parts, stop: { word, action, bodyStart } };
    const part = readAction(reader, action, bodyStart, depth);
    if (!part) return undefined;
    parts.push(...part);
  }
  return { parts, stop: undefined };
}

function readAction(reader: Reader, action: Action, bodyStart: number, depth: number): readonly Part[] | undefined {
  const { body } = action;
  if (/^\s*\/\*/.test(body)) return [];
  const branch = /^\s*(if|with|range)\b/.exec(body);
  if (branch) return readBranch(reader, { action, keyword: branch[1] as Branch['kind'], start: bodyStart + branch[0].length }, depth);
  const named = /^\s*(define|block)\s+"([^"]*)"/.exec(body);
  if (named) return readDefine(reader, named[2] ?? '', depth);
  const assigned = /^\s*(\$\w*)\s*:?=\s*/.exec(body);
  const from = assigned?.[0].length ?? /^\s*template\b/.exec(body)?.[0].length ?? 0;
  const text = from > 0 && !assigned ? ` include${body.slice(from)}` : body.slice(from);
  const pipe = parsePipe(text, bodyStart + body.length - text.length);
  if (!pipe) return [{ kind: 'opaque', action }];
  return [assigned ? { kind: 'assign', action, name: assigned[1] ?? '', pipe } : { kind: 'output', action, pipe }];
}

function readDefine(reader: Reader, name: string, depth: number): readonly Part[] | undefined {
  const read = readParts(reader, depth + 1);
  return read?.stop?.word === 'end' ? [{ kind: 'define', name, body: read.parts }] : undefined;
}

interface Opening {
  readonly action: Action;
  readonly keyword: Branch['kind'];
  /** Where the condition begins. */
  readonly start: number;
}

function readBranch(reader: Reader, { action, keyword, start }: Opening, depth: number): readonly Part[] | undefined {
  const trimmed = reader.text.slice(start, action.end).replace(/\s?-?\}\}$/, '');
  const variables = /^\s*(\$\w+)(?:\s*,\s*(\$\w+))?\s*:?=/.exec(trimmed);
  const pipe = parsePipe(trimmed.slice(variables?.[0].length ?? 0), start + (variables?.[0].length ?? 0));
  const body = readParts(reader, depth + 1);
  if (!pipe || !body?.stop) return undefined;
  const base = { kind: keyword, action, pipe, variables: (variables ?? []).slice(1).flatMap((name) => name ?? []), body: body.parts };
  if (body.stop.word === 'end') return [{ ...base, otherwise: [], turn: undefined, close: body.stop.action }];
  const { action: turn, bodyStart } = body.stop;
  const chained = /^\s*else\s+(if|with)\b/.exec(turn.body);
  if (chained) {
    const inner = readBranch(reader, { action: turn, keyword: chained[1] as Branch['kind'], start: bodyStart + chained[0].length }, depth + 1);
    const last = inner?.[0];
    return last?.kind === keyword || last?.kind === 'if' || last?.kind === 'with' ? [{ ...base, otherwise: inner ?? [], turn, close: last.close }] : undefined;
  }
  const otherwise = readParts(reader, depth + 1);
  return otherwise?.stop?.word === 'end' ? [{ ...base, otherwise: otherwise.parts, turn, close: otherwise.stop.action }] : undefined;
}
