import type { Problem } from '../model/place.ts';
import type { Source } from './source.ts';

/** Where a reader of HCL or Bicep stands. */
export interface Cursor {
  readonly source: Source;
  /** Offset. */
  at: number;
  /** Brackets and parentheses around: inside them a line break ends nothing. */
  open: number;
  /** Expressions around. */
  depth: number;
  readonly problems: Problem[];
}

export const cursorOf = (source: Source, at = 0): Cursor => ({ source, at, open: 0, depth: 0, problems: [] });

const blank = /[ \t\r\f]*/y;
const lines = /[\s]*/y;
const comment = /(?:#|\/\/)[^\n]*/y;

/** Skips white space and comments; line breaks only where they end nothing. */
export function skipBlank(cursor: Cursor, acrossLines: boolean): void {
  const { text } = cursor.source;
  for (;;) {
    advance(cursor, acrossLines ? lines : blank);
    const next = text[cursor.at];
    if (next === '#' || (next === '/' && text[cursor.at + 1] === '/')) advance(cursor, comment);
    else if (next === '/' && text[cursor.at + 1] === '*') {
      const end = text.indexOf('*/', cursor.at + 2);
      cursor.at = end < 0 ? text.length : end + 2;
    } else return;
  }
}

/** To the end of the line. */
export function skipLine(cursor: Cursor): void {
  const end = cursor.source.text.indexOf('\n', cursor.at);
  cursor.at = end < 0 ? cursor.source.text.length : end + 1;
}

const name = /[A-Za-z_][\w-]*/y;

export function takeName(cursor: Cursor): string | undefined {
  return advance(cursor, name);
}

/** Moves over what a sticky expression matches here. */
export function advance(cursor: Cursor, expression: RegExp): string | undefined {
  expression.lastIndex = cursor.at;
  const match = expression.exec(cursor.source.text);
  if (!match) return undefined;
  cursor.at += match[0].length;
  return match[0];
}
