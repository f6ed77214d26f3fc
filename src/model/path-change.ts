import type { PathChange, Route } from './layer.ts';

/** The path that the next layer sees; nothing where only the request tells. */
export function pathAfter(path: string, becomes: PathChange | undefined): string | undefined {
  if (!becomes) return path;
  if (becomes.kind === 'unknown') return undefined;
  if (becomes.kind === 'fixed') return becomes.to;
  if (path.startsWith(becomes.from)) return rooted(`${becomes.to}${path.slice(becomes.from.length)}`);
  return `${path}/` === becomes.from ? rooted(becomes.to) : path;
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
  const { path, match, ...rest } = inner;
  const own = { ...(outer.path === undefined ? {} : { path: outer.path }), ...(outer.match === undefined ? {} : { match: outer.match }) };
  if (becomes.kind !== 'prefix') return { ...rest, ...own, becomes: becomes.kind === 'fixed' ? { kind: 'fixed', to: pathAfter(becomes.to, then) ?? becomes.to } : becomes };
  const isInside = path !== undefined && match !== 'pattern' && path.startsWith(becomes.to);
  const named = isInside ? { path: `${becomes.from}${path.slice(becomes.to.length)}`, ...(match === undefined ? {} : { match }) } : own;
  return { ...rest, ...named, becomes: joined(becomes, then) };
}

function joined(first: Extract<PathChange, { kind: 'prefix' }>, then: PathChange | undefined): PathChange {
  if (!then || then.kind !== 'prefix') return then ?? first;
  if (first.to.startsWith(then.from)) return { ...first, to: `${then.to}${first.to.slice(then.from.length)}` };
  return then.from.startsWith(first.to) ? { kind: 'prefix', from: `${first.from}${then.from.slice(first.to.length)}`, to: then.to } : first;
}

const rooted = (path: string): string => (path.startsWith('/') ? path : `/${path}`);
