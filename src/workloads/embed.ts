import { once } from '../model/once.ts';
import type { Place } from '../model/place.ts';
import { embeddedSource, lineStarts, type Source } from '../syntax/source.ts';

/** A stretch of a file as a text of its own; where escapes or joined lines changed it, every place in it is that of the whole. */
export function sourceAt(outer: Source, text: string, place: Place): Source {
  const start = offsetOf(outer, place.line, place.column);
  if (outer.text.startsWith(text, start)) return embeddedSource(outer, text, (offset) => start + offset);
  return { path: outer.path, text, place: () => place };
}

/** Of a line and column, both from 1. */
function offsetOf(source: Source, line: number, column: number): number {
  const starts = startsOf(source);
  const start = starts[line - 1];
  return start === undefined ? source.text.length : start + column - 1;
}

const startsOf = once((source: Source) => lineStarts(source.text));
