import type { Route } from '../../model/layer.ts';
import { type Pass, passes } from './facts.ts';
import { remembered } from './remembered.ts';
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

/** The places of a server; asked once for the routes and once for the faults. */
export const placesOf = remembered(({ children = [] }: Block, context): readonly Place[] => {
  const places: Place[] = [];
  addPlaces(places, children, [context.http, children], {});
  return places;
});

const containers = new Set(['location', 'if', 'limit_except']);
const deepest = 12;

/** The locations of a server, nested ones included, and the `if` blocks in them that pass requests on. */
function addPlaces(places: Place[], children: readonly Block[], levels: Levels, route: Route): void {
  if (levels.length > deepest) return;
  for (const block of children) {
    if (!containers.has(block.name)) continue;
    const inner = block.children ?? none;
    const own = block.name === 'location' ? routeOf(block) : route;
    // Spreading would leave room for more levels in each of thousands of arrays.
    const here: Place = { block, levels: levels.concat([inner]), route: own, passes: passesIn(inner) };
    if (block.name === 'location' || here.passes.length > 0) places.push(here);
    addPlaces(places, inner, here.levels, own);
  }
}

function routeOf(location: Block): Route {
  const [modifier, path] = [location.args[0]?.text, location.args[1]?.text];
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
  const found: Passing[] = [];
  for (const directive of children) {
    const pass = directive.args.length > 0 ? byName.get(directive.name) : undefined;
    if (pass) found.push({ pass, directive });
  }
  return found.length === 0 ? nothing : found;
}

const none: readonly Block[] = [];
const nothing: readonly Passing[] = [];

