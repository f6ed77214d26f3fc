import type { Process } from '../../model/process.ts';
import type { Setting } from '../../model/setting.ts';
import type { LayerReading, RouteReading } from '../system.ts';
import type { Context } from './context.ts';
import { probeSettings, type Socket, socketsOf } from './listen.ts';
import { serverRoutes } from './routes.ts';
import { downstreamSettings } from './settings.ts';
import { textOf } from './text.ts';
import { type Block, named } from './tree.ts';

interface Group {
  readonly servers: readonly [Block, ...Block[]];
  readonly sockets: readonly Socket[];
}

/** One layer per set of sockets that offer the same servers: what a connection can reach is decided by its socket. */
export function layersOf(title: string, context: Context, process: Process | undefined): readonly LayerReading[] {
  const groups = grouped(named(context.http, 'server').filter((server) => server.children), context);
  return groups.map((group) => layerOf(groups.length > 1 ? `${title}, ${portsOf(group)})` : `${title})`, group, context, process));
}

function grouped(servers: readonly Block[], context: Context): readonly Group[] {
  const bySocket = groupBy(servers.flatMap((server) => socketsOf(server, context)), (socket) => socket.key);
  const numbers = new Map(servers.map((server, index) => [server, index]));
  const byServers = groupBy(bySocket, (sockets) => sockets.map((socket) => numbers.get(socket.server)).join(','));
  return byServers.map((offers) => {
    const [first, ...others] = new Set(offers[0].map((socket) => socket.server));
    return { servers: [first ?? offers[0][0].server, ...others], sockets: offers.flat() };
  });
}

/** In the order of first appearance. */
function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly [Item, ...Item[]])[] {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    if (!group) groups.set(key, [item]);
  }
  return [...groups.values()];
}

const portsOf = (group: Group): string => [...new Set(group.sockets.map((socket) => socket.key.replace(/^\*:/, 'port ')))].join(', ');

function layerOf(name: string, group: Group, context: Context, process: Process | undefined): LayerReading {
  const main = group.sockets.find((socket) => socket.isDefault)?.server ?? group.servers[0];
  const probes = group.sockets.flatMap((socket) => probeSettings(socket.directive, context)).filter(firstOfTimer);
  const levels = [context.http, main.children ?? []];
  const routes = group.servers.flatMap((server) => withHosts(server, serverRoutes(server, context, probes), context).map((reading) => (server === main && reading.route.host !== undefined ? { ...reading, route: { ...reading.route, otherHosts: true as const } } : reading)));
  return {
    system: 'nginx', kind: 'proxy', name, version: context.version,
    place: main.place,
    settings: [...probes, ...downstreamSettings(levels, context)],
    listens: group.sockets.map((socket) => socket.listener).filter((listener, index, all) => all.findIndex((other) => same(other, listener)) === index),
    routes,
    ...(process ? { process } : {}),
  };
}

const firstOfTimer = (setting: Setting, index: number, all: readonly Setting[]): boolean => all.findIndex((other) => other.timer === setting.timer) === index;

type Listen = Socket['listener'];

function same(left: Listen, right: Listen): boolean {
  if (left.kind === 'socket' && right.kind === 'socket') return left.path === right.path;
  return left.kind === 'port' && right.kind === 'port' && left.port !== undefined && left.port === right.port && left.address === right.address;
}

const mostHosts = 8;

/** A server that has no public name answers for every host. */
function withHosts(server: Block, routes: readonly RouteReading[], context: Context): readonly RouteReading[] {
  const names = named(server.children ?? [], 'server_name').flatMap((directive) => directive.args.map((argument) => textOf(argument, context.variables).value));
  const hosts = names.filter((name) => name !== undefined && isPublic(name)).slice(0, mostHosts);
  if (hosts.length === 0 || hosts.length < Math.min(names.length, mostHosts)) return routes;
  return hosts.flatMap((host) => routes.map((reading) => ({ ...reading, route: { host: host ?? '', ...reading.route } })));
}

/** `_`, `localhost`, addresses and regular expressions do not narrow anything that a file could name. */
const isPublic = (name: string): boolean => /^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(name) && !/^[\d.]+$/.test(name);
