import type { Route } from '../../model/layer.ts';
import type { Setting } from '../../model/setting.ts';
import type { RouteReading, UpstreamReading } from '../system.ts';
import type { Context } from './context.ts';
import { type Pass, passes } from './facts.ts';
import { endOf } from './body-end.ts';
import { hintOf } from './hint.ts';
import { pooled } from './pooled.ts';
import { downstreamSettings, poolSetting, socketKeepalive, triesSetting, upstreamSettings } from './settings.ts';
import { passTarget } from './target.ts';
import { type Block, isOpenInclude, type Levels, levelOf, named, nearest } from './tree.ts';

/** A block in which a request ends: a location, or an `if` inside one. */
export interface Place {
  readonly block: Block;
  readonly levels: Levels;
  readonly route: Route;
}

/** Everything that a server answers, its host left out. */
export function serverRoutes(server: Block, context: Context, inherited: readonly Setting[]): readonly RouteReading[] {
  const top: Levels = [context.http, server.children ?? []];
  const places = placesIn(server.children ?? [], top);
  const ends = places.filter((place) => !isNamed(place.block));
  const routes = ends.flatMap((place) => routesOf(place, places, context, inherited));
  if (routes.length > 0) return routes;
  return routesOf({ block: server, levels: top, route: {} }, places, context, inherited);
}

const containers = ['location', 'if', 'limit_except'];
const deepest = 12;

/** The locations of a server, nested ones included, and the `if` blocks in them that pass requests on. */
export function placesIn(children: readonly Block[], levels: Levels, route: Route = {}): readonly Place[] {
  if (levels.length > deepest) return [];
  return children.filter((block) => containers.includes(block.name)).flatMap((block) => {
    const inner = block.children ?? [];
    const own = block.name === 'location' ? routeOf(block) : route;
    const here: Place = { block, levels: [...levels, inner], route: own };
    const isEnd = block.name === 'location' || passesOf(block).length > 0;
    return [...(isEnd ? [here] : []), ...placesIn(inner, here.levels, own)];
  });
}

const isNamed = (location: Block): boolean => location.args[0]?.text.startsWith('@') ?? false;

function routeOf(location: Block): Route {
  const [modifier, path] = location.args.map((argument) => argument.text);
  if (path === undefined) return modifier === undefined ? {} : joined(modifier);
  if (modifier === '=') return { path, match: 'exact' };
  return modifier === '^~' ? { path, match: 'prefix' } : { path, match: 'pattern' };
}

/** `location ~\.php$` needs no blank between modifier and pattern. */
function joined(text: string): Route {
  const glued = /^(=|\^~|~\*?)(.+)$/s.exec(text);
  if (!glued) return { path: text, match: 'prefix' };
  return { path: glued[2] ?? '', match: glued[1] === '=' ? 'exact' : glued[1] === '^~' ? 'prefix' : 'pattern' };
}

/** The pass directives that stand directly in a block. */
export function passesOf(block: Block): readonly { readonly pass: Pass; readonly directive: Block }[] {
  return (block.children ?? []).flatMap((directive) => {
    const pass = passes.find((candidate) => candidate.directive === directive.name);
    return pass && directive.args.length > 0 ? [{ pass, directive }] : [];
  });
}

function routesOf(place: Place, places: readonly Place[], context: Context, inherited: readonly Setting[]): readonly RouteReading[] {
  const here = passesOf(place.block);
  if (here.length > 0) return here.map(({ pass, directive }) => passing(place, pass, directive, context, inherited, place.route));
  const fallback = fallbackOf(place, places);
  const [passed] = fallback ? passesOf(fallback.block) : [];
  if (fallback && passed) return [passing(fallback, passed.pass, passed.directive, context, inherited, place.route)];
  if (place.block.name === 'if') return [];
  const hidden = hiddenPass(place);
  if (hidden) return [passing(place, hidden.pass, hidden.directive, context, inherited, place.route)];
  return [{ route: place.route, settings: merged(inherited, downstreamSettings(place.levels, context)), place: place.block.place }];
}

/** Where `try_files` or `error_page` hands over to: a named location, or one that serves the script at the end of `try_files`. */
function fallbackOf(place: Place, places: readonly Place[]): Place | undefined {
  const level = place.levels[levelOf(place.levels, 'try_files')] ?? [];
  const wanted = [...named(level, 'try_files'), ...named(place.block.children ?? [], 'error_page')].map((block) => block.args.at(-1)?.text ?? '');
  for (const target of wanted) {
    const path = target.replace(/[?#].*$/s, '');
    const found = path.startsWith('@') ? places.find((candidate) => candidate.block.args[0]?.text === path) : scriptPlace(path, places);
    if (found && found !== place) return found;
  }
  return undefined;
}

/** A pattern is not evaluated; one that names the script's extension is taken to match it. */
function scriptPlace(path: string, places: readonly Place[]): Place | undefined {
  const extension = /^\/[^$]*\.(\w{2,5})$/.exec(path)?.[1];
  if (extension === undefined) return undefined;
  const able = places.filter((place) => passesOf(place.block).length > 0);
  return able.find((place) => place.route.match === 'exact' && place.route.path === path)
    ?? able.find((place) => place.route.match === 'pattern' && place.route.path?.includes(extension));
}

/** A pass directive that an include holds which the repository does not: what stands beside it tells whose it is. */
function hiddenPass(place: Place): { readonly pass: Pass; readonly directive: Block } | undefined {
  const children = place.block.children ?? [];
  const includes = children.filter(isOpenInclude);
  const nameOf = (block: Block): string => block.args[0]?.text ?? '';
  const directive = includes.find((block) => /pass|upstream|backend/i.test(nameOf(block)));
  if (!directive) return undefined;
  const beside = [directive, ...includes].map(nameOf).concat(children.map((block) => block.name));
  const pass = beside.map((name) => passes.find(({ prefix }) => name.includes(`${prefix}_`))).find((found) => found !== undefined);
  return pass && { pass, directive: { ...directive, name: nameOf(directive), args: [] } };
}

function passing(place: Place, pass: Pass, directive: Block, context: Context, inherited: readonly Setting[], route: Route): RouteReading {
  const to = passTarget(directive, pass, place.levels, context);
  const { target, others, upstream } = to;
  const reuse = pooled(pass, place.levels, directive, to, context);
  const reading: UpstreamReading = { target, protocol: protocolOf(pass, place.levels), pooled: reuse, ...endOf(pass, place.levels, context), place: directive.place, ...(others.length > 0 ? { others } : {}) };
  const settings = [
    ...downstreamSettings(place.levels, context),
    ...upstreamSettings(pass, place.levels, directive, context),
    ...triesSetting(pass, place.levels, upstream, context),
    ...(upstream && reuse.value !== 'no' ? poolSetting(upstream, context) : []),
    ...socketKeepalive(pass, place.levels, context),
  ];
  return { route: { ...route, ...hintOf(place.levels) }, settings: merged(inherited, settings), upstream: reading, place: place.block.place };
}

function protocolOf(pass: Pass, levels: Levels): UpstreamReading['protocol'] {
  if (pass.prefix !== 'proxy') return pass.protocol;
  return nearest(levels, 'proxy_http_version')[0]?.args[0]?.text === '2' ? 'h2' : pass.protocol;
}

/** Settings of the socket first; one clock once. */
function merged(first: readonly Setting[], then: readonly Setting[]): readonly Setting[] {
  const keyOf = ({ timer, side }: Setting): string => `${timer} ${side ?? ''}`;
  const taken = new Set(first.map(keyOf));
  return [...first, ...then.filter((setting) => !taken.has(keyOf(setting)))];
}
