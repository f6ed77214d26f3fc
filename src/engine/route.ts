import type { Route, RouteChoice } from '../model/layer.ts';
import { pathAfter } from '../model/path-change.ts';

interface Endpoint { readonly path: string; readonly host?: string; readonly method?: string }

/** Whether a declared endpoint (`*` within a segment, `/**` below it) can be reached on a route. Patterns count as possible. */
export function matchesRoute(endpoint: Endpoint, route: Route): boolean {
  if (endpoint.host !== undefined && route.host !== undefined && !hostMatches(endpoint.host, route.host)) return false;
  if (endpoint.method !== undefined && route.method !== undefined && endpoint.method.toUpperCase() !== route.method.toUpperCase()) return false;
  if (route.path === undefined) return true;
  if (route.match === 'pattern') return patternMatches(route.path, endpoint.path);
  return route.match === 'exact' ? covers(endpoint.path, route.path) : below(endpoint.path, route.path);
}

/** Whether an endpoint is served by these routes rather than by their rivals. */
export const serves = (endpoint: Endpoint, choice: RouteChoice): boolean => chosen(endpoint, choice) !== undefined;

/** The route of a layer that takes the request. */
function chosen(endpoint: Endpoint, choice: RouteChoice): Route | undefined {
  const { routes, rivals } = isNamed(endpoint, choice) ? choice : otherHosts(choice);
  const fitting = routes.filter((route) => matchesRoute(endpoint, route)).toSorted((a, b) => rankOf(b) - rankOf(a));
  return fitting.find((route) => !rivals.some((rival) => matchesRoute(endpoint, rival) && rankOf(rival) > rankOf(route)));
}

const isNamed = ({ host }: Endpoint, { rivals }: RouteChoice): boolean => host === undefined || rivals.length === 0 || rivals.some((rival) => rival.host === undefined || hostMatches(host, rival.host));

/** What is left for a host that nobody is named for. */
function otherHosts({ routes, rivals }: RouteChoice): RouteChoice {
  const unnamed = (all: readonly Route[]): readonly Route[] => all.flatMap(({ host: _, ...route }) => (route.otherHosts ? [route] : []));
  return { routes: unnamed(routes), rivals: unnamed(rivals) };
}

/** The endpoint as each layer from an index on sees it, and the index from which on all of them serve it: a client may call something else, and what lies further in is on its way all the same. */
export function arrivals<Asked extends Endpoint>(endpoint: Asked, choices: readonly (RouteChoice | undefined)[], from = 0): { readonly first: number; readonly seen: readonly (Asked | undefined)[] } {
  let first = from;
  let now: Asked | undefined = endpoint;
  const seen: (Asked | undefined)[] = [];
  for (const [index, choice] of choices.entries()) {
    if (index < from || !choice) {
      seen.push(now);
      continue;
    }
    if (now && !chosen(now, choice)) {
      [first, now] = [index + 1, endpoint];
      seen.push(undefined);
      continue;
    }
    seen.push(now);
    const path: string | undefined = now && pathAfter(now.path, chosen(now, choice)?.becomes);
    now = now && path !== undefined ? { ...now, path } : undefined;
  }
  return { first, seen };
}

/** As servers choose: exact before pattern before the longest prefix. An unnamed host yields to a named one. */
function rankOf({ path = '', match, host }: Route): number {
  const named = host === undefined || host === '*' || host === '_' ? 0 : 100_000;
  if (match === 'exact') return named + 50_000;
  return named + (match === 'pattern' ? 20_000 : path.length);
}

const hostMatches = (wanted: string, host: string): boolean => host === '*' || wanted === host || (host.startsWith('*.') && wanted.endsWith(host.slice(1)));

/** A pattern whose matching could take long counts as possible, as does one of another dialect. */
function patternMatches(pattern: string, path: string): boolean {
  if (path.includes('*') || mostSteps(pattern, path.length) > patience) return true;
  try {
    return new RegExp(pattern).test(path);
  } catch {
    return true;
  }
}

const patience = 1_000_000;

/** In how many ways at most a matcher would share the path out among the open parts of a pattern. Repeated groups, lookarounds and back references: any number. */
function mostSteps(pattern: string, length: number): number {
  if (pattern.length > 300 || length > 500 || /\)[*+{]|\(\?(?!:)|\\[1-9k]/.test(pattern)) return Number.POSITIVE_INFINITY;
  const repeats = pattern.match(/[*+{]|(?<!\()\?/g)?.length ?? 0;
  const choices = pattern.includes('|') ? (pattern.match(/\(/g)?.length ?? 0) : 0;
  const open = repeats + choices + (pattern.startsWith('^') ? 0 : 1);
  let ways = 1;
  for (let part = 1; part <= open; part += 1) ways *= (length + part) / part;
  return ways;
}

function below(wanted: string, prefix: string): boolean {
  const fixed = fixedPart(wanted);
  return fixed.startsWith(prefix) || `${fixed}/` === prefix || (wanted !== fixed && prefix.startsWith(fixed));
}

/** Segment by segment, so that `*` never matches a slash. */
function covers(wanted: string, path: string): boolean {
  const [want, have] = [wanted.split('/'), path.split('/')];
  for (const [index, segment] of want.entries()) {
    if (segment === '**') return true;
    const actual = have[index];
    if (actual === undefined || !segmentMatches(segment, actual)) return false;
  }
  return want.length === have.length;
}

function segmentMatches(wanted: string, actual: string): boolean {
  const parts = wanted.split('*');
  if (parts.length === 1) return wanted === actual || actual === '*';
  let at = 0;
  for (const part of parts) {
    const found = actual.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return actual.startsWith(parts[0] ?? '') && actual.endsWith(parts.at(-1) ?? '');
}

const fixedPart = (path: string): string => path.slice(0, path.includes('*') ? path.indexOf('*') : undefined);
