import type { Condition, Version } from '../../model/layer.ts';
import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import { no } from '../../model/value.ts';
import { listenerOf } from '../python/listener.ts';
import { visible } from '../python/words.ts';
import type { LayerReading, Listener, RouteReading, Target } from '../system.ts';
import type { Option, OptionList } from './list.ts';
import { routerSettings, workerSettings } from './settings.ts';

export interface Origin {
  readonly process: Process | undefined;
  readonly place: Place;
  /** For people: the workload or file. */
  readonly owner: string;
  readonly version: Version;
}

/** The http router, if there is one, and a worker for each kind of socket. */
export function layersOf(list: OptionList, origin: Origin): readonly LayerReading[] {
  const doors = list.options.filter((option) => routerDoors.has(option.name) && !option.conditional);
  const workers = workersOf(list, origin, doors);
  const [door] = doors;
  return door ? [router(door, doors, list, origin, workers), ...workers] : workers;
}

const routerDoors: ReadonlySet<string> = new Set(['http', 'https', 'http2', 'https2', 'http-router']);
const sockets: ReadonlyMap<string, string> = new Map([['socket', 'uwsgi'], ['uwsgi-socket', 'uwsgi'], ['http-socket', 'http-socket'], ['http11-socket', 'http11-socket']]);

function workersOf(list: OptionList, origin: Origin, doors: readonly Option[]): readonly LayerReading[] {
  const open = list.options.filter((option) => sockets.has(option.name) && !option.conditional);
  const kinds = [...new Set(open.map((option) => profileOf(option, list)))];
  if (kinds.length === 0) kinds.push(doors.length > 0 || (origin.process && list.hidden.length === 0) ? 'uwsgi' : 'unknown');
  return kinds.map((profile) => worker(profile, open.filter((option) => profileOf(option, list) === profile), list, origin, kinds.length > 1));
}

/** `protocol = http` makes a plain socket speak HTTP. */
function profileOf(option: Option, list: OptionList): string {
  const protocol = protocolOption(list)?.text.value;
  return option.name === 'socket' && protocol === 'http' ? 'http-socket' : (sockets.get(option.name) ?? 'uwsgi');
}

const protocolOption = (list: OptionList): Option | undefined => list.options.findLast((candidate) => candidate.name === 'protocol' || candidate.name === 'socket-protocol');

function protocolOf(list: OptionList): readonly Condition[] {
  const option = protocolOption(list);
  return option ? [{ name: option.name, value: option.text.value, decides: 'clocks', place: option.text.places[0], origin: option.text.origin }] : [];
}

function worker(profile: string, open: readonly Option[], list: OptionList, origin: Origin, several: boolean): LayerReading {
  const listens: readonly Listener[] = open.map((option) => listenerOf(option.text, profile === 'uwsgi' ? 'uwsgi' : 'http/1.1'));
  return {
    ...common(origin), name: `uWSGI${several ? ` ${profile}` : ''} (${origin.owner})`, kind: 'app-server', profile, place: open[0]?.place ?? origin.place, settings: workerSettings(list, profile, origin.process), conditions: protocolOf(list), listens, routes: [],
  };
}

function router(door: Option, doors: readonly Option[], list: OptionList, origin: Origin, workers: readonly LayerReading[]): LayerReading {
  const route: RouteReading = {
    route: {}, settings: [], place: door.place,
    upstream: { target: targetOf(list, workers), protocol: 'uwsgi', pooled: no('the router opens a connection for each request', door.place), place: door.place },
  };
  const listens = doors.map((option) => listenerOf({ ...option.text, ...(option.text.value === undefined ? {} : { value: option.text.value.split(',')[0] ?? '' }) }, 'http/1.1'));
  return { ...common(origin), name: `uWSGI http router (${origin.owner})`, kind: 'proxy', profile: 'router', place: door.place, settings: routerSettings(list), listens, routes: [route] };
}

/** `http-to` names a worker elsewhere, unless it is one of the process's own sockets. */
function targetOf(list: OptionList, workers: readonly LayerReading[]): Target {
  const own = workers.find((layer) => layer.profile === 'uwsgi') ?? workers[0];
  const to = list.options.findLast((option) => option.name === 'http-to');
  if (to === undefined) return { kind: 'inside', layer: own?.name ?? '' };
  const listener = listenerOf(to.text, 'uwsgi');
  const inside = workers.find((layer) => layer.listens.some((candidate) => sameDoor(candidate, listener)));
  if (inside) return { kind: 'inside', layer: inside.name };
  if (listener.kind === 'socket') return { kind: 'socket', path: listener.path };
  if (listener.kind !== 'port' || to.text.value === undefined) return { kind: 'unknown', reason: 'only known at run time', expression: visible(to.text), ...(to.text.variable ? { variable: to.text.variable } : {}) };
  return { kind: 'host', host: listener.address ?? '127.0.0.1', port: listener.port };
}

function sameDoor(left: Listener, right: Listener): boolean {
  if (left.kind === 'socket') return right.kind === 'socket' && left.path === right.path;
  return left.kind === 'port' && right.kind === 'port' && left.port !== undefined && left.port === right.port;
}

const common = (origin: Origin) => ({ system: 'uwsgi', version: origin.version, ...(origin.process ? { process: origin.process } : {}) }) as const;
