import { goDuration } from '../../model/duration.ts';
import type { Protocol, Route } from '../../model/layer.ts';
import type { KubernetesObject, Scene } from '../../model/scene.ts';
import type { Setting } from '../../model/setting.ts';
import { yes } from '../../model/value.ts';
import { get, items, textOf } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import { durationAt, numberAt } from '../envoy/fields.ts';
import { prefixRewrite, regexRewrite } from '../envoy/rewrite.ts';
import type { Listener, RouteReading, Target } from '../system.ts';
import { policyFor } from './destination-rule.ts';
import { targetOf } from './hosts.ts';

/** Those bound to a gateway; without one they hold for the sidecars of the mesh alone. */
export const isAtGateway = ({ kind, apiVersion, node }: KubernetesObject): boolean =>
  kind === 'VirtualService' && apiVersion.startsWith('networking.istio.io/') && items(get(node, 'spec', 'gateways')).some((gateway) => gateway.kind === 'scalar' && gateway.text !== 'mesh');

/** Those that bind the sidecars of the mesh, and say how long these wait. */
export const isInMesh = (object: KubernetesObject): boolean =>
  object.kind === 'VirtualService' && object.apiVersion.startsWith('networking.istio.io/') && !isAtGateway(object)
  && items(get(object.node, 'spec', 'http')).some((rule) => get(rule, 'timeout') !== undefined || get(rule, 'retries') !== undefined);

const hostNames = (object: KubernetesObject): readonly YamlNode[] => items(get(object.node, 'spec', 'hosts'));

export const hostListeners = (object: KubernetesObject): readonly Listener[] =>
  hostNames(object).flatMap((host) => (textOf(host) === undefined ? [] : [{ kind: 'host', host: textOf(host) ?? '', place: placeOf(host) }]));

/** The HTTP routes, each with the connection pool of its first destination. */
export function httpRoutes(object: KubernetesObject, scene: Scene): readonly RouteReading[] {
  const hosts = hostNames(object).flatMap((host) => textOf(host) ?? []);
  const names = hosts.length === 0 || hosts.includes('*') ? [undefined] : hosts;
  return items(get(object.node, 'spec', 'http')).flatMap((rule) => {
    const destinations = items(get(rule, 'route')).flatMap((one) => destinationOf(get(one, 'destination'), object));
    const [first, ...others] = destinations;
    if (!first) return [];
    const { settings, pooled } = policyFor(first.host, object.namespace, first.port, scene);
    const upstream = {
      target: first.target, protocol: protocolOf(first.target, scene), place: first.place,
      pooled: pooled ?? yes('Istio\'s proxies pool the connections to every destination', first.place),
      ...(others.length > 0 ? { others: others.map(({ target }) => target) } : {}),
    };
    return names.flatMap((host) => matches(rule).map((match) => ({ route: { ...(host === undefined ? {} : { host }), ...match, ...rewritten(get(rule, 'rewrite'), match) }, settings: [...ruleSettings(rule), ...settings], upstream, place: first.place })));
  });
}

function rewritten(rewrite: YamlNode | undefined, route: Route): Pick<Route, 'becomes'> {
  const [uri, regex] = [get(rewrite, 'uri'), get(rewrite, 'uriRegexRewrite')];
  if (regex) return { becomes: regexRewrite(route, textOf(get(regex, 'match')), textOf(get(regex, 'rewrite'))) };
  return uri ? { becomes: prefixRewrite(route, textOf(uri)) } : {};
}

interface Destination {
  readonly host: string;
  readonly port: number | undefined;
  readonly target: Target;
  readonly place: RouteReading['place'];
}

function destinationOf(node: YamlNode | undefined, object: KubernetesObject): readonly Destination[] {
  const at = get(node, 'host');
  if (at?.kind !== 'scalar') return [];
  const host = textOf(at);
  const written = textOf(get(node, 'port', 'number'));
  const port = written !== undefined && /^\d{1,5}$/.test(written) ? Number(written) : undefined;
  const target: Target = host === undefined ? { kind: 'unknown', reason: 'the destination is only known at run time', expression: at.text } : targetOf(host, object.namespace, port);
  return [{ host: host ?? at.text, port, target, place: placeOf(at) }];
}

/** The deadline of the whole exchange and the tries within it. */
function ruleSettings(rule: YamlNode): readonly Setting[] {
  const retries = get(rule, 'retries');
  const tries = numberAt('retry.attempts', 'retries.attempts', get(retries, 'attempts'), 1);
  return [
    ...durationAt('upstream.deadline', 'timeout', get(rule, 'timeout'), goDuration),
    ...tries.map((setting) => (setting.value.kind === 'known' ? { ...setting, value: { ...setting.value, amount: setting.value.amount + 1 } } : setting)),
    ...durationAt('upstream.try', 'retries.perTryTimeout', get(retries, 'perTryTimeout'), goDuration),
  ];
}

function matches(rule: YamlNode): readonly Route[] {
  const found = items(get(rule, 'match')).map((match): Route => {
    const uri = get(match, 'uri');
    const [exact, pattern, prefix] = ['exact', 'regex', 'prefix'].map((kind) => textOf(get(uri, kind)));
    const method = textOf(get(match, 'method', 'exact'));
    const path: Route = exact !== undefined ? { path: exact, match: 'exact' } : pattern !== undefined ? { path: `^${pattern}$`, match: 'pattern' } : prefix === undefined || prefix === '/' ? {} : { path: prefix, match: 'prefix' };
    return { ...path, ...(method === undefined ? {} : { method }) };
  });
  return found.length > 0 ? found : [{}];
}

/** A Service says by the name of its port, or by appProtocol, what is spoken there. */
function protocolOf(target: Target, { services }: Scene): Protocol {
  if (target.kind !== 'service') return 'http/1.1';
  const service = services.find(({ name, namespace }) => name === target.name && namespace === target.namespace);
  const port = service?.ports.find((one) => one.port === target.port) ?? (service?.ports.length === 1 ? service.ports[0] : undefined);
  const ports = items(get(service?.node, 'spec', 'ports'));
  const written = ports.find((one) => textOf(get(one, 'port')) === String(port?.port));
  const spoken = textOf(get(written, 'appProtocol')) ?? port?.name ?? '';
  if (/^grpc(?:-|$)/.test(spoken)) return 'grpc';
  return /^(?:http2|kubernetes\.io\/h2c)(?:-|$)/.test(spoken) ? 'h2' : 'http/1.1';
}
