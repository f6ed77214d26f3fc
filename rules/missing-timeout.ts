import { limited, type Mention, type Requirement } from '../src/engine/requirement.ts';
import { type Rule, settingOf } from '../src/engine/rule.ts';
import { of, type Term } from '../src/engine/term.ts';
import { amountText, mention } from '../src/engine/wording.ts';
import type { ClientUse, Layer } from '../src/model/layer.ts';
import { no, yes } from '../src/model/value.ts';
import type { Timer } from '../src/model/timer.ts';

const limits: readonly Timer[] = ['upstream.deadline', 'upstream.try', 'upstream.read', 'upstream.first-byte', 'exchange.idle'];

export const missingTimeout: Rule = {
  id: 'missing-timeout',
  summary: 'a client call without any limit can hold a worker for ever',
  *requires({ clients }) {
    for (const use of clients) for (const call of use.calls) yield* requirement(use, call);
  },
};

function* requirement({ layer, within, runsInProduction, why }: ClientUse, call: Layer): Iterable<Requirement> {
  const clocks = limits.flatMap((timer) => settingOf(call, timer) ?? []);
  const [first] = clocks;
  if (!first) return;
  const ends = within && settingOf(within, 'worker.deadline');
  const terms: readonly Term[] = clocks.map((setting) => of(setting));
  const here: Mention = mention(first, layer, `${layer.name} waits without limit`);
  yield {
    claim: limited(...terms),
    when: runsInProduction === 'yes' ? yes(why) : no(why),
    severity: 'warning',
    layers: [layer],
    hops: [],
    condition: undefined,
    otherEnd: '',
    group: `${layer.system} ${layer.place.file}`,
    tell: () => ({
      message: `${layer.name} has no timeout: it waits for ever if the other side accepts and never answers`,
      symptom: ends && within
        ? `a call that is not answered is ended by ${within.name}, which kills the whole worker after ${amountText(ends)} instead of getting an error`
        : `the worker that makes the call hangs until it is killed or restarted; once all workers hang, nothing is served (${why})`,
      advice: `give every call a limit that fits its caller, e.g. ${first.name} of 10 s`,
      primary: here,
      related: ends && within ? [mention(ends, within)] : [],
    }),
  };
}
