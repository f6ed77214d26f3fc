import type { Route, Version } from '../../model/layer.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { known } from '../../model/value.ts';
import { items, textOf } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import { documented } from '../documented.ts';
import type { Switched } from '../kernel-probe.ts';
import { configured, literal } from '../setting.ts';
import type { RouteReading } from '../system.ts';
import { clusterOf } from './cluster.ts';
import { facts, retriesByDefault } from './facts.ts';
import { durationAt, field, numberAt } from './fields.ts';
import { rewritten } from './rewrite.ts';

/** What the routes of one HTTP connection manager have in common. */
export interface Manager {
  readonly node: YamlNode;
  readonly clusters: readonly YamlNode[];
  readonly settings: readonly Setting[];
  readonly sysctls: Switched['sysctls'];
  readonly version: Version;
}

/** The routes of `route_config`; those that another source hands out later are not known. */
export function routesOf(manager: Manager): readonly RouteReading[] {
  const grpc = items(field(manager.node, 'http_filters')).some((filter) => (textOf(field(filter, 'name')) ?? '').includes('grpc'));
  return items(field(manager.node, 'route_config', 'virtual_hosts')).flatMap((host) => {
    const domains = items(field(host, 'domains')).flatMap((domain) => textOf(domain) ?? []);
    return items(field(host, 'routes')).flatMap((route) => routeReadings(route, host, domains, grpc, manager));
  });
}

function routeReadings(node: YamlNode, host: YamlNode, domains: readonly string[], filtersGrpc: boolean, manager: Manager): readonly RouteReading[] {
  const action = field(node, 'route');
  const match = field(node, 'match');
  const place = placeOf(match ?? node);
  const routes = hostsOf(domains).map((name): Route => ({ ...(name === undefined ? {} : { host: name }), ...pathOf(match), ...methodOf(match) }));
  if (!action) return routes.map((route) => ({ route, settings: manager.settings, place }));
  const grpc = filtersGrpc || field(match, 'grpc') !== undefined;
  const named = [...clusterNames(action)];
  const [first, ...others] = named.map(({ name, at }) => clusterOf(name, at, manager.clusters, grpc, manager.sysctls));
  if (!first) return [];
  const targets = [...(first.upstream.others ?? []), ...others.flatMap(({ upstream }) => [upstream.target, ...(upstream.others ?? [])])];
  const upstream = { ...first.upstream, ...(targets.length > 0 ? { others: targets } : {}) };
  const own = actionSettings(action, host, manager.version);
  const settings = [...manager.settings.filter(({ timer }) => !own.some((one) => one.timer === timer)), ...own, ...first.settings];
  return routes.map((route) => ({ route: { ...route, ...rewritten(action, route) }, settings, upstream, place }));
}

function* clusterNames(action: YamlNode): Generator<{ readonly name: string; readonly at: YamlNode }> {
  const single = field(action, 'cluster') ?? field(action, 'cluster_header');
  const all = single ? [single] : items(field(action, 'weighted_clusters', 'clusters')).flatMap((one) => field(one, 'name') ?? []);
  for (const at of all) if (at.kind === 'scalar') yield { name: at.text, at };
}

/** The clocks of a route: the deadline of the whole exchange, silence, and tries. */
function actionSettings(action: YamlNode, host: YamlNode, version: Version): readonly Setting[] {
  const deadline = durationAt('upstream.deadline', 'route.timeout', field(action, 'timeout'));
  const place = placeOf(field(action, 'cluster') ?? action);
  const retry = field(action, 'retry_policy') ?? field(host, 'retry_policy');
  return [
    ...(deadline.length > 0 ? deadline : documented(facts, new Set<Timer>(['upstream.deadline']), { version, profile: 'http', place })),
    ...durationAt('exchange.idle', 'route.idle_timeout', field(action, 'idle_timeout')),
    ...durationAt('upstream.try', 'retry_policy.per_try_timeout', field(retry, 'per_try_timeout')).filter(({ value }) => value.kind !== 'known' || value.amount !== Number.POSITIVE_INFINITY),
    ...(retry ? attempts(retry) : []),
  ];
}

/** Without conditions only a header of the request asks for retries. */
function attempts(retry: YamlNode): readonly Setting[] {
  const conditions = field(retry, 'retry_on');
  if (!conditions) return [];
  const written = numberAt('retry.attempts', 'retry_policy.num_retries', field(retry, 'num_retries'), 1);
  if (written.length === 0) return [configured('retry.attempts', 'retry_policy.num_retries', literal('', placeOf(conditions)), () => known(retriesByDefault + 1, `${retriesByDefault} retry`))];
  return written.map((setting) => (setting.value.kind === 'known' ? { ...setting, value: { ...setting.value, amount: setting.value.amount + 1 } } : setting));
}

function hostsOf(domains: readonly string[]): readonly (string | undefined)[] {
  const names = [...new Set(domains.map((domain) => domain.replace(/:(?:\d+|\*)$/, '')))];
  return names.length === 0 || names.includes('*') ? [undefined] : names;
}

function pathOf(match: YamlNode | undefined): Pick<Route, 'path' | 'match'> {
  const [exact, pattern, prefix] = [field(match, 'path'), field(match, 'safe_regex', 'regex') ?? field(match, 'regex'), field(match, 'prefix') ?? field(match, 'path_separated_prefix')].map(textOf);
  if (exact !== undefined) return { path: exact, match: 'exact' };
  if (pattern !== undefined) return { path: `^${pattern}$`, match: 'pattern' };
  return prefix === undefined || prefix === '/' ? {} : { path: prefix, match: 'prefix' };
}

function methodOf(match: YamlNode | undefined): Pick<Route, 'method'> {
  const header = items(field(match, 'headers')).find((one) => textOf(field(one, 'name')) === ':method');
  const method = textOf(field(header, 'exact_match') ?? field(header, 'string_match', 'exact'));
  return method === undefined ? {} : { method };
}
