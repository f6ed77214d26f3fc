import type { Route } from '../../model/layer.ts';
import type { Process } from '../../model/process.ts';
import { get, isScalar, items, textOf, toText } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import type { RouteReading, Target, Written } from '../system.ts';
import { fields } from './facts.ts';
import { faultOf, type Field, pooledFact, settingOf, triesOf } from './fields.ts';
import { sentPath, unknown } from './path.ts';

/** Whether a document is a declarative configuration, as Kong and decK write it. */
export const isDeclarative = (root: YamlNode): boolean => get(root, '_format_version') !== undefined && get(root, 'services') !== undefined;

/** The routes of every service of a declarative configuration. */
export function declaredRoutes(root: YamlNode, process: Process | undefined): readonly RouteReading[] {
  return items(get(root, 'services')).flatMap((service) => {
    const name = textOf(get(service, 'name'));
    const apart = items(get(root, 'routes')).filter((route) => name !== undefined && textOf(get(route, 'service', 'name') ?? get(route, 'service')) === name);
    const retries = get(service, 'retries');
    const settings = [...fieldsOf(service).map(settingOf), ...(isScalar(retries) ? [triesOf('retries', toText(retries))] : [])];
    const at = get(service, 'url') ?? get(service, 'host') ?? service;
    const protocol = /^grpcs?/.test(textOf(get(service, 'protocol')) ?? textOf(get(service, 'url')) ?? '') ? 'grpc' : 'http/1.1';
    const upstream = { target: targetOf(service), protocol, pooled: pooledFact(process, placeOf(at)), place: placeOf(at) } as const;
    const routes = [...items(get(service, 'routes')), ...apart].flatMap((node) => routesOf(node).map((route) => ({ ...route, ...forwarded(node, service, route, protocol === 'grpc') })));
    return routes.map((route) => ({ route, settings, upstream, place: placeOf(at) }));
  });
}

export const declaredFaults = (root: YamlNode): readonly Written[] => items(get(root, 'services')).flatMap((service) => fieldsOf(service).flatMap(faultOf));

function fieldsOf(service: YamlNode): readonly Field[] {
  return fields.flatMap(([timer, name]) => {
    const node = get(service, name);
    return isScalar(node) && node.value !== null ? [{ timer, name, text: toText(node) }] : [];
  });
}

function targetOf(service: YamlNode): Target {
  const url = textOf(get(service, 'url'));
  const [, scheme = '', host, port] = /^(\w+):\/\/([^/:]+)(?::(\d{1,5}))?/.exec(url ?? '') ?? [];
  if (host !== undefined) return { kind: 'host', host, port: port === undefined ? (/s$/.test(scheme) ? 443 : 80) : Number(port) };
  const name = textOf(get(service, 'host'));
  if (name === undefined) return { kind: 'unknown', reason: 'an address that only run time tells', expression: textOf(get(service, 'name')) ?? '' };
  return { kind: 'host', host: name, port: Number(textOf(get(service, 'port')) ?? 80) };
}

/** Routes leave out what matched unless they say otherwise; a plugin may put anything in place of the path. */
function forwarded(node: YamlNode, service: YamlNode, route: Route, isGrpc: boolean): Pick<Route, 'becomes'> {
  const transformer = [node, service].flatMap((one) => items(get(one, 'plugins'))).find((plugin) => /^request-transformer/.test(textOf(get(plugin, 'name')) ?? '') && get(plugin, 'config', 'replace', 'uri') !== undefined);
  if (transformer) return unknown('request-transformer');
  if (textOf(get(node, 'path_handling')) === 'v1') return unknown('path_handling');
  const written = get(node, 'strip_path');
  const strips = written ? switches.get(textOf(written) ?? '') : true;
  return sentPath(route, { strips: isGrpc ? false : strips, base: textOf(get(service, 'path')) ?? /^\w+:\/\/[^/]+(\/.*)$/.exec(textOf(get(service, 'url')) ?? '')?.[1] });
}

const switches: ReadonlyMap<string, boolean> = new Map([['true', true], ['false', false]]);

/** A path that begins with `~` is a regular expression. */
function routesOf(route: YamlNode): readonly Route[] {
  const texts = (name: string): readonly (string | undefined)[] => {
    const found = items(get(route, name)).flatMap((item) => textOf(item) ?? []);
    return found.length > 0 ? found : [undefined];
  };
  return texts('hosts').flatMap((host) => texts('paths').flatMap((path) => texts('methods').map((method): Route => ({
    ...(host === undefined ? {} : { host }),
    ...(path === undefined || path === '/' ? {} : path.startsWith('~') ? { path: `^${path.slice(1)}`, match: 'pattern' as const } : { path, match: 'prefix' as const }),
    ...(method === undefined ? {} : { method }),
  }))));
}
