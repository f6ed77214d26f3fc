import { advance, type Cursor, cursorOf, skipBlank } from './hcl-cursor.ts';
import type { HclExpression } from './hcl.ts';
import { parseExpression } from './hcl-expression.ts';
import type { Source } from './source.ts';

/** A string in `"`, `'` or `'''`; the cursor stands on its quote. */
export function takeQuoted(cursor: Cursor): HclExpression {
  const { text } = cursor.source;
  const quote = text.startsWith("'''", cursor.at) ? "'''" : (text[cursor.at] ?? '"');
  cursor.at += quote.length;
  const start = cursor.at;
  const parts = quote === "'''" ? [takeRaw(cursor, quote)] : partsUntil(cursor, (at) => text[at] === quote || text[at] === '\n');
  const end = cursor.at;
  if (text.startsWith(quote, cursor.at)) cursor.at += quote.length;
  return stringOf(cursor.source, start, end, parts);
}

function takeRaw(cursor: Cursor, quote: string): string {
  const found = cursor.source.text.indexOf(quote, cursor.at);
  const start = cursor.at;
  cursor.at = found < 0 ? cursor.source.text.length : found;
  return cursor.source.text.slice(start, cursor.at);
}

const opening = /<<-?([A-Za-z_][\w-]*)[ \t]*\r?\n/y;

/** `<<EOT … EOT`; the content keeps its indentation. */
export function takeHeredoc(cursor: Cursor): HclExpression | undefined {
  const { source } = cursor;
  const word = /^<<-?([A-Za-z_][\w-]*)/.exec(source.text.slice(cursor.at, cursor.at + 120))?.[1];
  if (word === undefined || advance(cursor, opening) === undefined) return undefined;
  const start = cursor.at;
  const end = closingLine(source.text, word, start);
  const parts = partsUntil(cursor, (at) => at >= end);
  cursor.at = Math.min(source.text.length, source.text.indexOf(word, end) < 0 ? source.text.length : source.text.indexOf(word, end) + word.length);
  return stringOf(source, start, end, parts);
}

function closingLine(text: string, word: string, from: number): number {
  for (let at = from; at < text.length; ) {
    const next = text.indexOf('\n', at);
    const end = next < 0 ? text.length : next;
    if (text.slice(at, end).trim() === word) return at;
    at = end + 1;
  }
  return text.length;
}

/** A whole text as the content of a string. */
export function parseTemplate(source: Source): HclExpression {
  const parts = partsUntil(cursorOf(source), (at) => at >= source.text.length);
  return stringOf(source, 0, source.text.length, parts);
}

type Part = string | HclExpression;

function stringOf(source: Source, start: number, end: number, parts: readonly Part[]): HclExpression {
  if (parts.every((part) => typeof part === 'string')) return { kind: 'literal', value: parts.join(''), source, start, end };
  return { kind: 'template', parts, source, start, end };
}

function partsUntil(cursor: Cursor, isEnd: (at: number) => boolean): readonly Part[] {
  const { text } = cursor.source;
  const parts: Part[] = [];
  let written = '';
  while (cursor.at < text.length && !isEnd(cursor.at)) {
    if (text.startsWith('${', cursor.at) || text.startsWith('%{', cursor.at)) {
      if (written !== '') parts.push(written);
      written = '';
      parts.push(interpolation(cursor));
    } else written += character(cursor);
  }
  return written === '' ? parts : [...parts, written];
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function character(cursor: Cursor): string {
  const { text } = cursor.source;
  const two = text.slice(cursor.at, cursor.at + 3);
  if (two === '$${' || two === '%%{') {
    cursor.at += 3;
    return two.slice(1);
  }
  const isEscape = text[cursor.at] === '\\' && cursor.at + 1 < text.length;
  const found = text[isEscape ? cursor.at + 1 : cursor.at] ?? '';
  cursor.at += isEscape ? 2 : 1;
  return isEscape ? (escapes[found] ?? found) : found;
}

function interpolation(cursor: Cursor): HclExpression {
  const { source } = cursor;
  const start = cursor.at;
  const directive = source.text[start] === '%';
  cursor.at += source.text[start + 2] === '~' ? 3 : 2;
  const { open } = cursor;
  cursor.open += 1;
  const inner = parseExpression(cursor);
  cursor.open = open;
  skipBlank(cursor, true);
  const closed = source.text[cursor.at] === '}' || source.text.startsWith('~}', cursor.at);
  const end = closed ? source.text.indexOf('}', cursor.at) + 1 : after(source.text, start + 2);
  cursor.at = end;
  return directive || !closed ? { kind: 'other', source, start, end } : inner;
}

function after(text: string, start: number): number {
  const line = text.indexOf('\n', start);
  const found = text.indexOf('}', start);
  if (found < 0 || (line >= 0 && line < found)) return line < 0 ? text.length : line;
  return found + 1;
}
