import { distinctBy } from '../model/distinct.ts';
import { outside, routeAfter } from '../model/path-change.ts';
import type { Route } from '../model/layer.ts';
import type { RouteGroup } from './node.ts';

/** The part of an outer route that an inner group of routes serves, if any request of the one can reach the other. */
export function through(outer: readonly Route[], group: RouteGroup): readonly Route[] {
  const reached = outer.flatMap((route) => {
    const seen = seenInside(route);
    const covering = coveringOf(seen, group.rivals);
    return group.routes.filter((inner) => compatible(seen, inner) && !covering.some((rival) => takesAll(inner, rival))).map((inner) => outside(route, narrower(seen, inner), inner.becomes));
  });
  return distinctBy(reached, (route) => JSON.stringify(route));
}

/** The same object for the same route: what covers it is remembered by it. */
const inside = new WeakMap<Route, Route>();

function seenInside(route: Route): Route {
  if (!route.becomes) return route;
  const known = inside.get(route) ?? routeAfter(route);
  inside.set(route, known);
  return known;
}

function compatible(a: Route, b: Route): boolean {
  if (!hostsMeet(a.host, b.host)) return false;
  if (a.method !== undefined && b.method !== undefined && a.method !== b.method) return false;
  if (a.path === undefined || b.path === undefined || a.match === 'pattern' || b.match === 'pattern') return true;
  if (a.match === 'exact' && b.match === 'exact') return a.path === b.path;
  if (a.match === 'exact') return isBelow(a.path, b.path);
  return b.match === 'exact' ? isBelow(b.path, a.path) : isBelow(a.path, b.path) || isBelow(b.path, a.path);
}

/** nginx's `_` and an absent name take every host. */
function hostsMeet(a: string | undefined, b: string | undefined): boolean {
  if (isAnyHost(a) || isAnyHost(b) || a === b) return true;
  return wildcard(a ?? '', b ?? '') || wildcard(b ?? '', a ?? '');
}

const isAnyHost = (host: string | undefined): boolean => host === undefined || host === '' || host === '*' || host === '_' || host === 'localhost' || host.startsWith('~') || /[${}]/.test(host);
const wildcard = (pattern: string, host: string): boolean => (pattern.startsWith('*.') || pattern.startsWith('.')) && host.endsWith(pattern.replace('*', ''));
const isBelow = (path: string, prefix: string): boolean => path.startsWith(prefix) || `${path}/` === prefix;

/** All groups of a layer share their rivals: what covers an outer route is found once for all of them. */
const known = new WeakMap<readonly Route[], { readonly outer: Route; readonly covering: readonly Route[] }>();

function coveringOf(outer: Route, rivals: readonly Route[]): readonly Route[] {
  const last = known.get(rivals);
  if (last?.outer === outer) return last.covering;
  const covering = rivals.filter((rival) => covers(outer, rival));
  known.set(rivals, { outer, covering });
  return covering;
}

/** Everything that `outer` sends may go to `rival`. */
function covers(outer: Route, rival: Route): boolean {
  if (outer.path === undefined || rival.path === undefined || rival.match === 'pattern') return false;
  if (!isAnyHost(rival.host) && rival.host !== outer.host) return false;
  return rival.match === 'exact' ? outer.match === 'exact' && outer.path === rival.path : isBelow(outer.path, rival.path);
}

/** Of the routes that cover all of an outer one, the longest prefix wins. */
const takesAll = (inner: Route, rival: Route): boolean =>
  inner.match !== 'pattern' && inner.match !== 'exact' && (rival.path ?? '').length > (inner.path ?? '').length;

function narrower(outer: Route, inner: Route): Route {
  const host = isAnyHost(inner.host) ? outer.host : isAnyHost(outer.host) ? inner.host : (outer.host ?? '').startsWith('*') ? inner.host : outer.host;
  const byInner = outer.path === undefined || (inner.path !== undefined && outer.match !== 'exact' && (inner.match === 'exact' || inner.match === 'pattern' || inner.path.length > outer.path.length));
  const { path, match } = byInner ? inner : outer;
  const method = outer.method ?? inner.method;
  const hint = inner.hint ?? outer.hint;
  return { ...(host !== undefined && !isAnyHost(host) ? { host } : {}), ...(path !== undefined ? { path } : {}), ...(match !== undefined && path !== undefined ? { match } : {}), ...(method !== undefined ? { method } : {}), ...(hint !== undefined ? { hint } : {}) };
}
