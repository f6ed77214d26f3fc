import type { Fact } from '../../model/value.ts';
import type { Context } from './context.ts';
import type { Pass } from './facts.ts';
import { passed } from './passed.ts';
import { placesOf } from './places.ts';
import { type Block, type Levels, named } from './tree.ts';
import type { Upstream } from './upstream.ts';

/** One pass directive, with everything that is in force where it stands. */
export interface Use {
  readonly pass: Pass;
  readonly directive: Block;
  readonly block: Block;
  readonly levels: Levels;
  readonly upstream: Upstream | undefined;
  readonly pooled: Fact;
}

export function usesOf(context: Context): readonly Use[] {
  const places = named(context.http, 'server').flatMap((server) => placesOf(server, context));
  return places.flatMap(({ block, levels, passes }) => passes.map(({ pass, directive }): Use => {
    const { to, reuse } = passed(pass, directive, levels, context);
    return { pass, directive, block, levels, upstream: to.upstream, pooled: reuse };
  }));
}
