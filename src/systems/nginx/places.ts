import type { Route } from '../../model/layer.ts';
import type { Context } from './context.ts';
import { type Pass, passes } from './facts.ts';
import type { Block, Levels } from './tree.ts';

/** A block in which a request ends: a location, or an `if` inside one. */
export interface Place {
  readonly block: Block;
  readonly levels: Levels;
  readonly route: Route;
  /** The pass directives that stand directly in it. */
  readonly passes: readonly Passing[];
}

interface Passing {
  readonly pass: Pass;
  readonly directive: Block;
}

const known = new WeakMap<Context, Map<Block, readonly Place[]>>();

/** The places of a server; asked once for the routes and once for the faults. */
export function placesOf(server: Block, context: Context): readonly Place[] {
  const ofContext = known.get(context) ?? new Map<Block, readonly Place[]>();
  known.set(context, ofContext);
  const children = server.children ?? [];
  const places = ofContext.get(server) ?? placesIn(children, [context.http, children], {});
  ofContext.set(server, places);
  return places;
}

const containers = ['location', 'if', 'limit_except'];
const deepest = 12;

/** The locations of a server, nested ones included, and the `if` blocks in them that pass requests on. */
function placesIn(children: readonly Block[], levels: Levels, route: Route): readonly Place[] {
  if (levels.length > deepest) return [];
  return children.filter((block) => containers.includes(block.name)).flatMap((block) => {
    const inner = block.children ?? [];
    const own = block.name === 'location' ? routeOf(block) : route;
    const here: Place = { block, levels: [...levels, inner], route: own, passes: passesIn(inner) };
    const below = placesIn(inner, here.levels, own);
    return block.name === 'location' || here.passes.length > 0 ? [here, ...below] : below;
  });
}

function routeOf(location: Block): Route {
  const [modifier, path] = location.args.map((argument) => argument.text);
  if (path === undefined) return modifier === undefined ? {} : joined(modifier);
  if (modifier === '=') return { path, match: 'exact' };
  return modifier === '^~' ? { path, match: 'prefix' } : { path, match: 'pattern' };
}

/** `location ~\.php$` needs no blank between modifier and pattern. */
function joined(text: string): Route {
  const glued = /^(=|\^~|~\*?)(.+)$/s.exec(text);
  if (!glued) return { path: text, match: 'prefix' };
  return { path: glued[2] ?? '', match: glued[1] === '=' ? 'exact' : glued[1] === '^~' ? 'prefix' : 'pattern' };
}

const byName = new Map(passes.map((pass) => [pass.directive, pass]));

export function passesIn(children: readonly Block[]): readonly Passing[] {
  return children.filter(({ name, args }) => args.length > 0 && byName.has(name)).flatMap((directive) => {
    const pass = byName.get(directive.name);
    return pass ? [{ pass, directive }] : [];
  });
}

