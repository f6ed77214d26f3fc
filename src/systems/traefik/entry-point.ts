import type { Place } from '../../model/place.ts';
import type { Version } from '../../model/layer.ts';
import type { Setting } from '../../model/setting.ts';
import type { Listener } from '../system.ts';
import type { Options } from './options.ts';
import { entryPointTimers } from './timeouts.ts';

export interface EntryPoint {
  readonly name: string;
  readonly place: Place;
  readonly listener: Listener | undefined;
  /** It only sends clients on to another entry point. */
  readonly redirects: boolean;
  readonly asDefault: boolean;
  /** What is written of it. */
  readonly settings: readonly Setting[];
}

/** The entry points of a static configuration; without any, the one that Traefik opens by itself. */
export function entryPointsOf(options: Options, version: Version, fallback: Place): readonly EntryPoint[] {
  const names = new Map<string, { readonly name: string; readonly place: Place }>();
  for (const written of options.values()) {
    const name = /^entrypoints\.([^.]+)/i.exec(written.name)?.[1];
    if (name !== undefined && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), { name, place: written.keyPlace });
  }
  if (names.size === 0) return [{ name: 'http', place: fallback, listener: port(80, fallback), redirects: false, asDefault: false, settings: [] }];
  return [...names.values()].map(({ name, place }) => entryPoint(name, place, options, version)).filter(({ listener, name }) => listener !== undefined || !isDatagram(options, name));
}

function entryPoint(name: string, place: Place, options: Options, version: Version): EntryPoint {
  const option = (path: string) => options.get(`entrypoints.${name}.${path}`.toLowerCase());
  const address = option('address');
  const number = /:(\d+)(?:\/tcp)?$/i.exec(address?.text.value ?? '')?.[1];
  return {
    name,
    place,
    listener: address && (number !== undefined || address.text.value === undefined) ? port(number === undefined ? undefined : Number(number), address.text.places[0]) : undefined,
    redirects: option('http.redirections.entrypoint.to') !== undefined,
    asDefault: option('asdefault')?.text.value === 'true',
    settings: entryPointTimers(name, options, version, place),
  };
}

const isDatagram = (options: Options, name: string): boolean => /\/udp$/i.test(options.get(`entrypoints.${name}.address`.toLowerCase())?.text.value ?? '');

const port = (number: number | undefined, place: Place): Listener => ({ kind: 'port', port: number, protocol: 'http/1.1', place });

/** The entry points that a router uses: the named ones, else the default ones; those that only redirect are left out where others remain. */
export function entryPointsFor(names: readonly string[], all: readonly EntryPoint[]): readonly EntryPoint[] {
  const named = all.filter(({ name }) => names.some((one) => one.toLowerCase() === name.toLowerCase()));
  const candidates = named.length > 0 ? named : defaults(all);
  const serving = candidates.filter(({ redirects }) => !redirects);
  return serving.length > 0 ? serving : candidates;
}

function defaults(all: readonly EntryPoint[]): readonly EntryPoint[] {
  const chosen = all.filter(({ asDefault }) => asDefault);
  if (chosen.length > 0) return chosen;
  const open = all.filter(({ name }) => !internal.has(name.toLowerCase()));
  return open.length > 0 ? open : all;
}

/** Dashboard and metrics, which routers use only when told so. */
const internal = new Set(['traefik', 'metrics']);
