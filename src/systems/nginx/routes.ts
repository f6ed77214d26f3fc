import type { Route } from '../../model/layer.ts';
import type { Setting } from '../../model/setting.ts';
import { passengerAt } from '../passenger/in-nginx.ts';
import type { RouteReading, UpstreamReading } from '../system.ts';
import { passConditions } from './conditions.ts';
import type { Context } from './context.ts';
import { type Pass, passes } from './facts.ts';
import { endOf } from './body-end.ts';
import { hintOf } from './hint.ts';
import { pathChange } from './rewrite.ts';
import { passed } from './passed.ts';
import { passesIn, type Place, placesOf } from './places.ts';
import { downstreamSettings, poolSetting, repeatsOf, socketKeepalive, triesSetting, upstreamSettings } from './settings.ts';
import { type Block, isOpenInclude, type Levels, levelOf, named, nearestOne } from './tree.ts';

/** Everything that a server answers, its host left out. */
export function serverRoutes(server: Block, context: Context, inherited: readonly Setting[]): readonly RouteReading[] {
  const children = server.children ?? [];
  const places = placesOf(server, context);
  const ends = places.filter((place) => !isNamed(place.block));
  const routes = ends.flatMap((place) => routesOf(place, places, context, inherited));
  const whole: Place = { block: server, levels: [context.http, children], route: {}, passes: passesIn(children) };
  const isAnswered = places.some(({ route }) => route.path === '/' || route.path === undefined) || !passengerAt(whole.levels, context);
  if (routes.length > 0 && isAnswered) return routes;
  return [...routes, ...routesOf(whole, places, context, inherited)];
}

const isNamed = (location: Block): boolean => location.args[0]?.text.startsWith('@') ?? false;

function routesOf(place: Place, places: readonly Place[], context: Context, inherited: readonly Setting[]): readonly RouteReading[] {
  if (place.passes.length > 0) return place.passes.map(({ pass, directive }) => passing(place, pass, directive, context, inherited, place.route));
  const fallback = fallbackOf(place, places);
  const [first] = fallback?.passes ?? [];
  if (fallback && first) return [passing(fallback, first.pass, first.directive, context, inherited, place.route)];
  if (place.block.name === 'if') return [];
  const hidden = hiddenPass(place);
  if (hidden) return [passing(place, hidden.pass, hidden.directive, context, inherited, place.route)];
  const application = passengerAt(place.levels, context);
  const settings = [...downstreamSettings(place.levels, context), ...(application?.settings ?? [])];
  return [{ route: place.route, settings: merged(inherited, settings), ...(application ? { upstream: application.upstream } : {}), place: place.block.place }];
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
  const able = places.filter((place) => place.passes.length > 0);
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
  const { to: { target, others, upstream }, reuse } = passed(pass, directive, place.levels, context);
  const reading: UpstreamReading = { target, protocol: protocolOf(pass, place.levels), pooled: reuse, ...repeatsOf(pass, place.levels), ...endOf(pass, place.levels, context), place: directive.place, ...(others.length > 0 ? { others } : {}) };
  const settings = [
    ...downstreamSettings(place.levels, context),
    ...upstreamSettings(pass, place.levels, directive, context),
    ...triesSetting(pass, place.levels, upstream, context),
    ...(upstream && reuse.value !== 'no' ? poolSetting(upstream, context) : []),
    ...socketKeepalive(pass, place.levels, context),
  ];
  return { route: { ...route, ...hintOf(place.levels), ...pathChange(route, place.levels, directive, context) }, settings: merged(inherited, settings), conditions: () => passConditions(pass, place.levels, directive, upstream, context), upstream: reading, place: place.block.place };
}

function protocolOf(pass: Pass, levels: Levels): UpstreamReading['protocol'] {
  if (pass.prefix !== 'proxy') return pass.protocol;
  return nearestOne(levels, 'proxy_http_version')?.args[0]?.text === '2' ? 'h2' : pass.protocol;
}

/** Settings of the socket first; one clock once. */
function merged(first: readonly Setting[], then: readonly Setting[]): readonly Setting[] {
  if (first.length === 0) return then;
  const keyOf = ({ timer, side }: Setting): string => `${timer} ${side ?? ''}`;
  const taken = new Set(first.map(keyOf));
  return [...first, ...then.filter((setting) => !taken.has(keyOf(setting)))];
}
