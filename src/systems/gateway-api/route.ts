import type { Route } from '../../model/layer.ts';
import type { KubernetesObject, Scene } from '../../model/scene.ts';
import { get, items, textOf } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import type { Target } from '../system.ts';
import { rewritten } from './rewrite.ts';

export const isRoute = ({ kind, apiVersion }: KubernetesObject): boolean => (kind === 'HTTPRoute' || kind === 'GRPCRoute') && apiVersion.startsWith('gateway.networking.k8s.io/');

/** A route is attached to a Gateway of any listener; parents of another kind are meshes. */
export function parentsOf(route: KubernetesObject): readonly { readonly name: string; readonly namespace: string }[] {
  return items(get(route.node, 'spec', 'parentRefs')).flatMap((parent) => {
    const name = textOf(get(parent, 'name'));
    const isGateway = (textOf(get(parent, 'kind')) ?? 'Gateway') === 'Gateway';
    return name === undefined || !isGateway ? [] : [{ name, namespace: textOf(get(parent, 'namespace')) ?? route.namespace }];
  });
}

export const gatewaysOf = (route: KubernetesObject, { objects }: Scene): readonly KubernetesObject[] =>
  objects.filter(({ kind, name, namespace }) => kind === 'Gateway' && parentsOf(route).some((parent) => parent.name === name && parent.namespace === namespace));

/** `undefined` stands for every host. */
export function hostNames(route: KubernetesObject): readonly (string | undefined)[] {
  const names = items(get(route.node, 'spec', 'hostnames')).flatMap((name) => textOf(name) ?? []);
  return names.length > 0 ? names : [undefined];
}

export interface Backend {
  readonly target: Extract<Target, { readonly kind: 'service' }>;
  readonly place: ReturnType<typeof placeOf>;
}

/** The Services behind a rule. */
export function backendsOf(rule: YamlNode, { namespace }: KubernetesObject): readonly Backend[] {
  return items(get(rule, 'backendRefs')).flatMap((backend) => {
    const name = textOf(get(backend, 'name'));
    if (name === undefined || (textOf(get(backend, 'kind')) ?? 'Service') !== 'Service') return [];
    const port = textOf(get(backend, 'port'));
    return [{ target: { kind: 'service', namespace: textOf(get(backend, 'namespace')) ?? namespace, name, port: port === undefined ? undefined : Number(port) }, place: placeOf(backend) }];
  });
}

/** What a rule matches, and what its filters make of the path. */
export function matchesOf(rule: YamlNode): readonly Route[] {
  const found = items(get(rule, 'matches')).map((match): Route => {
    const method = get(match, 'method');
    if (method?.kind === 'map') return grpcRoute(method);
    const path = textOf(get(match, 'path', 'value'));
    const kind = kinds.get(textOf(get(match, 'path', 'type')) ?? '') ?? 'prefix';
    return { ...(path === undefined || path === '/' ? {} : { path: kind === 'pattern' ? `^${path}$` : path, match: kind }), ...(method ? { method: textOf(method) ?? '' } : {}) };
  });
  return (found.length > 0 ? found : [{}]).map((route) => ({ ...route, ...rewritten(rule, route) }));
}

const kinds: ReadonlyMap<string, 'exact' | 'pattern'> = new Map([['Exact', 'exact'], ['RegularExpression', 'pattern']]);

/** A method of a gRPC service is a path. */
function grpcRoute(node: YamlNode): Route {
  const [service, method] = [textOf(get(node, 'service')), textOf(get(node, 'method'))];
  if (service === undefined) return {};
  return method === undefined ? { path: `/${service}/`, match: 'prefix' } : { path: `/${service}/${method}`, match: 'exact' };
}
