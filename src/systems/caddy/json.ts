import type { Route } from '../../model/layer.ts';
import type { Setting } from '../../model/setting.ts';
import { no, yes } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';
import { entries, get, isMap, items, textOf, toText } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlEntry, type YamlNode } from '../../syntax/yaml.ts';
import type { Reader } from '../reader.ts';
import { below, type Rewrite, rewriting, type Where } from '../rewriting.ts';
import { configured } from '../setting.ts';
import type { LayerReading, Reading, RouteReading } from '../system.ts';
import { type Option, serverOptions, transportOptions } from './facts.ts';
import type { Running } from './layers.ts';
import { pathRoute } from './matchers.ts';
import { rewriteTo, uriRewrite } from './rewrite.ts';
import { timed } from './text.ts';
import { addressOf } from './upstream.ts';

/** Caddy's own JSON: `apps.http.servers`. */
export function jsonReading(source: Source, reader: Reader, running: Running): Reading {
  reader.claim(source);
  const { documents, problems } = reader.yaml(source);
  const servers = entries(get(documents.find(isMap), 'apps', 'http', 'servers'));
  return { layers: servers.map((server) => layerOf(server, servers.length, running)), problems };
}

function layerOf({ key, value }: YamlEntry, count: number, running: Running): LayerReading {
  const settings = timedOptions(value, serverOptions, 'apps.http.servers');
  const routes = routesIn(get(value, 'routes'), [{}], settings, 0);
  return {
    system: 'caddy', kind: routes.length > 0 ? 'proxy' : 'app-server', version: running.version, place: placeOf(key), settings, routes,
    name: count > 1 ? `${running.title}, ${key.text})` : `${running.title})`,
    listens: items(get(value, 'listen')).map((node) => {
      const port = /:(\d{1,5})$/.exec(textOf(node) ?? '')?.[1];
      return { kind: 'port', port: port === undefined ? undefined : Number(port), protocol: 'http/1.1', place: placeOf(node) };
    }),
    ...(running.process ? { process: running.process } : {}),
  };
}

/** A string is a duration, a number counts nanoseconds. */
function timedOptions(node: YamlNode | undefined, options: readonly Option[], prefix: string): readonly Setting[] {
  return options.flatMap((option) => timedOption(get(node, option.json), option, `${prefix} ${option.json}`));
}

function timedOption(node: YamlNode | undefined, { timer, zero }: Pick<Option, 'timer' | 'zero'>, name: string): readonly Setting[] {
  if (!node) return [];
  const text = toText(node);
  if (/^[1-9]\d*$/.test(text.value ?? '')) return [configured(timer, name, text, (value) => Number(value) / 1e6)];
  return timed(timer, name, text, zero);
}

const deepest = 12;

/** A rewrite holds for the handlers after it, also those of later routes. */
function routesIn(list: YamlNode | undefined, outer: readonly Route[], settings: readonly Setting[], depth: number): readonly RouteReading[] {
  if (depth > deepest) return [];
  const found: RouteReading[] = [];
  let around = outer;
  for (const route of items(list)) {
    const matchers = items(get(route, 'match'));
    let here = matchedBy(matchers, around);
    for (const handler of items(get(route, 'handle'))) {
      const kind = textOf(get(handler, 'handler'));
      if (kind === 'rewrite') {
        here = rewrittenBy(handler, here, 'all');
        around = rewrittenBy(handler, around, matchers.length === 0 ? 'all' : 'some');
      }
      if (kind === 'subroute') found.push(...routesIn(get(handler, 'routes'), here, settings, depth + 1));
      if (kind === 'reverse_proxy') found.push(...proxied(handler, here, settings));
    }
  }
  return found;
}

function rewrittenBy(handler: YamlNode, routes: readonly Route[], where: Where): readonly Route[] {
  const steps: readonly (readonly [string, (text: string) => Rewrite])[] = [
    ['uri', rewriteTo], ['strip_path_prefix', (text) => uriRewrite(['strip_prefix', text])], ['strip_path_suffix', () => uriRewrite(['strip_suffix'])],
    ['uri_substring', () => uriRewrite(['replace'])], ['path_regexp', () => uriRewrite(['path_regexp'])],
  ];
  return steps.reduce((before, [name, rewrite]) => {
    const node = get(handler, name);
    return node ? rewriting(before, where, rewrite(textOf(node) ?? '{}')) : before;
  }, routes);
}

function matchedBy(matchers: readonly YamlNode[], around: readonly Route[]): readonly Route[] {
  if (matchers.length === 0) return around;
  return around.flatMap((outer) => matchers.flatMap((matcher) => {
    const words = (name: string): readonly string[] => items(get(matcher, name)).flatMap((node) => textOf(node) ?? []);
    const hosts = words('host').map((host): Route => ({ host }));
    const paths = words('path').map(pathRoute);
    return (hosts.length > 0 ? hosts : [{}]).flatMap((host) => (paths.length > 0 ? paths : [{}]).map((path) => below({ ...outer, ...host }, path)));
  })).slice(0, 16);
}

function proxied(handler: YamlNode, routes: readonly Route[], settings: readonly Setting[]): readonly RouteReading[] {
  const transport = get(handler, 'transport');
  const isFastcgi = textOf(get(transport, 'protocol')) === 'fastcgi';
  const [first, ...others] = items(get(handler, 'upstreams')).flatMap((upstream) => get(upstream, 'dial') ?? []);
  const address = first ? addressOf(toText(first)) : { target: { kind: 'unknown', reason: 'looked up at run time', expression: 'dynamic_upstreams' } as const, protocol: 'http/1.1' as const };
  const enabled = get(transport, 'keep_alive', 'enabled');
  const place = placeOf(first ?? handler);
  const isPooled = !isFastcgi && (!enabled || textOf(enabled) !== 'false');
  const upstream = {
    ...address, place, protocol: isFastcgi ? 'fastcgi' as const : address.protocol,
    pooled: isPooled ? yes('Caddy keeps connections to its upstreams', place) : no(isFastcgi ? 'Caddy opens a FastCGI connection for every request' : 'keep_alive.enabled is false', place),
    ...(others.length > 0 ? { others: others.map((node) => addressOf(toText(node)).target) } : {}),
  };
  const idle = timedOption(get(transport, 'keep_alive', 'idle_timeout'), { timer: 'upstream.idle', zero: 'none' }, 'transport keep_alive.idle_timeout');
  return routes.map((route) => ({ route, settings: [...settings, ...timedOptions(transport, transportOptions, 'transport'), ...idle], upstream, place }));
}
