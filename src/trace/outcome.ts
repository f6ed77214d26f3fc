import { clocksOf } from '../engine/endpoint.ts';
import type { Layer } from '../model/layer.ts';
import type { Setting } from '../model/setting.ts';
import type { TraceLog, TraceOutcome, TraceRequest } from '../model/trace.ts';
import { attemptsOf, type Firing } from './candidate.ts';
import type { Way } from './way.ts';

/** What travels outward from the layer where a clock went off. */
interface Travelling {
  readonly kind: TraceOutcome['kind'];
  readonly status?: number;
  readonly sees?: string;
  readonly from: number;
  readonly to: number;
  readonly logs: readonly TraceLog[];
}

export interface Ending {
  readonly outcome: TraceOutcome;
  readonly logs: readonly TraceLog[];
}

/** What the outermost end sees when a clock goes off, and the lines that appear on the way. */
export function endingOf(way: Way, firing: Firing, request: TraceRequest): Ending {
  if (firing.need === 'flow') return afterSilence(way, firing, request);
  return outward(way, firing.index, own(firing.layer, firing.index, firing.setting, firing, request), request);
}

/** Before the first byte of the response a layer can still answer. */
const isOpen = ({ kind }: TraceRequest): boolean => kind === 'response' || kind === 'upload';

function own(layer: Layer, index: number, { effect }: Setting, { from, to }: Pick<Firing, 'from' | 'to'>, request: TraceRequest): Travelling {
  const line = isOpen(request) ? effect?.log : (effect?.bodyLog ?? effect?.log);
  const base = { from, to, logs: line === undefined ? [] : [{ layer: index, line }] };
  if (layer.kind === 'client') return { ...base, kind: 'gives-up', ...(effect?.sees === undefined ? {} : { sees: effect.sees }) };
  if (request.kind === 'websocket') return { ...base, kind: 'truncated', status: switched };
  if (!isOpen(request)) return { ...base, ...closing(effect?.body ?? (layer.about.endsByClose ? 'short' : 'truncated')) };
  const { answers } = effect ?? {};
  if (typeof answers === 'number') return { ...base, kind: 'status', status: answers };
  return answers === 'close' ? { ...base, kind: 'closed' } : { ...base, kind: 'error', ...(effect ? { sees: effect.sees } : {}) };
}

/** The status of a connection that has become a websocket. */
const switched = 101;

const closing = (kind: 'short' | 'truncated') => ({ kind, status: 200 });

function outward(way: Way, from: number, start: Travelling, request: TraceRequest): Ending {
  let state = start;
  for (let index = from; index > 0; index--) state = relayed(way, index, state, request);
  return { outcome: told(state), logs: state.logs };
}

/** What the layer in front of `index` makes of what comes back. */
function relayed(way: Way, index: number, state: Travelling, request: TraceRequest): Travelling {
  const outer = way.layers[index - 1];
  if (!outer || outer.kind === 'client') return state;
  const { relays } = outer.about;
  if (state.status === switched) return state;
  if (state.kind === 'truncated') return brokenOff(way, index, state);
  if (state.kind !== 'closed') return state;
  const tries = attemptsOf(outer, request);
  const logs = relays?.log === undefined ? state.logs : [...state.logs, { layer: index - 1, line: relays.log }];
  const again = { from: state.from * tries, to: state.to * tries, logs };
  if (!relays) return { ...again, kind: 'error', sees: 'an error, a 502 as a rule' };
  return relays.answers === 'close' ? { ...again, kind: 'closed' } : { ...again, kind: 'status', status: relays.answers };
}

/** Where the end of the connection is the end of the body, nobody notices that it came too early. */
function brokenOff(way: Way, index: number, state: Travelling): Travelling {
  if (way.layers[index - 1]?.about.relays?.body === 'short') return { ...state, kind: 'short' };
  const end = endsByClose(way, index);
  if (end === 'yes') return { ...state, kind: 'short' };
  if (end === 'unknown') return { ...state, kind: 'cut' };
  const line = way.layers[index - 1]?.about.relays?.bodyLog;
  return line === undefined ? state : { ...state, logs: [...state.logs, { layer: index - 1, line }] };
}

function endsByClose(way: Way, index: number): 'yes' | 'no' | 'unknown' {
  const hop = way.hops[index];
  if (way.layers[index]?.about.endsByClose || hop?.protocol === 'uwsgi' || hop?.protocol === 'scgi') return 'yes';
  return hop?.endsByClose?.value ?? 'no';
}

/** The answer never arrives: whoever waits outside the middlebox waits until a clock of its own goes off. */
function afterSilence(way: Way, firing: Firing, request: TraceRequest): Ending {
  const waiting = way.layers.slice(0, firing.index).flatMap((layer, index) => clocksOf(layer, { ...request, duration: Number.MAX_VALUE, silence: Number.MAX_VALUE })
    .flatMap(({ setting, need }) => (setting.value.kind === 'known' && need !== 'work' && Number.isFinite(setting.value.amount) ? [{ layer, index, setting, at: setting.value.amount }] : [])));
  const [first] = waiting.sort((a, b) => a.at - b.at);
  if (!first) return { outcome: { kind: 'hang', sees: 'nothing, for ever: no answer, no error', from: null, to: null }, logs: [] };
  const window = { from: Math.max(firing.from, first.at - first.setting.window.early), to: Math.max(firing.to, first.at + first.setting.window.late) };
  return outward(way, first.index, own(first.layer, first.index, first.setting, window, request), request);
}

function told({ kind, status, sees, from, to }: Travelling): TraceOutcome {
  return { kind, ...(status === undefined ? {} : { status }), sees: wordsOf(kind, status, sees), from, to };
}

function wordsOf(kind: TraceOutcome['kind'], status: number | undefined, sees: string | undefined): string {
  if (status === switched) return 'a websocket that is cut off without a close frame (code 1006)';
  switch (kind) {
    case 'status': return `status ${status ?? ''}`;
    case 'closed': return 'a connection that closes without any response';
    case 'truncated': return 'status 200 and a body that breaks off';
    case 'short': return 'status 200 and a body that ends too early but looks complete, unless its length was announced';
    case 'cut': return 'status 200 and a body that breaks off, or ends too early but looks complete';
    case 'gives-up': return sees === undefined ? 'its own timeout' : `its own timeout: ${sees}`;
    case 'hang': return 'nothing, for ever';
    case 'error': return sees ?? 'an error';
  }
}
