import type { Place } from '../model/place.ts';
import type { Text } from '../model/value.ts';
import { quoteEnd } from './quotes.ts';
import type { Source } from './source.ts';
import { substitute } from './substitute.ts';

export interface ShellPart {
  /** Without its quotes and backslashes; variables as written. */
  readonly text: string;
  /** `single`: `$` means nothing in it. */
  readonly quotes: 'none' | 'double' | 'single';
}

export interface ShellWord {
  /** Unquoted; variables as written. */
  readonly text: string;
  readonly raw: string;
  readonly parts: readonly ShellPart[];
  /** Without the quotes of a word that is quoted as a whole. */
  readonly place: Place;
  readonly start: number;
  readonly end: number;
}

/** The value of a word, its variables put in. Command substitutions are only known at run time. */
export function expandWord(word: ShellWord, env: (name: string) => Text | undefined): Text {
  if (word.parts.some(({ text, quotes }) => quotes !== 'single' && /\$\(|`/.test(text))) {
    return { value: undefined, expression: word.raw, places: [word.place], origin: 'configured' };
  }
  const escaped = word.parts.map(({ text, quotes }) => (quotes === 'single' ? text.replaceAll('$', '$$$$') : text.replaceAll('$$', '$$')));
  return { ...substitute(escaped.join(''), word.place, env), expression: word.raw };
}

/** No kernel takes a longer argument: nobody sees what stands further on. */
const longestLine = 200_000;

/** Words of a command line without operators, as compose and Kubernetes split it; `start` is where the text begins in the source. */
export function splitWords(line: string, source: Source, start = 0): readonly ShellWord[] {
  const words: ShellWord[] = [];
  const text = line.slice(0, longestLine);
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
    const { parts, end } = readWord(text, at, /\s/y);
    words.push(makeWord(source, start, text, at, end, parts));
    at = end;
  }
  return words;
}

export function makeWord(source: Source, base: number, text: string, from: number, to: number, parts: readonly ShellPart[]): ShellWord {
  const raw = text.slice(from, to);
  const isQuoted = parts.length === 1 && parts[0]?.quotes !== 'none' && raw.length > 1;
  const [start, end] = [base + from, base + to];
  const place = isQuoted ? source.place(start + (raw.startsWith('$') ? 2 : 1), end - 1) : source.place(start, end);
  return { text: parts.map((part) => part.text).join(''), raw, parts, place, start, end };
}

function skipSpace(text: string, start: number): number {
  const space = /(?:\s|\\\r?\n)*/y;
  space.lastIndex = start;
  space.test(text);
  return space.lastIndex;
}

const single = /\$?'([^']*)'/y;
const ordinary = /[\w./:,@%+~^=-]+/y;
const longestSubstitution = 4_000;

/** One word from `start` up to `stop`; a quote without its end is an ordinary character. */
export function readWord(text: string, start: number, stop: RegExp): { readonly parts: readonly ShellPart[]; readonly end: number } {
  const parts: { text: string; readonly quotes: ShellPart['quotes'] }[] = [];
  const add = (piece: string, quotes: ShellPart['quotes']): void => {
    const last = parts.at(-1);
    if (last?.quotes === quotes && quotes === 'none') last.text += piece;
    else parts.push({ text: piece, quotes });
  };
  let at = start;
  while (at < text.length) {
    const run = match(ordinary, text, at);
    if (run) add(run[0], 'none');
    at += run?.[0].length ?? 0;
    if (at >= text.length || (at > start && match(stop, text, at) && !beginsArray(text, start, at))) break;
    at += readPiece(text, at, add);
  }
  return { parts, end: at };
}

/** `A=(` and `A+=(`. */
const beginsArray = (text: string, start: number, at: number): boolean => text[at] === '(' && text[at - 1] === '=' && /^[A-Za-z_]\w*\+?=$/.test(text.slice(start, at));

function readPiece(text: string, at: number, add: (piece: string, quotes: ShellPart['quotes']) => void): number {
  const symbol = text[at];
  const literal = symbol === "'" || text.startsWith("$'", at) ? match(single, text, at) : undefined;
  if (literal) {
    add(literal[1] ?? '', 'single');
    return literal[0].length;
  }
  const end = symbol === '"' ? quoteEnd(text, at, 'text') : undefined;
  if (end !== undefined) {
    add(text.slice(at + 1, end - 1).replace(/\\(?:\r?\n|(["\\`]))/g, '$1').replaceAll('\\$', '$$$$'), 'double');
    return end - at;
  }
  if (symbol === '\\') {
    const isContinuation = /^\\\r?\n/.exec(text.slice(at, at + 3));
    if (isContinuation) return isContinuation[0].length;
    add(text[at + 1] ?? '', 'single');
    return Math.min(2, text.length - at);
  }
  const length = substitutionLength(text, at);
  add(text.slice(at, at + length), 'none');
  return length;
}

/** `$( )`, `${ }`, `` ` ` `` and `=( )` as a whole, else one character. */
function substitutionLength(text: string, at: number): number {
  const open = text[at] === '`' ? '`' : text[at] === '$' || text[at - 1] === '=' ? text.slice(text[at] === '$' ? at + 1 : at).charAt(0) : '';
  if (open === '`') {
    const end = text.slice(at + 1, at + longestSubstitution).indexOf('`');
    return end < 0 ? 1 : end + 2;
  }
  if (open !== '(' && open !== '{') return 1;
  const close = open === '(' ? ')' : '}';
  let depth = 0;
  const limit = Math.min(text.length, at + longestSubstitution);
  for (let index = at; index < limit; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === open) depth++;
    else if (text[index] === close && --depth === 0) return index + 1 - at;
  }
  return 1;
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
