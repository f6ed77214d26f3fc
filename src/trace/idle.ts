import { describeSetting } from '../engine/describe.ts';
import { announced, idleClaim, repeats } from '../engine/idle.ts';
import { judge } from '../engine/judge.ts';
import type { Hop, Layer, Reuse } from '../model/layer.ts';
import type { Setting } from '../model/setting.ts';
import type { TraceIdle, TraceRequest } from '../model/trace.ts';
import { isProbed } from './silence.ts';
import type { Way } from './way.ts';

/** What a connection meets that nobody uses, on every hop of the way. */
export function idleOf(way: Way, request: TraceRequest): readonly TraceIdle[] {
  return way.layers.flatMap((upstream, index) => {
    const [downstream, hop] = [index === 0 ? undefined : way.layers[index - 1], way.hops[index]];
    const told = hop && downstream ? between(hop, downstream, upstream) : fromOutside(upstream, hop);
    return upstream.kind === 'client' ? [] : [{ downstream: downstream ? index - 1 : null, upstream: index, ...told, ...(downstream && mayBeRepeated(told, hop) ? again(downstream, request) : {}), ...afterPause(told, request) }];
  });
}

type Told = Omit<TraceIdle, 'downstream' | 'upstream' | 'repeats' | 'afterPause'>;

function between(hop: Hop, downstream: Layer, upstream: Layer): Told {
  const { closes, reuses, excused, obeys } = idleClaim(hop);
  const settings = [...(reuses ? [describeSetting(reuses, downstream.system)] : []), ...(closes ? [describeSetting(closes, upstream.system)] : [])];
  const base = { reuses: hop.pooled.value, why: hop.pooled.why, settings };
  if (hop.pooled.value === 'no') return { ...base, closes: 'each-response', from: 0, to: 0, verdict: 'clean' };
  if (closes?.value.kind === 'off') return { ...base, closes: 'each-response', from: 0, to: 0, verdict: 'clean', why: closes.value.why };
  const [theirs, either] = [sooner(closes, undefined), sooner(closes, reuses)];
  const first = obeys ? byHeader(theirs, either, obeys, downstream.about.reuse) : excused ? theirs : either;
  const lost = forgottenBefore(hop, first.from);
  if (lost) return { ...base, closes: 'middlebox', from: lost.at, to: lost.at, verdict: 'lost', settings: [...settings, lost.setting], why: `${lost.name} forgets the connection before either side closes it` };
  if (excused) return { ...base, ...first, verdict: 'clean', why: excused };
  return { ...base, ...first, verdict: verdictOn(hop) };
}

/** Whether the accepting side could close first, judged as the rule judges it. */
function verdictOn(hop: Hop): TraceIdle['verdict'] {
  const { claim } = idleClaim(hop);
  if (!claim) return 'unknown';
  const verdict = judge({ claim, when: hop.pooled });
  return verdict.kind === 'holds' ? 'clean' : verdict.kind === 'broken' ? 'race' : 'unknown';
}

/** A connection that was forgotten is noticed only where the middlebox answers what comes too late. */
const mayBeRepeated = ({ verdict }: Told, hop: Hop | undefined): boolean => verdict === 'race' || (verdict === 'lost' && hop?.middleboxes.every(({ expiry }) => expiry !== 'silent') === true);

/** Nobody notices a race whose request is sent again. PUT and DELETE are repeated by some only. */
function again(downstream: Layer, { method }: TraceRequest): Pick<TraceIdle, 'repeats'> {
  const kind = repeats(downstream);
  if (kind !== 'idempotent') return { repeats: kind === 'all' ? 'yes' : 'no' };
  if (method === 'PUT' || method === 'DELETE') return {};
  return { repeats: method === 'POST' || method === 'PATCH' ? 'no' : 'yes' };
}

function fromOutside(upstream: Layer, hop: Hop | undefined): Told {
  const closes = upstream.settings.find((setting) => setting.timer === 'downstream.idle');
  const base = { reuses: 'unknown', why: 'no client is described', settings: closes ? [describeSetting(closes, upstream.system)] : [] } as const;
  if (closes?.value.kind === 'off') return { ...base, closes: 'each-response', from: 0, to: 0, verdict: 'clean', why: closes.value.why };
  const first = sooner(closes, undefined);
  const lost = hop && forgottenBefore(hop, first.from);
  if (lost) return { ...base, closes: 'middlebox', from: lost.at, to: lost.at, verdict: 'unknown', settings: [...base.settings, lost.setting] };
  return { ...base, ...first, verdict: 'unknown' };
}

interface First { readonly closes: TraceIdle['closes']; readonly from: number | null; readonly to: number | null }

/** Whose clock goes off first; the accepting side when both may. */
function sooner(closes: Setting | undefined, reuses: Setting | undefined): First {
  const [theirs, own] = [spanOf(closes), spanOf(reuses)];
  if (theirs === 'unknown' || own === 'unknown') return { closes: 'unknown', from: null, to: null };
  if (own && (!theirs || own[1] < theirs[0])) return { closes: 'downstream', from: own[0], to: own[1] };
  if (!theirs) return { closes: 'nobody', from: null, to: null };
  return { closes: 'upstream', from: theirs[0], to: theirs[1] };
}

function byHeader({ from }: First, either: First, obeys: 'instead-of-own' | 'if-shorter', { beforeHint = 0 }: Partial<Reuse> = {}): First {
  if (from === null) return either;
  const earliest = Math.max(0, announced(from) - beforeHint);
  return obeys === 'if-shorter' && either.closes === 'downstream' && (either.to ?? 0) <= earliest ? either : { closes: 'downstream', from: earliest, to: from };
}

/** Nothing where no clock runs. */
function spanOf(setting: Setting | undefined): readonly [number, number] | 'unknown' | undefined {
  if (!setting || setting.value.kind === 'off') return undefined;
  const { value, window } = setting;
  if (value.kind === 'unknown') return 'unknown';
  const amounts = value.kind === 'known' ? [value.amount] : value.members.map(({ amount }) => amount);
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
  if (least === Number.POSITIVE_INFINITY) return undefined;
  return most === Number.POSITIVE_INFINITY ? 'unknown' : [Math.max(0, least - window.early), least === 0 && most === 0 ? 0 : most + window.late];
}

function forgottenBefore(hop: Hop, closes: number | null) {
  for (const { name, system, settings, expiry } of hop.middleboxes) {
    const setting = settings.find(({ timer }) => timer === 'flow.idle');
    if (!setting || setting.value.kind !== 'known' || expiry === 'reset' || isProbed(hop, setting)) continue;
    if (closes === null || setting.value.amount < closes) return { name, at: setting.value.amount, setting: describeSetting(setting, system) };
  }
  return undefined;
}

function afterPause(told: Told, { idle }: TraceRequest): Pick<TraceIdle, 'afterPause'> {
  if (idle === undefined) return {};
  if (told.reuses === 'no' || told.closes === 'each-response') return { afterPause: 'new-connection' };
  if (told.closes === 'unknown' || told.reuses === 'unknown') return { afterPause: 'unknown' };
  if (told.from === null || told.to === null || idle < told.from - 1) return { afterPause: 'reused' };
  if (told.verdict === 'lost') return { afterPause: 'may-fail' };
  return { afterPause: told.verdict === 'race' && idle <= told.to + 1000 ? 'may-fail' : 'new-connection' };
}
