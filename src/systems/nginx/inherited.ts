import type { Context } from './context.ts';
import { type Block, type Levels, hasAny } from './tree.ts';

interface Known<Result> {
  readonly levels: Levels;
  readonly result: Result;
}

/** Reads directives of these names once for all blocks that inherit them, and not anew in each. */
export function inherited<Result>(names: readonly string[], read: (levels: Levels, context: Context) => Result): (levels: Levels, context: Context) => Result {
  const known = new WeakMap<Context, Map<readonly Block[], Known<Result>>>();
  return (levels, context) => {
    let at = levels.length - 1;
    while (at >= 0 && !hasAny(levels[at] ?? nowhere, names)) at -= 1;
    if (at === levels.length - 1) return read(levels, context);
    const ofContext = known.get(context) ?? new Map<readonly Block[], Known<Result>>();
    known.set(context, ofContext);
    const innermost = levels[at] ?? nowhere;
    const before = ofContext.get(innermost);
    if (before && isSame(before.levels, levels, at)) return before.result;
    const result = read(levels, context);
    ofContext.set(innermost, { levels, result });
    return result;
  };
}

const nowhere: readonly Block[] = [];

/** A file that several blocks include stands in each of them. */
function isSame(left: Levels, right: Levels, at: number): boolean {
  for (let index = at; index >= 0; index -= 1) if (left[index] !== right[index]) return false;
  return true;
}
