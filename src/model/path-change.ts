import type { PathChange, Route } from './layer.ts';

/** The path that the next layer sees; nothing where only the request tells. */
export function pathAfter(path: string, becomes: PathChange | undefined): string | undefined {
  if (!becomes) return path;
  if (becomes.kind === 'unknown') return undefined;
  if (becomes.kind === 'fixed') return becomes.to;
  if (path.startsWith(becomes.from)) return rooted(`${becomes.to}${path.slice(becomes.from.length)}`);
  return `${path}/` === becomes.from ? rooted(becomes.to) : path;
}

/** Something happens to the path, and nobody knows what. */
export const unknownPath = (why: string): PathChange => ({ kind: 'unknown', why });

/** `/` in place of `/api` would leave two slashes in a row, which nearly every server takes for one. */
export function replacing(from: string, to: string): PathChange {
  return { kind: 'prefix', from: to.endsWith('/') && from !== '' && !from.endsWith('/') ? `${from}/` : from, to };
}

/** A route as the next layer sees it. One that nobody can follow stays as it is. */
export function routeAfter(route: Route): Route {
  const { becomes, path = '/', ...rest } = route;
  if (!becomes || becomes.kind === 'unknown') return route;
  if (becomes.kind === 'fixed') return { ...rest, path: becomes.to, match: 'exact' };
  const after = route.match === 'pattern' ? undefined : pathAfter(path, becomes);
  return after === undefined ? route : { ...rest, path: after };
}

/** What an inner route, as it is seen inside, is called outside, and what becomes of its path on the whole way. */
export function outside(outer: Route, inner: Route, then: PathChange | undefined): Route {
  const { becomes } = outer;
  if (!becomes) return { ...inner, ...(then ? { becomes: then } : {}) };
  const { path, match, becomes: _, ...rest } = inner;
  const own = { ...(outer.path === undefined ? {} : { path: outer.path }), ...(outer.match === undefined ? {} : { match: outer.match }) };
  const whole = then ? following(becomes, then) : becomes;
  if (becomes.kind !== 'prefix') return { ...rest, ...own, becomes: whole };
  const isInside = path !== undefined && match !== 'pattern' && path.startsWith(becomes.to);
  const named = isInside ? { path: rooted(`${becomes.from}${path.slice(becomes.to.length)}`), ...(match === undefined ? {} : { match }) } : own;
  return { ...rest, ...named, becomes: whole };
}

/** A route after the first of some changes that fits its path was made: several routes where only a part of its paths is changed. */
export function changed(route: Route, changes: readonly PathChange[]): readonly Route[] {
  const [only, ...others] = changes;
  if (route.match === 'pattern' && only) {
    const isPlain = others.length === 0 && (!route.becomes || isWhole(only));
    return [{ ...route, becomes: following(route.becomes, isPlain ? only : { kind: 'unknown', why: 'the route is a pattern' }) }];
  }
  const seen = routeAfter(route);
  const parts: Route[] = [];
  for (const change of changes) {
    if (change.kind !== 'prefix' || route.becomes?.kind === 'unknown' || (seen.path ?? '').startsWith(change.from)) return [...parts, { ...route, becomes: following(route.becomes, change) }];
    if (seen.match !== 'exact' && change.from.startsWith(seen.path ?? '/')) parts.push(outside(route, { ...seen, path: change.from, match: 'prefix' }, change));
  }
  return [...parts, route];
}

/** It asks nothing of the path. */
const isWhole = (change: PathChange): boolean => change.kind !== 'prefix' || change.from === '';

/** Both changes, one after the other. */
function following(first: PathChange | undefined, then: PathChange): PathChange {
  if (!first || then.kind === 'fixed') return then;
  if (first.kind === 'unknown' || then.kind === 'unknown') return first.kind === 'unknown' ? first : then;
  if (first.kind === 'fixed') return { kind: 'fixed', to: pathAfter(first.to, then) ?? first.to };
  if (first.to.startsWith(then.from)) return { ...first, to: `${then.to}${first.to.slice(then.from.length)}` };
  return then.from.startsWith(first.to) ? { kind: 'prefix', from: `${first.from}${then.from.slice(first.to.length)}`, to: then.to } : first;
}

const rooted = (path: string): string => (path.startsWith('/') ? path : `/${path}`);
