import type { Place } from './place.ts';

/** The first of all that are equal by their keys. */
export function distinctBy<T>(all: readonly T[], keyOf: (one: T) => string): readonly T[] {
  const seen = new Set<string>();
  return all.filter((one) => {
    const key = keyOf(one);
    return !seen.has(key) && seen.add(key);
  });
}

export const distinctPlaces = (places: readonly Place[]): readonly Place[] => distinctBy(places, ({ file, line, column, endLine, endColumn }) => `${file}:${line}:${column}:${endLine}:${endColumn}`);
