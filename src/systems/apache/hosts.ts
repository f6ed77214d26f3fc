import type { Place } from '../../model/place.ts';
import type { Listener } from '../system.ts';
import type { Context } from './context.ts';
import { type Block, named, textOf } from './tree.ts';

/** A port with everything that answers on it; no virtual host at all is the server itself. */
export interface Group {
  readonly listens: readonly Listener[];
  readonly hosts: readonly Block[];
  readonly ports: readonly (number | undefined)[];
}

/** One group per set of ports on which the same virtual hosts answer: what a connection can reach is decided by its port. */
export function groupsOf(context: Context): readonly Group[] {
  const hosts = named(context.main, 'virtualhost');
  const sockets = socketsOf(hosts, context);
  const groups = new Map<string, Group>();
  for (const { port, place } of sockets) {
    const own = hosts.filter((host) => answers(host, port, context));
    const key = own.map((host) => hosts.indexOf(host)).join(',');
    const group = groups.get(key) ?? { listens: [], hosts: own, ports: [] };
    groups.set(key, { ...group, ports: [...group.ports, port], listens: [...group.listens, { kind: 'port', port, protocol: 'http/1.1', place }] });
  }
  return [...groups.values()];
}

interface Socket {
  readonly port: number | undefined;
  readonly place: Place;
}

/** What `Listen` says; where the main file is not shown, what the virtual hosts ask for. */
function socketsOf(hosts: readonly Block[], context: Context): readonly Socket[] {
  const listens = named(context.main, 'listen');
  const written = listens.map(({ args, place }): Socket => ({ port: portIn(textOf(args[0], context.variables, place).value), place }));
  const asked = hosts.flatMap((host) => portsOf(host, context).map((port): Socket => ({ port, place: host.place })));
  const shipped = context.process && context.shippedPort ? [{ ...context.shippedPort, place: context.process.place }] : [];
  const all = listens.length > 0 ? [...written, ...shipped] : [...shipped, ...asked];
  const fallback = all.length > 0 ? all : [{ port: 80, place: context.main[0]?.place ?? context.process?.place ?? nowhere }];
  return fallback.filter((one, index) => fallback.findIndex((other) => other.port === one.port) === index);
}

const nowhere: Place = { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 };

/** `80`, `*:80`, `127.0.0.1:8080`, `[::]:80`. */
function portIn(address: string | undefined): number | undefined {
  const port = /(?:^|:)(\d{1,5})$/.exec(address ?? '')?.[1];
  return port === undefined ? undefined : Number(port);
}

const portsOf = (host: Block, context: Context): readonly (number | undefined)[] => host.args.map((argument) => portIn(textOf(argument, context.variables, host.place).value));

/** A virtual host without a port answers on all. */
function answers(host: Block, port: number | undefined, context: Context): boolean {
  return portsOf(host, context).some((own) => own === undefined || port === undefined || own === port);
}

const mostHosts = 8;

/** ServerName and ServerAlias, where they are public names. */
export function namesOf(host: Block, context: Context): readonly string[] {
  const names = ['servername', 'serveralias'].flatMap((name) => named(host.children ?? [], name).flatMap(({ args, place }) => args.map((argument) => textOf(argument, context.variables, place).value?.replace(/^https?:\/\//, '').replace(/:\d+$/, ''))));
  const open = names.some((name) => name === undefined || !/^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(name) || /^[\d.]+$/.test(name));
  return open ? [] : names.filter((name) => name !== undefined).slice(0, mostHosts);
}
