import type { Place } from '../model/place.ts';
import { embeddedSource, type Source } from '../syntax/source.ts';

/** A stretch of a file as a text of its own; where escapes or joined lines changed it, every place in it is that of the whole. */
export function sourceAt(outer: Source, text: string, place: Place): Source {
  const start = offsetOf(outer, place.line, place.column);
  if (outer.text.startsWith(text, start)) return embeddedSource(outer, text, (offset) => start + offset);
  return { path: outer.path, text, place: () => place };
}

function offsetOf({ text }: Source, line: number, column: number): number {
  let at = 0;
  for (let passed = 1; passed < line; passed++) {
    const next = text.indexOf('\n', at);
    if (next < 0) return text.length;
    at = next + 1;
  }
  return at + column - 1;
}
