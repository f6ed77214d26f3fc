import type { Source } from './source.ts';

/** What is made of a source, made once for each. */
export function once<T>(parse: (source: Source) => T): (source: Source) => T {
  const parsed = new WeakMap<Source, { readonly result: T }>();
  return (source) => {
    const known = parsed.get(source);
    if (known) return known.result;
    const result = parse(source);
    parsed.set(source, { result });
    return result;
  };
}
