import type { Argument } from './nginx.ts';
import type { Statements } from './nginx-statements.ts';
import type { Source } from './source.ts';
import { type Hole, holesIn } from './template.ts';

const longestShared = 40;
const mostShared = 10_000;
const escapes: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n' };
const environment = /\$\{[A-Z][A-Z0-9_]*(?::?[-?+=][^}]*)?\}|\$[A-Z][A-Z0-9_]*\b/g;

/** Reads the word in a range, which is without its quotes. */
export interface Reader {
  readonly textAt: (start: number, end: number) => string;
  readonly wordAt: (start: number, end: number) => Argument;
}

/** A large file says the same few words over and over: the text of each is kept once. */
export function readerOf(source: Source, holes: readonly Hole[]): Reader {
  const shared = new Map<string, string>();
  const rawAt = (start: number, end: number): string => {
    const raw = source.text.slice(start, end);
    if (raw.length > longestShared) return raw;
    const known = shared.get(raw);
    if (known === undefined && shared.size < mostShared) shared.set(raw, raw);
    return known ?? raw;
  };
  const plain = (raw: string, tags: readonly Hole[]): string => (tags.length === 0 && raw.includes('\\') ? unescaped(raw) : raw);
  return {
    textAt: (start, end) => plain(rawAt(start, end), holesIn(holes, start, end)),
    wordAt(start, end) {
      const raw = rawAt(start, end);
      const tags = holesIn(holes, start, end);
      const template = templateOf(raw, tags);
      const text = plain(raw, tags);
      const place = source.place(start, end);
      const through = source.through?.(start, end);
      if (template === undefined && through === undefined) return { text, place };
      return { text, place, ...(template !== undefined && { template }), ...(through && { through }) };
    },
  };
}

/** Every word of a statement but its first; `first` and `last` are indices of {@link Statements.words}. */
export function argumentsOf({ wordAt }: Reader, words: Statements['words'], first: number, last: number): readonly Argument[] {
  const read = (at: number): Argument => {
    const quoted = words[at + 2] ?? 0;
    return wordAt((words[at] ?? 0) + quoted, (words[at + 1] ?? 0) - quoted);
  };
  const second = first + 3;
  if (second >= last) return none;
  // Literals are exactly as long as need be: an array that is pushed to keeps room for many more, and large files have many.
  if (second + 3 >= last) return [read(second)];
  if (second + 6 >= last) return [read(second), read(second + 3)];
  return Array.from({ length: (last - second) / 3 }, (_, index) => read(second + 3 * index));
}

const none: readonly Argument[] = [];

function templateOf(raw: string, tags: readonly Hole[]): string | undefined {
  if (tags.length === 0 && !raw.includes('$')) return undefined;
  const template = [...tags.map((hole) => hole.text), ...(raw.match(environment) ?? [])].join(' ');
  return template === '' ? undefined : template;
}

/** nginx keeps the backslash before anything else, as regular expressions need it. */
const unescaped = (raw: string): string => raw.replace(/\\(["'\\trn])/g, (_, symbol: string) => escapes[symbol] ?? symbol);
