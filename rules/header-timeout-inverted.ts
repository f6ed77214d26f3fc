import { outlasts } from '../src/engine/requirement.ts';
import { type Rule, settingOf } from '../src/engine/rule.ts';
import { of } from '../src/engine/term.ts';
import { amountText, mention, passages, roundUp, settingText } from '../src/engine/wording.ts';
import { formatDuration } from '../src/model/duration.ts';

export const headerTimeoutInverted: Rule = {
  id: 'header-timeout-inverted',
  summary: 'on a version whose header clock already runs while a connection is idle, it ends the connection first',
  *requires({ hops }) {
    for (const hop of hops) {
      const { upstream } = hop;
      if ('what' in upstream || !upstream.about.traits.includes('header-clock-runs-while-idle')) continue;
      const [header, idle] = [settingOf(upstream, 'downstream.header'), settingOf(upstream, 'downstream.idle')];
      if (!header || !idle) continue;
      yield {
        claim: outlasts(of(header), of(idle), 1),
        when: hop.pooled,
        severity: 'warning',
        layers: [upstream],
        hops: [hop],
        condition: hop.when,
        otherEnd: idle.name,
        tell: () => ({
          message: `${upstream.name} ends idle connections after ${amountText(header)} by ${header.name}, not later than ${settingText(idle)}`,
          symptom: `sporadic: a request on a reused connection ends in ${'what' in hop.downstream ? 'a reset' : (hop.downstream.about.reuse?.sees ?? 'a reset')}`,
          advice: `set ${header.name} to at least ${formatDuration(roundUp((idle.value.kind === 'known' ? idle.value.amount : 0) + 1000))}, or update ${upstream.about.title}`,
          primary: mention(header, upstream),
          related: [mention(idle, upstream), ...passages(header, upstream), ...passages(idle, upstream)],
        }),
      };
    }
  },
};
