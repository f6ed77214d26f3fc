import { formatDuration } from '../../model/duration.ts';
import type { PathChange, Route } from '../../model/layer.ts';
import { replacing } from '../../model/path-change.ts';
import type { Ingress, IngressPath, KubernetesObject, Scene } from '../../model/scene.ts';
import { no } from '../../model/value.ts';
import { get, isScalar, items, textOf, toText } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import { ingressController } from '../ingress-class.ts';
import { ingressHosts, ingressRoute } from '../ingress-route.ts';
import { nginxTime } from '../nginx/time.ts';
import type { LayerReading, Reading, RouteReading, Written } from '../system.ts';
import { controllerName, facts, keys, links, prefix, usualTimeout } from './facts.ts';
import { globalLookup, type Lookup, pooledFact, settingsOf } from './settings.ts';
import { unread } from './unread.ts';

/** Ingresses and VirtualServers of F5's controller, which shares its name and class with the community's. */
export function readScene(scene: Scene): Reading | undefined {
  const global = globalLookup(scene);
  const ingresses = scene.ingresses.filter((ingress) => isServed(ingress, scene));
  const servers = scene.objects.filter(({ kind, apiVersion }) => kind === 'VirtualServer' && apiVersion.startsWith('k8s.nginx.org/'));
  const layers = [...ingresses.map((ingress) => ingressLayer(ingress, global)), ...servers.map((object) => serverLayer(object, global))].filter(({ routes }) => routes.length > 0);
  const written = ingresses.flatMap((ingress) => [...annotationFaults(ingress), ...unread(ingress)]);
  return layers.length === 0 && written.length === 0 ? undefined : { layers, written };
}

function isServed(ingress: Ingress, scene: Scene): boolean {
  const controller = ingressController(ingress, scene);
  if (controller === controllerName) return true;
  const has = (start: string): boolean => [...ingress.annotations.keys()].some((key) => key.startsWith(start));
  const isNamed = scene.objects.some(({ kind, name }) => kind === 'IngressClass' && name === ingress.className);
  return !isNamed && (controller === undefined || controller === 'k8s.io/ingress-nginx') && has(prefix) && !has('nginx.ingress.kubernetes.io/');
}

const common = { system: facts.system, kind: 'proxy', version: { reason: 'the controller\'s image is not in the repository' } } as const;

function ingressLayer(ingress: Ingress, global: Lookup): LayerReading {
  const own: Lookup = (name) => ingress.annotations.get(name)?.text;
  const settings = settingsOf(own, global, ([, key]) => `${prefix}${key}`);
  const connections = own(`${prefix}keepalive`) ?? global('keepalive');
  return {
    ...common, name: `${facts.title} (ingress/${ingress.name})`, place: ingress.classPlace, settings, listens: ingressHosts(ingress),
    routes: ingress.paths.map((path) => ({
      route: { ...ingressRoute(path), ...rewritten(path, ingress) }, settings, place: path.place,
      upstream: { target: { kind: 'service', namespace: ingress.namespace, name: path.service, port: path.port }, protocol: 'http/1.1', pooled: pooledFact(connections, path.place), place: path.place },
    })),
  };
}

/** `serviceName=app rewrite=/v1/;serviceName=…` */
function rewritten(path: IngressPath, { annotations }: Ingress): Pick<Route, 'becomes'> {
  if (annotations.has(`${prefix}rewrite-target`)) return { becomes: { kind: 'unknown', why: 'rewrite-target' } };
  const text = annotations.get(`${prefix}rewrites`)?.text;
  if (text && text.value === undefined) return { becomes: { kind: 'unknown', why: 'rewrites' } };
  const [, target] = (text?.value ?? '').split(';').map((one) => /^\s*serviceName=(\S+)\s+rewrite=(\S+)\s*$/.exec(one)?.slice(1) ?? []).find(([service]) => service === path.service) ?? [];
  return target === undefined ? {} : { becomes: passedOn(ingressRoute(path), target) };
}

/** As a path in nginx's `proxy_pass`; with a pattern, groups may stand in it. */
function passedOn({ path = '/', match }: Route, to: string): PathChange {
  if (match === 'pattern' || to.includes('$')) return { kind: 'unknown', why: 'rewrite' };
  return match === 'exact' ? { kind: 'fixed', to } : replacing(path, to);
}

function serverLayer(object: KubernetesObject, global: Lookup): LayerReading {
  const host = get(object.node, 'spec', 'host');
  const name = textOf(host);
  return {
    ...common, name: `${facts.title} (virtualserver/${object.name})`, place: object.place, settings: [],
    listens: host && name !== undefined ? [{ kind: 'host', host: name, place: placeOf(host) }] : [],
    routes: items(get(object.node, 'spec', 'routes')).flatMap((route) => serverRoute(route, name, object, global)),
  };
}

function serverRoute(node: YamlNode, host: string | undefined, object: KubernetesObject, global: Lookup): readonly RouteReading[] {
  const pass = textOf(get(node, 'action', 'pass') ?? get(node, 'action', 'proxy', 'upstream'));
  const upstream = items(get(object.node, 'spec', 'upstreams')).find((one) => pass !== undefined && textOf(get(one, 'name')) === pass);
  const service = textOf(get(upstream, 'service'));
  if (!upstream || service === undefined) return [];
  const own: Lookup = (name) => {
    const value = get(upstream, name);
    return isScalar(value) ? toText(value) : undefined;
  };
  const place = placeOf(get(upstream, 'service') ?? upstream);
  const port = Number(textOf(get(upstream, 'port')) ?? Number.NaN);
  const target = { kind: 'service' as const, namespace: object.namespace, name: service, port: Number.isNaN(port) ? undefined : port };
  const path = pathOf(textOf(get(node, 'path')));
  const rewrite = get(node, 'action', 'proxy', 'rewritePath');
  const becomes = rewrite && passedOn(path, textOf(rewrite) ?? '$');
  return [{
    route: { ...(host === undefined ? {} : { host }), ...path, ...(becomes ? { becomes } : {}) }, settings: settingsOf(own, global, ([, , field]) => field), place,
    upstream: { target, protocol: 'http/1.1', pooled: pooledFact(own('keepalive') ?? global('keepalive'), place), place },
  }];
}

/** `~ ^/x` is a regular expression, `=/x` an exact path. */
function pathOf(path: string | undefined): Pick<Route, 'path' | 'match'> {
  if (path === undefined || path === '/') return {};
  if (path.startsWith('~')) return { path: path.replace(/^~\*?\s*/, ''), match: 'pattern' };
  return path.startsWith('=') ? { path: path.slice(1), match: 'exact' } : { path, match: 'prefix' };
}

/** Times that the controller cannot read are logged and dropped. */
function annotationFaults(ingress: Ingress): readonly Written[] {
  return keys.flatMap(([timer, key]) => {
    const annotation = ingress.annotations.get(`${prefix}${key}`);
    if (annotation?.text.value === undefined || nginxTime(annotation.text.value) !== undefined) return [];
    return [{
      fault: 'ineffective' as const, system: facts.system, name: annotation.key, text: annotation.text, timer, place: annotation.text.places[0], related: [], refused: true as const,
      works: no(`${annotation.text.value} is not an nginx time`, ...annotation.text.places),
      symptom: `the controller logs an error and the default of ${formatDuration(usualTimeout)} stays in force`, advice: 'write an nginx time such as 90s', link: links.annotations,
    }];
  });
}
