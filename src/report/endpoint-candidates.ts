import { formatDuration } from '../model/duration.ts';
import type { Route } from '../model/layer.ts';
import type { Place } from '../model/place.ts';
import type { Result, ResultChain, ResultSetting } from '../model/result.ts';
import { clocksOf } from './describe.ts';

/** A request that may last, and what made hoplint think so. */
export interface Candidate {
  readonly path: string;
  readonly host?: string;
  readonly kind: 'response' | 'download' | 'stream' | 'websocket';
  /** As hoplint.yaml writes it. */
  readonly duration?: string;
  readonly why: string;
  readonly place: Place;
}

/** Websockets, streams, downloads, and routes whose own limits are longer than those beside them. */
export function candidatesOf({ chains }: Result): readonly Candidate[] {
  const own = chains.filter((chain) => chain.sample !== true && chain.when === null && isServed(chain));
  const shortest = shortestLimits(own);
  const found = own.flatMap((chain) => {
    const long = longLimit(chain, shortest);
    return chain.routes.flatMap((route) => candidate(route, chain, long));
  });
  return [...new Map(found.toReversed().map((one) => [`${one.host ?? ''}${one.path}`, one])).values()].reverse();
}

/** It ends at a server of the repository or at an open end, not at a call that one makes. */
export const isServed = ({ layers }: ResultChain): boolean => layers.at(-1)?.kind !== 'client';

const words: Readonly<Record<NonNullable<Route['hint']>, string>> = { websocket: 'passes the Upgrade header on', stream: 'is not buffered', download: 'has a limit of its own for buffered files' };
const downloads = /export|download|archive|\.zip\b/i;

function candidate(route: Route, { layers }: ResultChain, long: ResultSetting | undefined): readonly Candidate[] {
  const path = endpointPath(route);
  const place = long?.location ?? layers.find(({ kind }) => kind !== 'client')?.location ?? layers[0]?.location;
  if (path === undefined || place === undefined) return [];
  const host = route.host !== undefined && /^[\w.-]+$/.test(route.host) && route.host !== '_' ? { host: route.host } : {};
  const limit = long === undefined ? {} : durationOf(long);
  if (route.hint) return [{ path, ...host, kind: route.hint, ...limit, why: words[route.hint], place }];
  if (downloads.test(route.path ?? '')) return [{ path, ...host, kind: 'download', ...limit, why: 'is named like a download', place }];
  return long ? [{ path, ...host, kind: 'response', ...limit, why: `${long.name} is longer than elsewhere`, place }] : [];
}

/** A prefix stands for all below it; of a pattern its fixed beginning counts. */
function endpointPath({ path, match }: Route): string | undefined {
  if (path === undefined || match === 'exact') return path;
  const fixed = match === 'pattern' ? /^\^?(\/[\w/-]*)/.exec(path)?.[1] : path;
  return fixed?.startsWith('/') ? `${fixed.replace(/\/+$/, '')}/**` : undefined;
}

const limits = new Set(['upstream.read', 'upstream.deadline', 'upstream.try', 'exchange.idle']);

function shortestLimits(chains: readonly ResultChain[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { layer, timer, amount } of chains.flatMap(limitsOf)) found.set(`${layer} ${timer}`, Math.min(amount, found.get(`${layer} ${timer}`) ?? amount));
  return found;
}

function longLimit(chain: ResultChain, shortest: ReadonlyMap<string, number>): ResultSetting | undefined {
  const long = limitsOf(chain).filter(({ layer, timer, amount, setting }) => setting.provenance !== 'default' && amount > (shortest.get(`${layer} ${timer}`) ?? amount));
  return long.sort((a, b) => a.amount - b.amount)[0]?.setting;
}

function limitsOf({ layers }: ResultChain): readonly { readonly layer: string; readonly timer: string; readonly amount: number; readonly setting: ResultSetting }[] {
  return layers.filter(({ kind }) => kind !== 'client').flatMap((layer) =>
    clocksOf(layer).flatMap((setting) => (limits.has(setting.timer) && 'ms' in setting.value ? [{ layer: layer.name, timer: setting.timer, amount: setting.value.ms, setting }] : [])));
}

function durationOf({ value }: ResultSetting): Pick<Candidate, 'duration'> {
  return 'ms' in value && value.ms >= 1 ? { duration: formatDuration(value.ms).replace(' ', '') } : {};
}
