import { idleClaim, idleMargin, repeats } from '../src/engine/idle.ts';
import { type Claim, outlasts, type Requirement } from '../src/engine/requirement.ts';
import { type Rule, settingOf } from '../src/engine/rule.ts';
import { of } from '../src/engine/term.ts';
import { amountText, grounds, mention, opening, passages, roundUp } from '../src/engine/wording.ts';
import { formatDuration } from '../src/model/duration.ts';
import type { Hop, Layer } from '../src/model/layer.ts';
import type { Setting } from '../src/model/setting.ts';

export const idleTimeoutInverted: Rule = {
  id: 'idle-timeout-inverted',
  summary: 'the accepting side closes an idle connection before the reusing side lets go of it',
  *requires({ hops }) {
    for (const hop of hops) {
      const { downstream, upstream } = hop;
      if ('what' in downstream || 'what' in upstream) continue;
      const { reuses, closes, claim } = idleClaim(hop);
      if (reuses && closes && claim) yield requirement(hop, downstream, upstream, reuses, closes, claim);
      const header = downstream.about.reuse?.preOpens ? settingOf(upstream, 'downstream.header') : undefined;
      if (reuses && header) yield openedAhead(hop, downstream, upstream, reuses, header);
    }
  },
};

function requirement(hop: Hop, downstream: Layer, upstream: Layer, reuses: Setting, closes: Setting, claim: Claim): Requirement {
  return {
    claim,
    when: hop.pooled,
    severity: downstream.about.reuse?.switched ? 'info' : downstream.kind === 'client' ? 'warning' : 'error',
    ...(downstream.about.reuse?.switched ? { confidence: 'possible' as const } : {}),
    layers: [upstream, downstream],
    hops: [hop],
    condition: hop.when,
    otherEnd: `${downstream.system} ${reuses.name}`,
    tell: () => ({
      message: message(downstream, upstream, reuses, closes),
      symptom: symptom(downstream),
      advice: advice(downstream, upstream, reuses, closes),
      primary: closes.fixed ? mention(reuses, downstream) : mention(closes, upstream),
      related: [
        closes.fixed ? mention(closes, upstream) : mention(reuses, downstream),
        ...passages(closes, upstream),
        ...passages(reuses, downstream),
        ...hop.pooled.places.map((place) => ({ place, message: `${downstream.name} reuses connections: ${hop.pooled.why}` })),
        ...opening(hop),
        ...grounds(upstream),
      ],
    }),
  };
}

/** A connection that waits for its first request is under the clock for headers. */
function openedAhead(hop: Hop, downstream: Layer, upstream: Layer, reuses: Setting, header: Setting): Requirement {
  return {
    claim: outlasts(of(header, { edge: 'earliest' }), of(reuses, { edge: 'latest' }), idleMargin),
    when: hop.pooled,
    severity: 'info',
    layers: [upstream, downstream],
    hops: [hop],
    condition: hop.when,
    otherEnd: `${downstream.system} ${reuses.name} ahead`,
    tell: () => ({
      message: `${downstream.name} opens connections ahead of requests and keeps them for up to ${amountText(reuses)}, but ${upstream.name} closes one without a request after ${amountText(header)}`,
      symptom: `sporadic, at times of little traffic: a request that meets the closing connection ends in ${downstream.about.reuse?.sees ?? 'a connection reset'}`,
      advice: `set ${header.name} of ${upstream.name} to at least ${formatDuration(roundUp(longest(reuses) + reuses.window.late + idleMargin))}`,
      primary: mention(header, upstream),
      related: [mention(reuses, downstream), ...passages(header, upstream), ...passages(reuses, downstream)],
    }),
  };
}

function message(downstream: Layer, upstream: Layer, reuses: Setting, closes: Setting): string {
  const held = isNever(reuses) ? 'without limit' : `for up to ${amountText(reuses)}`;
  if (closes.value.kind === 'known' && closes.value.amount === 0) return `${upstream.name} closes every connection after its response without announcing it, while ${downstream.name} keeps it for reuse ${held}`;
  const equal = amountText(reuses) === amountText(closes) ? 'just as long, ' : '';
  return `${upstream.name} closes an idle connection after ${amountText(closes)}, but ${downstream.name} goes on reusing it ${equal}${held}`;
}

function symptom(downstream: Layer): string {
  const { about, name } = downstream;
  const [sees, again] = [about.reuse?.sees ?? 'a connection reset', repeats(downstream)];
  if (again === 'idempotent') return `sporadic: a POST or PATCH that meets the closing connection ends in ${sees}, and the server's log shows nothing; ${name} repeats GET by itself`;
  if (again === 'all') return `sporadic: a request that meets the closing connection is sent twice by ${name}, or ends in ${sees}`;
  return `sporadic: a request that meets the closing connection ends in ${sees}, GET included, and the server's log shows nothing`;
}

function advice(downstream: Layer, upstream: Layer, reuses: Setting, closes: Setting): string {
  const raise = isNever(reuses) || !isDuration(closes, upstream) ? undefined : `set ${closes.name} of ${upstream.name} to at least ${formatDuration(roundUp(longest(reuses) + reuses.window.late + idleMargin + closes.window.early))}`;
  const room = Math.floor((longest(closes) - closes.window.early - idleMargin - reuses.window.late) / 1000) * 1000;
  const lower = reuses.fixed || room <= 0 ? undefined : `set ${reuses.name} of ${downstream.name} to at most ${formatDuration(room)}`;
  const ways = [raise, lower].filter((way) => way !== undefined);
  if (ways.length > 0) return ways.join(', or ');
  if (!isNever(reuses)) return `let ${upstream.name} keep idle connections for at least ${formatDuration(roundUp(longest(reuses) + reuses.window.late + idleMargin))} (its ${closes.name} cannot), or switch reuse off in ${downstream.name}`;
  return `let ${downstream.name} repeat a call that meets a closed connection, where sending it twice does no harm, or give every job a connection of its own`;
}

/** An option that opens the listener has no duration to set: only another kind of listener keeps connections. */
const isDuration = ({ fixed, name }: Setting, { profile }: Layer): boolean => !fixed && name !== profile;

const isNever = ({ value }: Setting): boolean => value.kind === 'known' && value.amount === Number.POSITIVE_INFINITY;

function longest({ value }: Setting): number {
  if (value.kind === 'known') return value.amount;
  return value.kind === 'one-of' ? Math.max(...value.members.map((member) => member.amount)) : 0;
}
