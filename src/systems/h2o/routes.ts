import { type Fact, no, unsure, yes } from '../../model/value.ts';
import type { Setting } from '../../model/setting.ts';
import { entries, get, isScalar, items, textOf, toText } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlEntry, type YamlNode } from '../../syntax/yaml.ts';
import type { RouteReading, Target, UpstreamReading } from '../system.ts';
import { downstreamSettings, fastcgiSettings, type Levels, nearest, proxySettings } from './settings.ts';

/** The paths of one host. A path holds a map of directives, or a list of such maps that are tried in order. */
export function hostRoutes(host: YamlEntry, root: YamlNode): readonly RouteReading[] {
  const name = host.key.text.replace(/:\d+$/, '');
  const isPublic = /^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(name) && !/^[\d.]+$/.test(name);
  return entries(get(host.value, 'paths')).flatMap((path) => {
    const handlers = path.value.kind === 'list' ? items(path.value) : [path.value];
    const route = { ...(isPublic ? { host: name } : {}), path: path.key.text, match: 'prefix' as const };
    const passing = handlers.flatMap((handler) => passingOf(handler, [root, host.value, handler]));
    const settings = downstreamSettings(root);
    if (passing.length === 0) return [{ route, settings, place: placeOf(path.key) }];
    return passing.map((to) => ({ route, settings: [...settings, ...to.settings], upstream: to.upstream, place: placeOf(path.key) }));
  });
}

interface Passing {
  readonly upstream: UpstreamReading;
  readonly settings: readonly Setting[];
}

function passingOf(handler: YamlNode, levels: Levels): readonly Passing[] {
  const url = get(handler, 'proxy.reverse.url');
  const connect = get(handler, 'fastcgi.connect');
  if (url) return [{ upstream: { ...reverse(url), protocol: 'http/1.1', pooled: pooled(levels, 'proxy.timeout.keepalive', url), place: placeOf(url) }, settings: unlessUnused(proxySettings(levels)) }];
  if (!connect) return [];
  return [{ upstream: { target: connected(connect), protocol: 'fastcgi', pooled: pooled(levels, 'fastcgi.timeout.keepalive', connect), place: placeOf(connect) }, settings: unlessUnused(fastcgiSettings(levels)) }];
}

const unlessUnused = (settings: readonly Setting[]): readonly Setting[] => settings.filter((setting) => setting.timer !== 'upstream.idle' || setting.value.kind !== 'known' || setting.value.amount > 0);

/** HTTP is pooled unless told otherwise, FastCGI is not. */
function pooled(levels: Levels, name: string, at: YamlNode): Fact {
  const node = nearest(levels, name);
  if (!node) return name.startsWith('proxy') ? yes('h2o pools upstream connections by default', placeOf(at)) : no(`${name} is 0 by default`, placeOf(at));
  const { value } = toText(node);
  if (value === undefined) return unsure(`${name} is only known at run time`, placeOf(node));
  return value === '0' ? no(`${name} is 0`, placeOf(node)) : yes(`${name} is ${value}`, placeOf(node));
}

/** One URL, a list of them, or maps with a `url`. */
function reverse(node: YamlNode): Pick<UpstreamReading, 'target' | 'others'> {
  const nodes = node.kind === 'list' ? items(node) : (items(get(node, 'backends')).length > 0 ? items(get(node, 'backends')) : [node]);
  const [target, ...others] = nodes.map((one) => urlTarget(isScalar(one) ? one : get(one, 'url')));
  return { target: target ?? unknownTarget(''), ...(others.length > 0 ? { others } : {}) };
}

const unknownTarget = (expression: string): Target => ({ kind: 'unknown', reason: 'not an address that the files show', expression });

function urlTarget(node: YamlNode | undefined): Target {
  const text = node && toText(node);
  const parts = /^(https?):\/\/(?:\[unix:([^\]]+)\]|([^:/]+)(?::(\d{1,5}))?)(\/.*)?$/.exec(text?.value ?? '');
  if (!parts) return unknownTarget(text?.expression ?? '');
  const [, scheme, socket, host = '', port, path] = parts;
  if (socket !== undefined) return { kind: 'socket', path: socket };
  const fallback = scheme === 'https' ? 443 : 80;
  return { kind: 'host', host, port: port === undefined ? fallback : Number(port), ...(path === undefined ? {} : { path }) };
}

function connected(node: YamlNode): Target {
  const port = textOf(isScalar(node) ? node : get(node, 'port'));
  if (port === undefined) return unknownTarget('fastcgi.connect');
  if (textOf(get(node, 'type')) === 'unix' || port.startsWith('/')) return { kind: 'socket', path: port };
  return { kind: 'host', host: textOf(get(node, 'host')) ?? '127.0.0.1', port: Number(port) };
}
