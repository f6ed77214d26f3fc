import type { Protocol, Route } from '../../model/layer.ts';
import type { Ingress, IngressPath } from '../../model/scene.ts';
import { type Fact, no, unsure, yes } from '../../model/value.ts';
import type { Setting } from '../../model/setting.ts';
import type { LayerReading, Listener, RouteReading } from '../system.ts';
import type { Controller } from './controller.ts';
import { rewriteTo } from './rewrite.ts';
import { settingsOf } from './settings.ts';
import { snippetSettings, type Snippets } from './snippets.ts';

/** The controller at work for one Ingress. */
export function layerOf(ingress: Ingress, controller: Controller, snippets: Snippets): LayerReading {
  const pooled = pooledFact(ingress, controller);
  const settings = merged(snippetSettings(snippets, controller), settingsOf(ingress, controller)).filter((setting) => setting.timer !== 'upstream.idle' || pooled.value !== 'no');
  return {
    system: 'ingress-nginx', kind: 'proxy', name: `ingress-nginx (ingress/${ingress.name})`, version: controller.version, place: ingress.classPlace,
    settings, conditions: ingress.className === undefined ? [] : [{ name: 'ingress class', value: ingress.className, decides: 'join', place: ingress.classPlace }], listens: listens(ingress),
    routes: ingress.paths.map((path) => routeOf(path, ingress, controller, settings, pooled)),
    ...(controller.process ? { process: controller.process } : {}),
  };
}

function merged(first: readonly Setting[], then: readonly Setting[]): readonly Setting[] {
  const taken = new Set(first.map((setting) => setting.timer));
  return [...first, ...then.filter((setting) => !taken.has(setting.timer))];
}

function listens(ingress: Ingress): readonly Listener[] {
  const hosts = [...new Set(ingress.paths.map((path) => path.host ?? '*'))];
  const places = new Map(ingress.paths.map((path) => [path.host ?? '*', path.place]));
  const named = hosts.map((host): Listener => ({ kind: 'host', host, place: places.get(host) ?? ingress.place }));
  return [...named, { kind: 'controller', controller: 'ingress-nginx', place: ingress.classPlace }];
}

function routeOf(path: IngressPath, ingress: Ingress, controller: Controller, settings: readonly Setting[], pooled: Fact): RouteReading {
  return {
    route: { ...(path.host === undefined ? {} : { host: path.host }), ...(path.path === undefined ? {} : pathRoute(path, ingress, controller)), ...rewritten(path, ingress, controller) },
    settings, place: path.place,
    upstream: {
      target: { kind: 'service', namespace: ingress.namespace, name: path.service, port: path.port },
      protocol: protocolOf(ingress, controller), pooled, place: path.place,
    },
  };
}

/** One annotation turns every path of the host into a regular expression. */
function pathRoute(path: IngressPath, ingress: Ingress, controller: Controller): Pick<Route, 'path' | 'match'> {
  const usesRegex = annotation(ingress, controller, 'use-regex') === 'true' || (annotation(ingress, controller, 'rewrite-target') ?? '').includes('$');
  const isPlain = /^[\w/.~%-]*$/.test(path.path ?? '');
  if (path.pathType === 'Exact') return { path: path.path ?? '/', match: 'exact' };
  return { path: path.path ?? '/', match: usesRegex && !isPlain ? 'pattern' : 'prefix' };
}

function rewritten(path: IngressPath, ingress: Ingress, controller: Controller): Pick<Route, 'becomes'> {
  const target = ingress.annotations.get(`${controller.prefix}/rewrite-target`);
  return target ? { becomes: rewriteTo(path.path ?? '/', target.text.value) } : {};
}

const annotation = (ingress: Ingress, controller: Controller, key: string): string | undefined => ingress.annotations.get(`${controller.prefix}/${key}`)?.text.value;

const protocols: Readonly<Record<string, Protocol>> = { GRPC: 'grpc', GRPCS: 'grpc', FCGI: 'fastcgi' };

function protocolOf(ingress: Ingress, controller: Controller): Protocol {
  return protocols[annotation(ingress, controller, 'backend-protocol')?.toUpperCase() ?? ''] ?? 'http/1.1';
}

/** All Ingresses share one upstream with a pool. */
function pooledFact(ingress: Ingress, controller: Controller): Fact {
  const connections = controller.config.get('upstream-keepalive-connections');
  if (connections?.value === '0') return no('upstream-keepalive-connections is 0', ...connections.places);
  if (connections && connections.value === undefined) return unsure('upstream-keepalive-connections is only known at run time', ...connections.places);
  if (protocolOf(ingress, controller) === 'fastcgi') return no('FastCGI backends are not kept open', ingress.classPlace);
  const version = ingress.annotations.get(`${controller.prefix}/proxy-http-version`)?.text ?? controller.config.get('proxy-http-version');
  if (version?.value === '1.0') return no('proxy-http-version is 1.0', ...version.places);
  return yes('ingress-nginx pools the connections to every backend', ingress.classPlace);
}
