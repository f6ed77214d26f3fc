import type { Place } from '../model/place.ts';
import type { Scene } from '../model/scene.ts';
import type { Setting } from '../model/setting.ts';
import { unsure } from '../model/value.ts';
import { managed } from './documented.ts';
import type { SystemFacts } from './facts.ts';
import type { LayerReading, Target } from './system.ts';

/** A service whose containers a provider runs. */
export interface PlatformService {
  /** For people, without the system's own name. */
  readonly name: string;
  readonly place: Place;
  /** Of the processes that run in it. */
  readonly network: string;
  /** What its workload may be called. */
  readonly names: readonly string[];
}

/** The provider's own front end, before the programs that the service starts. */
export function platformLayer(facts: SystemFacts, { name, place, network, names }: PlatformService, settings: readonly Setting[], { processes }: Scene): LayerReading {
  const inside = processes.filter((process) => process.network === network);
  const listening = inside.filter(({ ports }) => ports.length > 0);
  const own = (listening.length > 0 ? listening : inside).map(({ id }): Target => ({ kind: 'process', process: id, port: undefined }));
  const [target = { kind: 'port', port: undefined, why: 'the service names no container', names } as const, ...others] = own;
  return {
    system: facts.system,
    kind: 'load-balancer',
    name: `${facts.title} (${name})`,
    version: managed,
    place,
    settings,
    listens: [{ kind: 'host', host: '*', place }],
    routes: [{ route: {}, settings: [], place, upstream: { target, ...(others.length > 0 ? { others } : {}), protocol: 'http/1.1', pooled: unsure('nothing is documented about it'), place } }],
  };
}
