import { distinctBy } from '../../model/distinct.ts';
import type { Version } from '../../model/layer.ts';
import type { Place } from '../../model/place.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { no, unknown, yes } from '../../model/value.ts';
import { documented } from '../documented.ts';
import { configured, literal } from '../setting.ts';
import type { LayerReading, RouteReading } from '../system.ts';
import { type EntryPoint, entryPointsFor } from './entry-point.ts';
import { facts, forwardingOptions } from './facts.ts';
import type { Instance } from './instance.ts';
import type { Router, Transport } from './router.ts';
import { namesOf } from './timeouts.ts';

/** What a layer is made of, whether its process is known or not. */
export type Frame = Pick<Instance, 'version' | 'entryPoints' | 'place'> & { readonly configuration?: Instance['configuration'] };

/** The settings of its most used entry point stand on the layer; routes through others carry their own. */
export function layerParts(frame: Frame, routers: readonly Router[], forwarding: readonly Setting[]): Pick<LayerReading, 'settings' | 'routes' | 'defaultPlace' | 'defaultNames'> {
  const main = mainOf(frame.entryPoints, routers);
  const hidden = frame.configuration?.from === 'unseen file' ? unseen(frame.place) : [];
  const routes = routers.flatMap((router) => routesOf(router, frame, main, forwarding));
  const inFile = frame.configuration?.from === 'file';
  return {
    settings: [...forwarding, ...(main?.settings ?? []), ...hidden],
    routes,
    ...(inFile && { defaultPlace: main?.place ?? frame.place }),
    ...(main && { defaultNames: namesOf(main.name) }),
  };
}

function mainOf(entryPoints: readonly EntryPoint[], routers: readonly Router[]): EntryPoint | undefined {
  const used = routers.flatMap((router) => entryPointsFor(router.entryPoints, entryPoints));
  const candidates = used.length > 0 ? used : entryPointsFor([], entryPoints);
  const count = (one: EntryPoint): number => candidates.filter((other) => other === one).length;
  return candidates.toSorted((left, right) => count(right) - count(left))[0];
}

/** A configuration that is mounted, but not in the repository, may set anything. */
function unseen(place: Place): readonly Setting[] {
  return distinctBy(facts.defaults.filter(({ fixed }) => !fixed), ({ timer }) => timer)
    .map(({ timer, name }) => ({ ...configured(timer, name, literal('', place), () => unknown('the static configuration is not in the repository', name)) }));
}

function routesOf(router: Router, frame: Frame, main: EntryPoint | undefined, forwarding: readonly Setting[]): readonly RouteReading[] {
  const upstream = {
    target: router.target, protocol: router.protocol, pooled: pooledBy(frame), place: router.server ?? router.place,
    ...(router.others.length > 0 && { others: router.others }),
  };
  const transport = router.transport ? transportSettings(router.transport, frame.version, forwarding) : [];
  return variants(router, frame, main).flatMap((own) =>
    router.routes.map((route) => ({ route, settings: [...transport, ...own], upstream, place: router.place })));
}

/** One set of settings per distinguishable entry point of a router. */
function variants(router: Router, frame: Frame, main: EntryPoint | undefined): readonly (readonly Setting[])[] {
  const points = entryPointsFor(router.entryPoints, frame.entryPoints);
  const kept = distinctBy(points, signature);
  return kept.length === 0 ? [[]] : kept.map((point) => (main === undefined || signature(point) === signature(main) ? [] : apart(point, main, frame.version)));
}

/** What differs from the main entry point, the defaults included that its written values would otherwise hide. */
function apart(point: EntryPoint, main: EntryPoint, version: Version): readonly Setting[] {
  const own = new Set(point.settings.map(({ timer }) => timer));
  const hidden = new Set(main.settings.map(({ timer }) => timer).filter((timer) => !own.has(timer)));
  return [...point.settings, ...documented(facts, hidden, { version, place: point.place, names: namesOf(point.name) })];
}

const signature = ({ settings }: EntryPoint): string => settings.map(({ timer, value }) => `${timer}=${JSON.stringify(value)}`).join(' ');

/** A named ServersTransport inherits nothing: where the static one is written, its own defaults take its place. */
function transportSettings(transport: Transport, version: Version, forwarding: readonly Setting[]): readonly Setting[] {
  const { name, prefix, place, settings } = transport;
  if (settings === undefined) {
    return forwardingOptions.map(({ timer, path }) =>
      configured(timer, path, { value: undefined, expression: name, places: [place], origin: 'configured' }, () => undefined));
  }
  const own = new Set(settings.map(({ timer }) => timer));
  const hidden = new Set<Timer>(forwarding.map(({ timer }) => timer).filter((timer) => !own.has(timer)));
  return [...settings, ...documented(facts, hidden, { version, place, names: namesOf('', prefix) })];
}

/** A negative number of idle connections switches the pool off. */
function pooledBy({ configuration }: Frame): ReturnType<typeof yes> {
  const idle = configuration?.options.get('serverstransport.maxidleconnsperhost')?.text;
  if (idle?.value !== undefined && /^-\d+$/.test(idle.value)) return no('serversTransport.maxIdleConnsPerHost is negative', ...idle.places);
  return yes('Traefik keeps connections to servers for further requests');
}
