import type { Route } from '../model/layer.ts';
import type { Ingress, IngressPath } from '../model/scene.ts';
import type { Listener } from './system.ts';

/** Host and path of an Ingress rule, as a route. */
export function ingressRoute(path: IngressPath): Route {
  const plain = path.path === undefined || path.path === '' || path.path === '/*' ? '/' : path.path.replace(/\/\*$/, '');
  const match = path.pathType === 'Exact' ? 'exact' : 'prefix';
  return { ...(path.host !== undefined && path.host !== '' && { host: path.host }), ...(plain !== '/' && { path: plain, match }) };
}

/** The names under which an Ingress is reached; `*` where a rule names none. */
export function ingressHosts(ingress: Ingress): readonly Listener[] {
  const hosts = new Map<string, Listener>();
  for (const { host, place } of ingress.paths) {
    const name = host === undefined || host === '' ? '*' : host;
    if (!hosts.has(name)) hosts.set(name, { kind: 'host', host: name, place });
  }
  return [...hosts.values()];
}
