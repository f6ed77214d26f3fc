import { distinctBy } from '../../model/distinct.ts';
import type { Version } from '../../model/layer.ts';
import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import type { LayerReading, Listener } from '../system.ts';
import type { Expanded, Site } from './expand.ts';
import { serverSettings } from './server.ts';
import { type Address, addressesOf, siteRoutes } from './sites.ts';
import type { Variables } from './text.ts';

export interface Running {
  /** The layer's name, its bracket still open. */
  readonly title: string;
  readonly version: Version;
  readonly variables: Variables;
  readonly process?: Process;
}

interface Member {
  readonly site: Site;
  readonly addresses: readonly Address[];
}

/** One layer per port: options of the server belong to it. */
export function layersOf({ globals, sites }: Expanded, running: Running): readonly LayerReading[] {
  const members = sites.map((site): Member => ({ site, addresses: addressesOf(site, globals, running.variables) }));
  const ports = [...new Set(members.flatMap(({ addresses }) => addresses.map(({ port }) => port)))];
  return ports.map((port) => {
    const own = members.map(({ site, addresses }) => ({ site, addresses: addresses.filter((address) => address.port === port) })).filter(({ addresses }) => addresses.length > 0);
    const settings = serverSettings(globals, port, running.variables);
    const routes = own.flatMap(({ site, addresses }) => siteRoutes(site, addresses, settings, running.variables));
    const isProxy = routes.some(({ upstream }) => upstream);
    const place = own[0]?.site.place ?? nowhere;
    return {
      system: 'caddy', kind: isProxy ? 'proxy' : 'app-server', version: running.version, place, settings, routes,
      name: ports.length > 1 ? `${running.title}, port ${port ?? 'unknown'})` : `${running.title})`,
      listens: [{ kind: 'port', port, protocol: 'http/1.1', place }, ...hostsOf(own)],
      ...(running.process ? { process: running.process } : {}),
    };
  });
}

const nowhere: Place = { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 };

function hostsOf(members: readonly Member[]): readonly Listener[] {
  return distinctBy(members.flatMap(({ site, addresses }) => addresses.flatMap(({ host }) => (host === undefined ? [] : [{ kind: 'host', host, place: site.place } as const]))), ({ host }) => host);
}
