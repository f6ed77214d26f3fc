import type { Endpoint } from '../../src/config/config.ts';
import type { Model } from '../../src/engine/rule.ts';
import type { Chain, Hop, Layer, Route } from '../../src/model/layer.ts';
import type { Place } from '../../src/model/place.ts';
import { exact, type Setting } from '../../src/model/setting.ts';
import { known, type OneOf, type Value, yes } from '../../src/model/value.ts';

/** A place that only its file and line tell apart. */
export const at = (file: string, line = 1): Place => ({ file, line, column: 1, endLine: line, endColumn: 2 });

export const setting = (amount: number | Value, more: Partial<Setting> = {}): Setting => ({
  timer: 'upstream.read', name: 'read_timeout', value: typeof amount === 'number' ? known(amount, String(amount)) : amount, provenance: { kind: 'configured' },
  place: at('conf'), via: [], window: exact, fixed: false, ...more,
});

export const oneOf = (...amounts: readonly number[]): OneOf => ({ kind: 'one-of', members: amounts.map((amount, index) => ({ amount, when: `release ${index + 1}` })), settledBy: 'versions: { thing: "…" }' });

export const layer = (id: string, settings: readonly Setting[] = [], more: Partial<Layer> = {}): Layer => ({
  id, system: id, kind: 'proxy', name: id, version: { reason: '' }, place: at(id), settings, derived: [], project: { folder: '', sample: false }, about: { title: id, traits: [] }, ...more,
});

export const hop = (downstream: Layer, upstream: Layer, more: Partial<Hop> = {}): Hop => ({
  id: `${downstream.id} > ${upstream.id}`, downstream, upstream, protocol: 'http/1.1', pooled: yes('it pools'), middleboxes: [],
  join: { evidence: 'resolved', why: '', places: [] }, when: undefined, ...more,
});

export const chain = (hops: readonly Hop[], routes: readonly Route[] = [{}], id = 'chain'): Chain => {
  const layers = [...new Set(hops.flatMap(({ downstream, upstream }) => [downstream, upstream] as readonly Layer[]))];
  return { id, when: undefined, routes, layers, layerRoutes: layers.map(() => ({ routes, rivals: [] })), hops, openEnds: [] };
};

export const model = (chains: readonly Chain[], endpoints: readonly Endpoint[] = []): Model => ({
  chains, hops: chains.flatMap((one) => one.hops), layers: chains.flatMap((one) => one.layers), clients: [], written: [], endpoints,
});
