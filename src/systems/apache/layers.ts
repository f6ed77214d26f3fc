import type { Setting } from '../../model/setting.ts';
import type { LayerReading, RouteReading } from '../system.ts';
import type { Context } from './context.ts';
import { type Group, groupsOf, namesOf } from './hosts.ts';
import { routesOf } from './routes.ts';
import { downstreamSettings } from './settings.ts';
import type { Block, Levels } from './tree.ts';
import { wsgiSettings } from './wsgi.ts';

export function layersOf(context: Context): readonly LayerReading[] {
  const groups = groupsOf(context);
  return groups.map((group) => layerOf(groups.length > 1 ? `${context.title}, port ${group.ports.join(', ')})` : `${context.title})`, group, context));
}

/** Settings of the first virtual host stand for the connection; it is the one that a name-based host without its own inherits from. */
function layerOf(name: string, group: Group, context: Context): LayerReading {
  const [first] = group.hosts;
  const levels: Levels = first ? [context.main, first.children ?? []] : [context.main];
  const routes = (group.hosts.length > 0 ? group.hosts : [undefined]).flatMap((host) => hostRoutes(host, context));
  const isProxy = routes.some(({ upstream }) => upstream !== undefined);
  return {
    system: 'apache', kind: isProxy ? 'proxy' : 'app-server', name, version: context.version, profile: context.profile,
    place: first?.place ?? group.listens[0]?.place ?? context.process?.place ?? { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 },
    settings: isProxy ? downstreamSettings(levels, context) : answering(levels, context),
    listens: group.listens,
    routes: isProxy ? routes : [],
    ...(context.process ? { process: context.process } : {}),
  };
}

function answering(levels: Levels, context: Context): readonly Setting[] {
  return [...downstreamSettings(levels, context), ...wsgiSettings(levels, context)];
}

function hostRoutes(host: Block | undefined, context: Context): readonly RouteReading[] {
  const levels: Levels = host ? [context.main, host.children ?? []] : [context.main];
  const routes = routesOf(levels, downstreamSettings(levels, context), context);
  const inherited = host ? routesOf([context.main], [], context).map((route) => ({ ...route, settings: [...downstreamSettings(levels, context), ...route.settings] })) : [];
  const names = host ? namesOf(host, context) : [];
  const all = [...routes, ...inherited];
  return names.length === 0 ? all : names.flatMap((name) => all.map((reading) => ({ ...reading, route: { host: name, ...reading.route } })));
}
