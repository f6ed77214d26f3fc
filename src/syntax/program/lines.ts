import type { Source } from '../source.ts';

const cache = new WeakMap<Source, readonly string[]>();

/** The text of a line, counted from 1. */
export function lineOf(source: Source, line: number): string {
  const lines = cache.get(source) ?? source.text.split('\n');
  cache.set(source, lines);
  return lines[line - 1] ?? '';
}
