import { outlasts, type Requirement, works } from '../src/engine/requirement.ts';
import { isWritten, type Rule, settingOf } from '../src/engine/rule.ts';
import { constant, least, of, sum, type Term, times } from '../src/engine/term.ts';
import { amountText, mention, passages, settingText } from '../src/engine/wording.ts';
import { formatDuration } from '../src/model/duration.ts';
import type { Chain, Hop, Layer } from '../src/model/layer.ts';
import type { Setting } from '../src/model/setting.ts';
import type { Timer } from '../src/model/timer.ts';
import { no } from '../src/model/value.ts';

/** One try alone must fit with this much to spare; else deadline-inverted speaks. */
const spare = 1000;

export const retryExceedsDeadline: Rule = {
  id: 'retry-exceeds-deadline',
  summary: 'all tries together take longer than the caller waits',
  *requires({ chains, hops }) {
    for (const chain of chains) {
      for (const [index, inner] of chain.layers.entries()) {
        const outer = chain.layers[index - 1];
        if (outer) yield* between(chain, outer, inner, inner.within === outer.id ? settingOf(outer, 'worker.deadline') : waitOf(outer));
        if (outer && inner.within === outer.id) yield* beyond(chain, outer, inner, hops);
        yield* withinItself(chain, inner);
      }
    }
  },
};

const waitOf = (layer: Layer): Setting | undefined => firstLimit(layer, 'upstream.deadline', 'upstream.first-byte', 'upstream.read');

/** The first of some clocks that ever runs out. */
function firstLimit(layer: Layer, ...timers: readonly Timer[]): Setting | undefined {
  const written = timers.flatMap((timer) => settingOf(layer, timer) ?? []);
  return written.find(({ value }) => value.kind === 'known' && value.amount < Number.POSITIVE_INFINITY) ?? written[0];
}

/** What stands before the server that makes the calls waits for its answer: where that limit is written, or nobody can change it. */
function* beyond(chain: Chain, server: Layer, inner: Layer, hops: readonly Hop[]): Iterable<Requirement> {
  for (const { downstream, upstream } of hops) {
    if ('what' in downstream || 'what' in upstream || upstream.id !== server.id || downstream.kind === 'client') continue;
    const waits = waitOf(downstream);
    if (waits && (isWritten(waits) || waits.fixed)) yield* between(chain, downstream, inner, waits);
  }
}

function* between(chain: Chain, outer: Layer, inner: Layer, waits: Setting | undefined): Iterable<Requirement> {
  const attempts = settingOf(inner, 'retry.attempts');
  const each = firstLimit(inner, 'upstream.try', 'upstream.read', 'upstream.deadline');
  if (!attempts || !each || !waits || !isWritten(attempts) || !fits(each, waits)) return;
  yield requirement(chain, { outer, waits, inner, attempts, each });
}

/** Tries that share one deadline and have no limit of their own: the first may use up all of it. */
function* withinItself(chain: Chain, layer: Layer): Iterable<Requirement> {
  const [attempts, deadline, each] = [settingOf(layer, 'retry.attempts'), settingOf(layer, 'upstream.deadline'), settingOf(layer, 'upstream.try')];
  if (layer.kind !== 'proxy' || !attempts || !isWritten(attempts) || !deadline || settingOf(layer, 'upstream.read')) return;
  if (attempts.value.kind !== 'known' || attempts.value.amount < 2 || deadline.value.kind !== 'known' || deadline.value.amount === Number.POSITIVE_INFINITY) return;
  yield {
    claim: each ? outlasts(of(deadline), of(each), 1) : works(no(`nothing limits one try of ${layer.name}`, attempts.place)),
    severity: 'warning',
    layers: [layer],
    hops: [],
    condition: chain.when,
    otherEnd: deadline.name,
    tell: () => ({
      message: `${layer.name} may try ${amountText(attempts)} times within ${amountText(deadline)}, but one try alone may take all of it`,
      symptom: `a backend that hangs is never tried again elsewhere: the client gets ${deadline.effect?.sees ?? 'an error'} after ${amountText(deadline)}, as without retries`,
      advice: `limit each try, e.g. ${each?.name ?? 'a timeout per try'} of ${formatDuration(deadline.value.kind === 'known' ? Math.floor(deadline.value.amount / 2) : 0)} or less`,
      primary: mention(attempts, layer),
      related: [mention(deadline, layer), ...(each ? [mention(each, layer)] : []), ...passages(attempts, layer)],
    }),
  };
}

const fits = (each: Setting, waits: Setting): boolean => each.value.kind === 'known' && waits.value.kind === 'known' && each.value.amount + spare <= waits.value.amount;

interface Pair {
  readonly outer: Layer;
  readonly waits: Setting;
  readonly inner: Layer;
  readonly attempts: Setting;
  readonly each: Setting;
}

function requirement(chain: Chain, { outer, waits, inner, attempts, each }: Pair): Requirement {
  const pause = settingOf(inner, 'retry.pause');
  const pauses: Term = pause ? of(pause) : constant(0);
  const tries = sum(times(of(attempts), of(each)), pauses);
  // A deadline of the retrying layer ends its tries, whatever their number.
  const total = each.timer === 'upstream.deadline' ? undefined : settingOf(inner, 'upstream.deadline');
  return {
    claim: outlasts(of(waits), total ? least(tries, of(total)) : tries, 0),
    severity: 'warning',
    layers: [outer, inner],
    hops: [],
    condition: chain.when,
    otherEnd: `${outer.system} ${waits.name}`,
    tell: () => ({
      message: `${inner.name} may try ${amountText(attempts)} times for ${amountText(each)} each${pause ? ` with ${amountText(pause)} of pauses` : ''}, but ${outer.name} allows ${amountText(waits)} for all of them`,
      symptom: `the caller gives up (${waits.effect?.sees ?? 'an error'}) while ${inner.name} is still retrying; one slow call reaches the backend several times`,
      advice: `let the tries fit into ${settingText(waits)}: lower ${attempts.name} or ${each.name} of ${inner.name}${waits.fixed ? '' : `, or raise ${waits.name} of ${outer.name}`}`,
      primary: mention(attempts, inner),
      related: [mention(each, inner), ...(pause ? [mention(pause, inner)] : []), mention(waits, outer), ...passages(attempts, inner), ...passages(each, inner), ...passages(waits, outer)],
    }),
  };
}
