import { lastAt, type Source } from '../../syntax/source.ts';

/** What stands behind one line of a rendered document. */
interface Origin {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  /** Character by character the same. */
  readonly exact: boolean;
}

const mostCells = 4_000_000;

/** A text with the places of another rendering of the same template; lines without a counterpart stand where their key does, in the template or in the values, else where the line before them does. */
export function aligned(text: string, other: Source, template: Source, values: readonly Source[] = []): Source {
  const lines = linesOf(text);
  const match = partners(lines.map((line) => line.text), linesOf(nearest(text, other)));
  const base = other.text.indexOf(nearest(text, other));
  const origins = lines.map((line, index): Origin | undefined => {
    const found = match[index];
    if (!found) return [template, ...values].map((each) => atKey(line.text, each)).find((each) => each !== undefined);
    const exact = found.text === plain(line.text);
    const start = Math.max(0, base) + found.start;
    return { source: other, start: exact ? start : start + Math.max(0, found.text.search(/\S/)), end: start + found.text.length, exact };
  });
  const starts = lines.map((line) => line.start);
  const last = lastKnown(origins);
  const placeOf: Source['place'] = (start, end = start + 1) => {
    const index = lastAt(starts, start);
    const line = lines[index];
    const origin = last[index];
    if (!line || !origin) return template.place(0, 0);
    if (!origin.exact || !origins[index]) return origin.source.place(origin.start, origin.end);
    return origin.source.place(origin.start + start - line.start, Math.min(origin.end, origin.start + end - line.start));
  };
  return {
    path: template.path,
    text: plain(text),
    place: placeOf,
    through(start, end) {
      const index = lastAt(starts, start);
      const [line, origin] = [lines[index], origins[index]];
      return line && origin?.exact ? origin.source.through?.(origin.start + start - line.start, Math.min(origin.end, origin.start + end - line.start)) : undefined;
    },
  };
}

/** For each place in a list what stands there or, failing that, before it. */
function lastKnown<T>(all: readonly (T | undefined)[]): readonly (T | undefined)[] {
  let last: T | undefined;
  return all.map((one) => (last = one ?? last));
}

interface Line {
  readonly text: string;
  readonly start: number;
}

function linesOf(text: string): readonly Line[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const at = start;
    start += line.length + 1;
    return { text: line, start: at };
  });
}

/** Helm calls a release that nobody names so. */
const plain = (text: string): string => text.replace(/\brelease-name\b/g, 'RELEASE-NAME');

/** Of several documents of a template the one that has most lines in common. */
function nearest(text: string, { text: whole }: Source): string {
  const documents = whole.split(/^---[ \t]*$/m);
  if (documents.length === 1) return whole;
  const wanted = new Set(plain(text).split('\n'));
  const common = (document: string): number => document.split('\n').filter((line) => wanted.has(line)).length;
  return documents.reduce((best, document) => (common(document) > common(best) ? document : best));
}

/** For each line the one of the other text that it corresponds to: the same, in order; between those, the one with the same key. */
function partners(lines: readonly string[], others: readonly Line[]): readonly (Line | undefined)[] {
  const own = lines.map(plain);
  const match: (number | undefined)[] = own.length * others.length > mostCells ? own.map(() => undefined) : commonLines(own, others.map((line) => line.text));
  const keys = others.map((line) => keyOf(line.text));
  const nexts = lastKnown(match.toReversed()).toReversed();
  let after = -1;
  return own.map((line, index) => {
    const known = match[index];
    if (known !== undefined) return others[(after = known)];
    const key = keyOf(line);
    const found = key === undefined ? -1 : keys.indexOf(key, after + 1);
    if (found < 0 || found >= (nexts[index] ?? others.length)) return undefined;
    after = found;
    return others[found];
  });
}

const keyOf = (line: string): string | undefined => /^\s*(?:- )?["']?([\w./-]+)["']?:(?:\s|$)/.exec(line)?.[1];

/** The longest common subsequence of two lists of lines; blank ones do not count. */
function commonLines(own: readonly string[], others: readonly string[]): (number | undefined)[] {
  const width = others.length + 1;
  const table = new Uint32Array((own.length + 1) * width);
  const at = (row: number, column: number): number => table[row * width + column] ?? 0;
  const isSame = (row: number, column: number): boolean => own[row] === others[column] && own[row]?.trim() !== '';
  for (let row = own.length - 1; row >= 0; row--) {
    for (let column = others.length - 1; column >= 0; column--) {
      table[row * width + column] = isSame(row, column) ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const match: (number | undefined)[] = own.map(() => undefined);
  for (let row = 0, column = 0; row < own.length && column < others.length; ) {
    if (isSame(row, column)) match[row++] = column++;
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return match;
}

/** The first line with the key of a rendered one. */
function atKey(line: string, source: Source): Origin | undefined {
  const key = keyOf(line);
  const found = key === undefined ? null : new RegExp(`^[ \\t]*(?:- )?["']?${key.replace(/[.\\/-]/g, '\\$&')}["']?:.*$`, 'm').exec(source.text);
  return found ? { source, start: found.index + found[0].search(/\S/), end: found.index + found[0].trimEnd().length, exact: false } : undefined;
}
