import { outlasts, type Requirement } from '../src/engine/requirement.ts';
import { isWritten, type Rule, settingOf } from '../src/engine/rule.ts';
import { of } from '../src/engine/term.ts';
import { amountText, grounds, mention, opening, passages, roundUp, settingText } from '../src/engine/wording.ts';
import { formatDuration } from '../src/model/duration.ts';
import type { Chain, Layer } from '../src/model/layer.ts';
import type { Setting } from '../src/model/setting.ts';
import type { Timer } from '../src/model/timer.ts';

const margin = 1000;

/** Outer clock → the inner clocks that run over the same stretch. A gap is never compared with a total as if equal. */
const comparable: Partial<Record<Timer, readonly Timer[]>> = {
  'upstream.deadline': ['upstream.deadline', 'worker.deadline', 'downstream.response'],
  'upstream.read': ['upstream.read', 'worker.deadline'],
  'upstream.first-byte': ['worker.deadline'],
};

export const deadlineInverted: Rule = {
  id: 'deadline-inverted',
  summary: 'an outer layer gives up before a limit that was set further in',
  *requires({ chains }) {
    for (const chain of chains) {
      for (const [index, outer] of chain.layers.entries()) {
        for (const inner of chain.layers.slice(index + 1)) if (inner.within === undefined) yield* between(chain, outer, inner);
      }
    }
  },
};

function* between(chain: Chain, outer: Layer, inner: Layer): Iterable<Requirement> {
  for (const [timer, inners] of Object.entries(comparable) as [Timer, readonly Timer[]][]) {
    const longer = settingOf(outer, timer);
    if (!longer) continue;
    for (const innerTimer of inners) {
      const shorter = settingOf(inner, innerTimer);
      if (!shorter || !isWritten(shorter)) continue;
      if (outer.kind === 'client' && !isTie(longer, shorter)) continue;
      yield requirement(chain, outer, longer, inner, shorter);
    }
  }
}

const isTie = (a: Setting, b: Setting): boolean => a.value.kind === 'known' && b.value.kind === 'known' && Math.abs(a.value.amount - b.value.amount) < margin;

function requirement(chain: Chain, outer: Layer, longer: Setting, inner: Layer, shorter: Setting): Requirement {
  const tie = isTie(longer, shorter);
  const gaps = longer.timer === 'upstream.read' && shorter.timer === 'upstream.read';
  return {
    claim: outlasts(of(longer), of(shorter, { never: 'vacuous' }), margin),
    severity: tie && gaps ? 'info' : 'warning',
    layers: [outer, inner],
    hops: chain.hops.slice(chain.layers.indexOf(outer), chain.layers.indexOf(inner)),
    condition: chain.when,
    otherEnd: longer.fixed ? longer.name : '',
    tell: () => ({
      message: tie
        ? `${outer.name} and ${inner.name} give up at the same moment: ${settingText(longer)} against ${settingText(shorter)}`
        : `${outer.name} gives up after ${amountText(longer)}, but ${inner.name} behind it is allowed ${amountText(shorter)}`,
      symptom: tie
        ? 'which of the two ends the request is luck: the client sees now one error, now the other'
        : `after ${amountText(longer)} the client gets ${longer.effect?.sees ?? 'an error'}, while ${inner.name} works on for nobody and its own limit never shows`,
      advice: longer.fixed
        ? `${longer.name} of ${outer.name} cannot be changed: set ${shorter.name} of ${inner.name} below ${amountText(longer)}`
        : `set ${canOutlast(longer, shorter) ? `${longer.name} of ${outer.name} to at least ${formatDuration(roundUp(amountOf(shorter) + margin))}, or ` : ''}${shorter.name} of ${inner.name} to less than ${amountText(longer)}`,
      primary: longer.fixed ? mention(shorter, inner) : mention(longer, outer),
      related: [longer.fixed ? mention(longer, outer) : mention(shorter, inner), ...passages(longer, outer), ...passages(shorter, inner), ...chain.hops.filter((hop) => hop.downstream === outer && outer.kind !== 'client').flatMap(opening), ...(shorter.timer === 'worker.deadline' ? grounds(inner) : [])],
    }),
  };
}

const canOutlast = ({ most = Number.POSITIVE_INFINITY }: Setting, shorter: Setting): boolean => roundUp(amountOf(shorter) + margin) <= most;

const amountOf = ({ value }: Setting): number => (value.kind === 'known' ? value.amount : value.kind === 'one-of' ? Math.max(...value.members.map((member) => member.amount)) : 0);
