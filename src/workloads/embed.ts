import type { Place } from '../model/place.ts';
import { embeddedSource, type Source } from '../syntax/source.ts';

/** A stretch of a file as a text of its own; where escapes or joined lines changed it, every place in it is that of the whole. */
export function sourceAt(outer: Source, text: string, place: Place): Source {
  const start = offsetOf(outer, place.line, place.column);
  if (outer.text.startsWith(text, start)) return embeddedSource(outer, text, (offset) => start + offset);
  return { path: outer.path, text, place: () => place };
}

/** Of a line and column, both from 1. */
export function offsetOf(source: Source, line: number, column: number): number {
  const starts = lines.get(source) ?? lineStarts(source.text);
  lines.set(source, starts);
  const start = starts[line - 1];
  return start === undefined ? source.text.length : start + column - 1;
}

const lines = new WeakMap<Source, readonly number[]>();

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
