import type { Fact } from '../../model/value.ts';
import type { Context } from './context.ts';
import type { Pass } from './facts.ts';
import { pooled } from './pooled.ts';
import { passesOf, placesIn } from './routes.ts';
import { passTarget } from './target.ts';
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
  const servers = named(context.http, 'server');
  const places = servers.flatMap((server) => placesIn(server.children ?? [], [context.http, server.children ?? []]));
  return places.flatMap(({ block, levels }) => passesOf(block).map(({ pass, directive }): Use => {
    const to = passTarget(directive, pass, levels, context);
    return { pass, directive, block, levels, upstream: to.upstream, pooled: pooled(pass, levels, directive, to, context) };
  }));
}
