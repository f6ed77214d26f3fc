import { parseDuration } from '../../model/duration.ts';
import type { Route } from '../../model/layer.ts';
import type { KubernetesObject, Scene } from '../../model/scene.ts';
import { replacing } from '../../model/path-change.ts';
import { unsure } from '../../model/value.ts';
import { get, textOf } from '../../syntax/yaml-read.ts';
import { managed } from '../documented.ts';
import { configured } from '../setting.ts';
import type { LayerReading, Reading, RouteReading, System } from '../system.ts';
import { annotations, duration, facts, prefix } from './facts.ts';
import { faultsOn } from './written.ts';

export const openshiftRouter: System = { id: facts.system, facts, fromScene: async (scene) => readScene(scene) };

/** One layer for every Route. */
function readScene(scene: Scene): Reading | undefined {
  const routes = scene.objects.filter(({ kind, apiVersion }) => kind === 'Route' && (apiVersion === 'v1' || apiVersion.startsWith('route.openshift.io/')));
  return routes.length === 0 ? undefined : { layers: routes.map(layerOf), written: routes.flatMap(faultsOn) };
}

function layerOf(object: KubernetesObject): LayerReading {
  const host = textOf(get(object.node, 'spec', 'host'));
  return {
    system: facts.system, kind: 'load-balancer', name: `${facts.title} (route/${object.name})`, version: managed, place: object.place,
    settings: annotations.flatMap(({ name, timers }) => {
      const written = object.annotations.get(`${prefix}${name}`);
      return written ? timers.map((timer) => configured(timer, `${prefix}${name}`, written.text, (text) => parseDuration(text, duration))) : [];
    }),
    listens: [{ kind: 'host', host: host ?? '*', place: object.place }],
    routes: [routeOf(object, host)],
  };
}

function routeOf(object: KubernetesObject, host: string | undefined): RouteReading {
  const path = textOf(get(object.node, 'spec', 'path'));
  const target = object.annotations.get(`${prefix}rewrite-target`);
  const route: Route = {
    ...(host === undefined ? {} : { host }), ...(path === undefined || path === '/' ? {} : { path, match: 'prefix' }),
    ...(target ? { becomes: target.text.value === undefined ? { kind: 'unknown', why: 'rewrite-target' } : replacing(path ?? '/', target.text.value) } : {}),
  };
  const port = textOf(get(object.node, 'spec', 'port', 'targetPort'));
  const number = port !== undefined && /^\d+$/.test(port) ? Number(port) : port;
  return {
    route, settings: [], place: object.place,
    upstream: {
      target: { kind: 'service', namespace: object.namespace, name: textOf(get(object.node, 'spec', 'to', 'name')) ?? '', port: number },
      protocol: 'http/1.1', place: object.place,
      pooled: unsure('how long the router keeps unused connections to pods is not documented', object.place),
    },
  };
}
