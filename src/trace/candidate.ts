import { clocksOf, type Need } from '../engine/endpoint.ts';
import type { Layer, Middlebox } from '../model/layer.ts';
import type { Setting } from '../model/setting.ts';
import type { TraceRequest } from '../model/trace.ts';
import { forgetful } from './silence.ts';
import type { Way } from './way.ts';

/** A clock that may end the request. */
export interface Candidate {
  /** Of the layer; of a middlebox, of the layer on its upstream side. */
  readonly index: number;
  readonly layer: Layer;
  readonly middlebox?: Middlebox;
  readonly setting: Setting;
  readonly need: Need | 'flow';
  /** Milliseconds that the clock must outlast. */
  readonly amount: number;
}

export function candidatesOf(way: Way, request: TraceRequest): readonly Candidate[] {
  return way.layers.flatMap((layer, index) => [
    ...forgetful(way, index, request),
    ...clocksOf(layer, request).map((clock) => ({ index, layer, ...clock })),
  ]);
}

/** A candidate that goes off, with the amount that its setting has. */
export interface Firing extends Candidate {
  readonly from: number;
  readonly to: number;
  readonly tries: number;
}

/** When the clock ends the exchange, if it does so before the response is done. */
export function firing(candidate: Candidate, amount: number, request: TraceRequest): Firing | undefined {
  if (amount > candidate.amount || amount === Number.POSITIVE_INFINITY) return undefined;
  const { setting } = candidate;
  const tries = candidate.need === 'work' || candidate.need === 'flow' ? 1 : triesOf(candidate, request);
  const from = Math.max(0, amount - setting.window.early) * tries;
  const to = (amount + setting.window.late) * tries;
  return { ...candidate, tries, ...(setting.effect?.onWrite ? atNextWrite(amount, request) : { from, to }) };
}

/** The program may go on writing into nothing until it is done. */
function atNextWrite(amount: number, { kind, duration = amount }: TraceRequest): { readonly from: number; readonly to: number } {
  return kind === 'response' ? { from: duration, to: duration } : { from: amount, to: Math.max(amount, duration) };
}

const idempotent = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE']);
const repeated = new Set(['upstream.read', 'upstream.first-byte', 'upstream.try', 'upstream.connect']);

/** How often a layer tries before it gives up: only for requests that may be repeated, and only before the response has begun. */
function triesOf({ layer, setting }: Candidate, request: TraceRequest): number {
  return repeated.has(setting.timer) ? attemptsOf(layer, request) : 1;
}

export function attemptsOf(layer: Layer, { kind, method }: TraceRequest): number {
  if (kind !== 'response' || !idempotent.has(method)) return 1;
  const attempts = layer.settings.find((setting) => setting.timer === 'retry.attempts')?.value;
  return attempts?.kind === 'known' && attempts.amount > 1 && Number.isFinite(attempts.amount) ? attempts.amount : 1;
}
