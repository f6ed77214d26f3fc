import { distinctBy } from '../model/distinct.ts';
import type { Condition } from '../model/layer.ts';
import { type Place, samePlace } from '../model/place.ts';
import type { Setting } from '../model/setting.ts';
import type { LayerReading, Listener, RouteReading, Target, UpstreamReading } from '../systems/system.ts';

/** Of many equal routes a reader wants some. */
const mostPerName = 8;
const mostRoutes = 50;

/** What is written besides the clocks and decides what they mean, what is reused and what is joined, on routes that share it. */
export function conditionsOf(reading: LayerReading, all: readonly RouteReading[], settings: readonly Setting[]): readonly Condition[] {
  const routes = all.slice(0, mostRoutes);
  const told = routes.map(({ upstream, conditions }) => ({ upstream, conditions: conditions?.() ?? [] }));
  const own = [...versionOf(reading), ...(reading.conditions ?? []), ...told.flatMap(({ conditions }) => conditions)];
  const joins = reading.kind === 'client' ? [] : [...reading.listens.flatMap((listener) => listening(listener, reading)), ...told.flatMap(({ upstream, conditions }) => forwarding(upstream, conditions))];
  const found = [...own, ...joins, ...routes.flatMap(({ upstream }) => reusing(upstream, [...own, ...joins, reading]))];
  return limited(distinctBy([...found, ...attached(reading, [...found, ...settings, ...routes, reading])], keyOf));
}

const versionOf = ({ version }: LayerReading): readonly Condition[] =>
  version.known !== undefined && version.place ? [{ name: 'version', value: version.known, decides: 'version', place: version.place }] : [];

/** An address that nobody wrote is said to stand where the layer itself does. */
function listening(listener: Listener, reading: LayerReading): readonly Condition[] {
  const { place } = listener;
  if (listener.kind === 'controller' || (listener.kind === 'host' && listener.host === '*')) return [];
  if (samePlace(place, reading.place) || (reading.process && samePlace(place, reading.process.place))) return [];
  return [{ name: 'listens on', value: addressOf(listener), decides: 'join', place }];
}

function addressOf(listener: Exclude<Listener, { readonly kind: 'controller' }>): string | undefined {
  if (listener.kind === 'socket') return `unix:${listener.path.replace(/^unix:/, '')}`;
  if (listener.kind === 'host') return listener.host;
  if (listener.port === undefined) return undefined;
  return listener.address === undefined || listener.address === '*' ? String(listener.port) : `${listener.address}:${listener.port}`;
}

/** A reader that names the directive itself says it better. */
function forwarding(upstream: UpstreamReading | undefined, told: readonly Condition[]): readonly Condition[] {
  if (!upstream || upstream.target.kind === 'inside' || told.some(({ decides }) => decides === 'join')) return [];
  return [{ name: 'forwards to', value: targetText(upstream.target), decides: 'join', place: upstream.place }];
}

/** What a system says of reuse and nothing above has named, unless it stands where the layer itself or its target does. */
function reusing(upstream: UpstreamReading | undefined, told: readonly { readonly place: Place }[]): readonly Condition[] {
  const { pooled, place: target } = upstream ?? {};
  const fresh = (pooled?.places ?? []).filter((place) => ![target, ...told.map((one) => one.place)].some((other) => other?.file === place.file && other.line === place.line));
  return fresh.map((place): Condition => ({ name: 'reuse', value: pooled?.why, decides: 'reuse', place }));
}

/** A target for people, its path left out. */
function targetText(target: Target): string | undefined {
  if (target.kind === 'host') return target.port === undefined ? target.host : `${target.host}:${target.port}`;
  if (target.kind === 'socket') return `unix:${target.path.replace(/^unix:/, '')}`;
  if (target.kind === 'service') return target.port === undefined ? `service/${target.name}` : `service/${target.name}:${target.port}`;
  return (target.kind === 'port' || target.kind === 'process') && target.port !== undefined ? `port ${target.port}` : undefined;
}

/** The lines of manifests that put the files in force where the program reads them. */
function attached({ process }: LayerReading, resting: readonly { readonly place: Place }[]): readonly Condition[] {
  const files = [...new Set(resting.map(({ place }) => place.file))];
  return files.flatMap((file): readonly Condition[] => {
    const mount = process?.files.attached?.(file);
    return mount ? [{ name: 'mount', value: mount.target, decides: 'configuration', place: mount.place }] : [];
  });
}

const keyOf = ({ name, place }: Condition): string => `${name}\n${place.line}:${place.column} ${place.file}`;

function limited(conditions: readonly Condition[]): readonly Condition[] {
  const counts = new Map<string, number>();
  return conditions.filter(({ name }) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count <= mostPerName;
  });
}
