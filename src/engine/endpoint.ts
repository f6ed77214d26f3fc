import type { Endpoint } from '../config/config.ts';
import type { Layer } from '../model/layer.ts';
import type { Timer } from '../model/timer.ts';
import { serves } from './route.ts';
import type { Model } from './rule.ts';

/** What of an endpoint a clock must outlast. */
export type Need = 'duration' | 'silence' | 'work';

/** Which clocks apply to which kind of endpoint. A gap between writes (`downstream.send`) runs only while the client does not read: it bounds no endpoint. */
export const clocks: Readonly<Record<Endpoint['kind'], Partial<Record<Timer, Need>>>> = {
  response: {
    'upstream.deadline': 'duration', 'upstream.try': 'duration', 'upstream.read': 'silence', 'upstream.first-byte': 'silence',
    'exchange.idle': 'silence', 'worker.deadline': 'work', 'downstream.response': 'duration',
  },
  download: {
    'upstream.deadline': 'duration', 'upstream.try': 'duration', 'upstream.read': 'silence', 'exchange.idle': 'silence',
    'worker.deadline': 'work', 'downstream.response': 'duration',
  },
  upload: {
    'downstream.request': 'duration', 'downstream.body': 'silence', 'upstream.deadline': 'duration', 'upstream.try': 'duration',
    'upstream.read': 'silence', 'exchange.idle': 'silence', 'worker.deadline': 'work', 'downstream.response': 'duration',
  },
  stream: {
    'upstream.deadline': 'duration', 'upstream.try': 'duration', 'upstream.read': 'silence', 'exchange.idle': 'silence',
    'worker.deadline': 'work', 'downstream.response': 'duration',
  },
  websocket: { 'upstream.deadline': 'duration', 'upstream.read': 'silence', 'exchange.idle': 'silence', 'worker.deadline': 'work', 'downstream.response': 'duration' },
};

/** Milliseconds; `undefined` where the endpoint does not say. */
export function needed({ kind, duration, silence, work }: Endpoint, need: Need): number | undefined {
  if (need === 'duration') return duration;
  if (need === 'work') return work ?? duration;
  return silence ?? (kind === 'download' || kind === 'upload' ? 0 : duration);
}

/** The declared endpoints that travel through a layer. */
export function declaredFor(layer: Layer, { chains, endpoints }: Model): readonly Endpoint[] {
  const choices = chains.flatMap((chain) => chain.layers.flatMap((one, index) => (one.id === layer.id ? (chain.layerRoutes[index] ?? []) : [])));
  return endpoints.filter((endpoint) => choices.some((choice) => serves(endpoint, choice)));
}
