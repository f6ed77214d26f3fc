import { parseDuration } from '../../model/duration.ts';
import type { Route } from '../../model/layer.ts';
import type { Ingress, KubernetesObject, Scene } from '../../model/scene.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { never, no, type Text, type Value, yes } from '../../model/value.ts';
import { get, isScalar, items, textOf, toText } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import { numberAt } from '../envoy/fields.ts';
import { ingressController } from '../ingress-class.ts';
import { ingressHosts, ingressRoute } from '../ingress-route.ts';
import type { Reader } from '../reader.ts';
import { configured } from '../setting.ts';
import type { LayerReading, Reading, RouteReading, Written } from '../system.ts';
import { annotations, duration, facts, links, policyFields } from './facts.ts';
import { rewritten } from './rewrite.ts';
import { unread } from './unread.ts';

/** HTTPProxies with a virtual host, and Ingresses of its class. */
export function readScene(scene: Scene, reader: Reader): Reading | undefined {
  const proxies = scene.objects.filter(({ kind, apiVersion }) => kind === 'HTTPProxy' && apiVersion.startsWith('projectcontour.io/'));
  const ingresses = scene.ingresses.filter((ingress) => /contour/.test(ingressController(ingress, scene) ?? ''));
  const layers = [...proxies.map((object) => proxyLayer(object, reader)), ...ingresses.map((ingress) => ingressLayer(ingress, reader))].filter(({ routes }) => routes.length > 0);
  const written = [...proxies.flatMap(proxyFaults), ...ingresses.flatMap((ingress) => [...annotationTexts(ingress).flatMap(([timer, name, text]) => refused(timer, name, text, links.annotations)), ...unread(ingress)])];
  return layers.length === 0 && written.length === 0 ? undefined : { layers, written };
}

function common(reader: Reader): Pick<LayerReading, 'system' | 'kind' | 'version' | 'settings'> {
  const version = reader.version(facts.system);
  return { system: facts.system, kind: 'proxy', version: version === undefined ? { reason: 'the controller is not in the repository' } : { known: version }, settings: [] };
}

const routesIn = (object: KubernetesObject): readonly YamlNode[] => items(get(object.node, 'spec', 'routes'));

function proxyLayer(object: KubernetesObject, reader: Reader): LayerReading {
  const name = get(object.node, 'spec', 'virtualhost', 'fqdn');
  const host = textOf(name);
  return {
    ...common(reader), name: `${facts.title} (httpproxy/${object.name})`, place: object.place,
    listens: [...(name && host !== undefined ? [{ kind: 'host' as const, host, place: placeOf(name) }] : []), { kind: 'controller', controller: facts.system, place: object.place }],
    routes: routesIn(object).flatMap((node) => proxyRoute(node, host, object)),
  };
}

function proxyRoute(node: YamlNode, host: string | undefined, { namespace }: KubernetesObject): readonly RouteReading[] {
  const services = items(get(node, 'services')).flatMap((service) => {
    const name = textOf(get(service, 'name'));
    const port = Number(textOf(get(service, 'port')) ?? Number.NaN);
    return name === undefined ? [] : [{ service, target: { kind: 'service' as const, namespace, name, port: Number.isNaN(port) ? undefined : port } }];
  });
  const [first, ...others] = services;
  if (!first) return [];
  const place = placeOf(first.service);
  const protocol = /^h2c?$/.test(textOf(get(first.service, 'protocol')) ?? '') ? 'h2' : 'http/1.1';
  const upstream = { target: first.target, protocol, pooled: yes('Contour\'s Envoy pools the connections to every Service', place), place, ...(others.length > 0 ? { others: others.map(({ target }) => target) } : {}) } as const;
  const path = pathOf(node);
  return [{ route: { ...(host === undefined ? {} : { host }), ...path, ...rewritten(node, path, host !== undefined) }, settings: [...policySettings(node), ...retrySettings(node)], upstream, place }];
}

