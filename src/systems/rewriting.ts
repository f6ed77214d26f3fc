import type { PathChange, Route } from '../model/layer.ts';
import { changed, outside, routeAfter, unknownPath } from '../model/path-change.ts';

/** What a rewrite makes of the path of a route; nothing where it leaves the path alone. */
export type Rewrite = (seen: Route) => PathChange | undefined;

/** `all`: every request. `some`: those that conditions beside the path pick out. Else those of these paths. */
export type Where = 'all' | 'some' | readonly Route[];

/** The routes around after a rewrite of those that its matcher picks. */
export function rewriting(around: readonly Route[], where: Where, rewrite: Rewrite): readonly Route[] {
  const after = rewrittenRoutes(around, where, rewrite);
  return after.length > mostRoutes ? around.flatMap((route) => changed(route, [unknownPath('too many rewrites')])) : after;
}

const mostRoutes = 64;

function rewrittenRoutes(around: readonly Route[], where: Where, rewrite: Rewrite): readonly Route[] {
  const all = (routes: readonly Route[]): readonly Route[] => routes.flatMap((route) => {
    const change = rewrite(routeAfter(route));
    return change ? changed(route, [change]) : [route];
  });
  if (where === 'all') return all(around);
  if (where === 'some') return around.flatMap((route) => (rewrite(routeAfter(route)) ? changed(route, [unknownPath('a matcher')]) : [route]));
  const { inside, rest } = where.reduce<Parts>((parts, matcher) => {
    const pieces = parts.rest.map((route) => partsOf(route, matcher));
    return { inside: [...parts.inside, ...pieces.flatMap((piece) => piece.inside)], rest: pieces.flatMap((piece) => piece.rest) };
  }, { inside: [], rest: around });
  return [...all(inside), ...rest];
}

interface Parts {
  readonly inside: readonly Route[];
  readonly rest: readonly Route[];
}

/** What of a route a path matcher takes, and what it leaves. */
function partsOf(route: Route, matcher: Route): Parts {
  const seen = routeAfter(route);
  const [path = '/', wanted = '/'] = [seen.path, matcher.path];
  if (seen.match === 'pattern' || matcher.match === 'pattern') return { inside: changed(route, [unknownPath('a matcher')]), rest: [] };
  if (matcher.path === undefined || (matcher.match === 'exact' ? seen.match === 'exact' && path === wanted : path.startsWith(wanted))) return { inside: [route], rest: [] };
  if (seen.match === 'exact' || !wanted.startsWith(path)) return { inside: [], rest: [route] };
  return { inside: [outside(route, { ...seen, ...matcher }, undefined)], rest: [route] };
}

/** What an inner route is called outside of rewrites: below them, paths are those that they left. */
export function below(outer: Route, inner: Route): Route {
  const { becomes, ...rest } = outer;
  const both = { ...rest, ...inner };
  if (!becomes) return both;
  return inner.path === undefined ? { ...both, becomes } : outside(outer, both, undefined);
}
