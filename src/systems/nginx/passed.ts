import type { Fact } from '../../model/value.ts';
import type { Context } from './context.ts';
import type { Pass } from './facts.ts';
import { pooled } from './pooled.ts';
import { type PassTarget, passTarget } from './target.ts';
import type { Block, Levels } from './tree.ts';

/** Where a pass directive leads, and whether connections there are kept. */
export interface Passed {
  readonly to: PassTarget;
  readonly reuse: Fact;
}

const known = new WeakMap<Context, Map<Block, Passed & { readonly levels: Levels }>>();

/** Asked once for the routes and once for the faults. */
export function passed(pass: Pass, directive: Block, levels: Levels, context: Context): Passed {
  const ofContext = known.get(context) ?? new Map<Block, Passed & { readonly levels: Levels }>();
  known.set(context, ofContext);
  const before = ofContext.get(directive);
  if (before?.levels === levels) return before;
  const to = passTarget(directive, pass, levels, context);
  const now = { to, reuse: pooled(pass, levels, directive, to, context), levels };
  ofContext.set(directive, now);
  return now;
}
