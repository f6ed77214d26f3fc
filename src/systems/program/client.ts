import type { Version } from '../../model/layer.ts';
import type { Place } from '../../model/place.ts';
import type { Setting } from '../../model/setting.ts';
import type { Fact } from '../../model/value.ts';
import type { Protocol } from '../../model/layer.ts';
import type { LayerReading, RouteReading } from '../system.ts';
import { type Address } from './url.ts';

/** One client configuration of a file, while its calls are collected. */
export interface Client {
  readonly place: Place;
  readonly profile?: string;
  readonly settings: readonly Setting[];
  readonly routes: RouteReading[];
}

export interface Kind {
  readonly system: string;
  readonly title: string;
  readonly version: Version;
}

/** A call as a route: the settings of its own win over those of the client by timer. */
export function routeOf(address: Address, place: Place, settings: readonly Setting[], pooled: Fact, protocol: Protocol = 'http/1.1'): RouteReading {
  return { route: address.route, settings, place, upstream: { target: address.target, protocol, pooled, place } };
}

/** Those of a call over those of its client. */
export const over = (own: readonly Setting[], inherited: readonly Setting[]): readonly Setting[] => [...own, ...inherited.filter((setting) => own.every((one) => one.timer !== setting.timer))];

/** Clients as layers; one whose calls nobody saw still gets a route. */
export function layersOf(clients: readonly Client[], kind: Kind, pooled: Fact): readonly LayerReading[] {
  return clients.map((client) => ({
    system: kind.system,
    kind: 'client',
    name: `${kind.title} (${client.place.file})`,
    version: kind.version,
    ...(client.profile !== undefined && { profile: client.profile }),
    place: client.place,
    settings: client.settings,
    listens: [],
    routes: client.routes.length > 0 ? client.routes : [unseen(client, pooled)],
  }));
}

const unseen = (client: Client, pooled: Fact): RouteReading =>
  routeOf({ target: { kind: 'unknown', reason: 'its calls stand elsewhere', expression: '' }, route: {} }, client.place, client.settings, pooled);