function pathOf(node: YamlNode): Pick<Route, 'path' | 'match'> {
  const conditions = items(get(node, 'conditions'));
  const value = (kind: string) => conditions.map((condition) => textOf(get(condition, kind))).find((text) => text !== undefined);
  const [exact, pattern, prefix] = [value('exact'), value('regex'), value('prefix')];
  if (exact !== undefined) return { path: exact, match: 'exact' };
  if (pattern !== undefined) return { path: `^${pattern}$`, match: 'pattern' };
  return prefix === undefined || prefix === '/' ? {} : { path: prefix, match: 'prefix' };
}

const policySettings = (node: YamlNode): readonly Setting[] => policyTexts(node).flatMap(([timer, name, text]) => written(timer, name, text));

function policyTexts(node: YamlNode): readonly (readonly [Timer, string, Text])[] {
  return policyFields.flatMap(([timer, name]) => {
    const at = get(node, 'timeoutPolicy', name);
    return isScalar(at) && at.value !== null ? [[timer, `timeoutPolicy.${name}`, toText(at)] as const] : [];
  });
}

function retrySettings(node: YamlNode): readonly Setting[] {
  const policy = get(node, 'retryPolicy');
  const tries = numberAt('retry.attempts', 'retryPolicy.count', get(policy, 'count'), 1).map((setting) => (setting.value.kind === 'known' ? { ...setting, value: { ...setting.value, amount: setting.value.amount + 1 } } : setting));
  const each = get(policy, 'perTryTimeout');
  return [...tries, ...(isScalar(each) && each.value !== null ? written('upstream.try', 'retryPolicy.perTryTimeout', toText(each)) : [])];
}

/** `infinity` is never; zero is as if nothing were written. */
function written(timer: Timer, name: string, text: Text): readonly Setting[] {
  if (text.value !== undefined && parseDuration(text.value, duration) === 0) return [];
  return [configured(timer, name, text, (value): number | Value | undefined => (/^infini(?:ty|te)$/.test(value) ? { ...never, written: value } : parseDuration(value, duration)))];
}

function annotationTexts(ingress: Ingress): readonly (readonly [Timer, string, Text])[] {
  return annotations.flatMap(([timer, key]) => {
    const annotation = ingress.annotations.get(key);
    return annotation ? [[timer, key, annotation.text] as const] : [];
  });
}

function ingressLayer(ingress: Ingress, reader: Reader): LayerReading {
  const settings = annotationTexts(ingress).flatMap(([timer, name, text]) => written(timer, name, text));
  return {
    ...common(reader), name: `${facts.title} (ingress/${ingress.name})`, place: ingress.classPlace, listens: [...ingressHosts(ingress), { kind: 'controller', controller: facts.system, place: ingress.classPlace }],
    routes: ingress.paths.map((path) => ({
      route: ingressRoute(path), settings, place: path.place,
      upstream: { target: { kind: 'service', namespace: ingress.namespace, name: path.service, port: path.port }, protocol: 'http/1.1', pooled: yes('Contour\'s Envoy pools the connections to every Service', path.place), place: path.place },
    })),
  };
}

const proxyFaults = (object: KubernetesObject): readonly Written[] => routesIn(object).flatMap((node) => policyTexts(node).flatMap(([timer, name, text]) => refused(timer, name, text, links.proxyApi)));

function refused(timer: Timer, name: string, text: Text, link: string): readonly Written[] {
  if (text.value === undefined || /^infini(?:ty|te)$/.test(text.value) || parseDuration(text.value, duration) !== undefined) return [];
  return [{
    fault: 'invalid', system: facts.system, name, text, timer, place: text.places[0], related: [], refused: true, link,
    works: no('Contour takes a duration such as 30s, or infinity', ...text.places),
    symptom: 'the object is refused or marked invalid, and the value does not count', advice: 'write a number with a unit such as 30s, or infinity',
  }];
}
