import { namesOf, type Resource } from '../../model/resource.ts';
import type { Scene } from '../../model/scene.ts';
import { unsure } from '../../model/value.ts';
import { webApps } from '../../workloads/app-service.ts';
import { managed } from '../documented.ts';
import type { LayerReading, Reading, System, Target } from '../system.ts';
import { facts } from './facts.ts';

export const azureAppService: System = { id: facts.system, facts, fromScene: async (scene) => readScene(scene) };

function readScene(scene: Scene): Reading | undefined {
  const apps = webApps(scene.resources ?? []);
  return apps.length === 0 ? undefined : { layers: apps.map((app) => layer(app, scene)) };
}

function layer(app: Resource, { processes }: Scene): LayerReading {
  const own = processes.filter(({ network }) => network === app.address).map(({ id }): Target => ({ kind: 'process', process: id, port: undefined }));
  const [target = { kind: 'port', port: undefined, why: 'the web app names no start command', names: namesOf(app) } as const, ...others] = own;
  const { place } = app;
  return {
    system: facts.system,
    kind: 'load-balancer',
    name: `${facts.title} (${app.name})`,
    version: managed,
    place,
    settings: [],
    listens: [{ kind: 'host', host: '*', place }],
    routes: [{ route: {}, settings: [], place, upstream: { target, ...(others.length > 0 ? { others } : {}), protocol: 'http/1.1', pooled: unsure('nothing is documented about it'), place } }],
  };
}
