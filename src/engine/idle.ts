import { second } from '../model/duration.ts';
import type { Hop, Layer } from '../model/layer.ts';
import type { Setting } from '../model/setting.ts';
import { type Claim, outlasts } from './requirement.ts';
import { settingOf } from './rule.ts';
import { of } from './term.ts';

/** Room for a round trip and both sides' ticks, beyond the measured close windows. */
export const idleMargin = 500;

/** The two clocks of an idle connection, and what must hold between them. */
export interface IdleClaim {
  /** How long the side that opened the connection goes on reusing it. */
  readonly reuses?: Setting;
  /** When the side that accepted it closes it. */
  readonly closes?: Setting;
  readonly claim?: Claim;
  /** Why the order does not matter here. */
  readonly excused?: string;
  /** The reusing side lets go shortly before the time that the accepting side announces. */
  readonly obeys?: 'instead-of-own' | 'if-shorter';
}

export function idleClaim({ downstream, upstream }: Hop): IdleClaim {
  if ('what' in downstream || 'what' in upstream) return {};
  const [reuses, closes] = [settingOf(downstream, 'upstream.idle'), settingOf(upstream, 'downstream.idle')];
  const clocks = { ...(reuses ? { reuses } : {}), ...(closes ? { closes } : {}) };
  if (upstream.about.sendsHint && obeysHint(downstream, reuses, closes)) return { ...clocks, obeys: downstream.about.reuse?.obeysHint === 'shortens' ? 'if-shorter' : 'instead-of-own', excused: `${downstream.name} obeys the Keep-Alive header of ${upstream.name}` };
  if (closes?.value.kind === 'known' && closes.value.amount === 0 && downstream.about.reuse?.startsFresh) return { ...clocks, excused: `${downstream.name} opens a new connection for the first request of every client` };
  if (downstream.about.reuse?.retries === 'idempotent' && servesFiles(upstream)) return { ...clocks, excused: `${upstream.name} serves files, and ${downstream.name} repeats a GET by itself` };
  if (downstream.about.reuse?.recovers && reuses?.provenance.kind === 'default') return { ...clocks, excused: `${downstream.name} repeats any request that meets a closed connection by itself` };
  return reuses && closes ? { ...clocks, claim: outlasts(of(closes, { edge: 'earliest' }), of(reuses, { edge: 'latest' }), idleMargin) } : clocks;
}

/** A pool whose header can only shorten a limit goes by the header where it has one; none keeps a connection that is to end before it would have to let go. */
function obeysHint({ about }: Layer, reuses: Setting | undefined, closes: Setting | undefined): boolean {
  if (about.reuse?.obeysHint !== 'shortens') return about.reuse?.obeysHint ?? false;
  if (closes?.value.kind === 'known' && announced(closes.value.amount) <= (about.reuse.beforeHint ?? 0)) return true;
  const value = reuses?.value;
  return value?.kind !== 'known' || value.amount !== Number.POSITIVE_INFINITY;
}

/** What the header says of so many milliseconds: it has whole seconds. */
export const announced = (amount: number): number => amount - (amount % second);

/** What the reusing side sends again by itself when it meets a closing connection. */
export function repeats({ about, settings }: Layer): 'idempotent' | 'none' | 'all' {
  const { retries = 'none', withAttempts } = about.reuse ?? {};
  const attempts = settings.find(({ timer }) => timer === 'retry.attempts')?.value;
  return attempts?.kind === 'known' && attempts.amount > 1 ? (withAttempts ?? retries) : retries;
}

/** A proxy that passes nothing on answers GET and HEAD only. */
const servesFiles = ({ kind, settings }: Layer): boolean => kind === 'proxy' && settings.every(({ timer }) => !/^(?:upstream|retry)\./.test(timer));
