import type { Process } from '../../model/process.ts';
import type { Scene } from '../../model/scene.ts';
import { unsure, yes } from '../../model/value.ts';
import { get } from '../../syntax/yaml-read.ts';
import { managed } from '../documented.ts';
import type { Reader } from '../reader.ts';
import type { LayerReading, Reading, System, Target } from '../system.ts';
import { facts } from './facts.ts';

export const appEngine: System = { id: facts.system, facts, fromScene: async (scene, reader) => readScene(scene, reader) };

function readScene({ processes }: Scene, reader: Reader): Reading | undefined {
  const services = processes.filter(({ id, workload }) => workload.kind.startsWith('app-engine') && !id.includes('#'));
  return services.length === 0 ? undefined : { layers: services.map((service) => layer(service, processes, reader)) };
}

function layer(service: Process, all: readonly Process[], reader: Reader): LayerReading {
  const file = service.id.replace(/^app-engine\//, '');
  const isFlexible = service.workload.kind === 'app-engine-flex';
  const [target = { kind: 'process', process: service.id, port: undefined } as const, ...others] = all.filter(({ network }) => network === service.network).map(({ id }): Target => ({ kind: 'process', process: id, port: undefined }));
  const { place } = service;
  const pooled = isFlexible ? yes('the nginx of the instance keeps connections to the container open') : unsure('nothing is documented about it');
  return {
    system: facts.system,
    kind: 'load-balancer',
    name: `${facts.title} (${file})`,
    version: managed,
    profile: isFlexible ? 'flexible' : scaled(file, reader) ? 'long' : 'standard',
    place,
    settings: [],
    listens: [{ kind: 'host', host: '*', place }],
    routes: [{ route: {}, settings: [], place, upstream: { target, ...(others.length > 0 ? { others } : {}), protocol: 'http/1.1', pooled, place } }],
  };
}

/** Basic and manual scaling let requests run for a day. */
function scaled(file: string, { open, yaml }: Reader): boolean {
  const source = open(file);
  const root = source && yaml(source).documents[0];
  return get(root, 'manual_scaling') !== undefined || get(root, 'basic_scaling') !== undefined;
}
