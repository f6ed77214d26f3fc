import type { Endpoint } from '../config/config.ts';
import type { Chain, Layer } from '../model/layer.ts';
import { once } from '../model/once.ts';
import type { Setting } from '../model/setting.ts';
import type { Timer } from '../model/timer.ts';
import { arrivals, serves } from './route.ts';
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

/** A setting of a layer whose clock runs while the endpoint is served, and the milliseconds that it must outlast. */
export interface RunningClock { readonly setting: Setting; readonly need: Need; readonly amount: number }

export function clocksOf(layer: Layer, endpoint: Pick<Endpoint, 'kind' | 'duration' | 'silence' | 'work'>): readonly RunningClock[] {
  return (Object.entries(clocks[endpoint.kind]) as [Timer, Need][]).flatMap(([timer, need]) => {
    const setting = layer.settings.find((one) => one.timer === timer);
    const amount = needed(endpoint, need);
    if (!setting || amount === undefined || amount <= 0 || timer === overruled(layer, endpoint.kind)) return [];
    return endpoint.kind === 'response' && setting.effect?.onlyBody ? [] : [{ setting, need, amount }];
  });
}

/** Where a layer has a clock for tunnels beside its read gap, a tunnel is under the one and everything else under the other. */
function overruled({ settings }: Layer, kind: Endpoint['kind']): Timer | undefined {
  const has = (timer: Timer) => settings.some((setting) => setting.timer === timer);
  if (!has('exchange.idle') || !has('upstream.read')) return undefined;
  return kind === 'websocket' ? 'upstream.read' : 'exchange.idle';
}

/** Milliseconds; `undefined` where the endpoint does not say. */
export function needed({ kind, duration, silence, work }: Pick<Endpoint, 'kind' | 'duration' | 'silence' | 'work'>, need: Need): number | undefined {
  if (need === 'duration') return duration;
  if (need === 'work') return work ?? duration;
  return silence ?? (kind === 'download' || kind === 'upload' ? 0 : duration);
}

/** The declared endpoints that travel through a layer. */
export function declaredFor(layer: Layer, model: Model): readonly Endpoint[] {
  const found = model.chains.flatMap((chain) => {
    const at = chain.layers.flatMap((one, index) => (one.id === layer.id && chain.layerRoutes[index] ? [index] : []));
    return at.length === 0 ? [] : endpointsOf(chain, model).filter((endpoint) => at.some((index) => servedAt(chain, index, endpoint)));
  });
  return [...new Set(found)];
}

/** As it comes in from outside, or as the layer itself calls it. */
function servedAt({ layerRoutes }: Chain, index: number, endpoint: Endpoint): boolean {
  const choice = layerRoutes[index];
  const { first } = arrivals(endpoint, layerRoutes.slice(0, index + 1));
  return first <= index || (choice !== undefined && serves(endpoint, choice));
}

/** The endpoints that may be on a chain: those of the root and of folders that hold one of its layers; for the same request the nearest counts. */
export const endpointsOf = (chain: Chain, { endpoints }: Pick<Model, 'endpoints'>): readonly Endpoint[] => nearest(endpoints)(chain);

const nearest = once((endpoints: readonly Endpoint[]) => once((chain: Chain) => nearestOf(chain, endpoints)));

function nearestOf(chain: Chain, endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const near = endpoints.filter(({ folder }) => folder === undefined || chain.layers.some(({ place }) => place.file.startsWith(`${folder}/`)));
  const deepest = new Map<string, number>();
  for (const endpoint of near) deepest.set(requestOf(endpoint), Math.max(depthOf(endpoint), deepest.get(requestOf(endpoint)) ?? 0));
  return near.filter((endpoint) => depthOf(endpoint) === deepest.get(requestOf(endpoint)));
}

const depthOf = ({ folder }: Endpoint): number => (folder === undefined ? 0 : folder.split('/').length);

const requestOf = ({ path, host, method }: Endpoint): string => JSON.stringify([path, host, method]);

/** From which layer on a chain serves an endpoint: a client may call something else, and what lies further in is on its way all the same. */
export const firstServing = ({ layerRoutes }: Chain, endpoint: Endpoint): number => arrivals(endpoint, layerRoutes).first;
