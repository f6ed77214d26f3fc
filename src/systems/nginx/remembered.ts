import type { Context } from './context.ts';

/** Reads once what is asked for several times, and forgets it with its context. */
export function remembered<Key, Result>(read: (key: Key, context: Context) => Result): (key: Key, context: Context) => Result {
  const known = new WeakMap<Context, Map<Key, Result>>();
  return (key, context) => {
    const ofContext = known.get(context) ?? new Map<Key, Result>();
    if (ofContext.size === 0) known.set(context, ofContext);
    const before = ofContext.get(key);
    if (before !== undefined) return before;
    const result = read(key, context);
    ofContext.set(key, result);
    return result;
  };
}
