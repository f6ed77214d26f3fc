import { judgeClaim } from '../src/engine/judge.ts';
import { type Claim, limited, type Requirement } from '../src/engine/requirement.ts';
import { type Rule, settingOf } from '../src/engine/rule.ts';
import { of } from '../src/engine/term.ts';
import { amountText, mention } from '../src/engine/wording.ts';
import type { ClientUse, Layer } from '../src/model/layer.ts';
import type { Place } from '../src/model/place.ts';
import type { Setting } from '../src/model/setting.ts';
import type { Timer } from '../src/model/timer.ts';

const limits: readonly Timer[] = ['upstream.deadline', 'upstream.try', 'upstream.read', 'upstream.first-byte', 'exchange.idle'];

export const missingTimeout: Rule = {
  id: 'missing-timeout',
  summary: 'a client call without any limit can hold a worker for ever',
  *requires({ clients }) {
    const started = clients.filter((use) => use.runsInProduction === 'yes');
    for (const key of new Set(started.map(keyOf))) yield* ofFile(started.filter((use) => keyOf(use) === key));
  },
};

const keyOf = ({ layer }: ClientUse): string => `${layer.system} ${layer.place.file}`;

interface Call {
  readonly use: ClientUse;
  readonly layer: Layer;
  readonly clock: Setting;
  readonly claim: Claim;
}

/** One finding per file and library, at the first call without a limit. */
function* ofFile(uses: readonly ClientUse[]): Iterable<Requirement> {
  const calls = uses.flatMap((use) => use.calls.flatMap((layer) => callOf(use, layer)));
  const lacking = calls.filter(({ claim }) => judgeClaim(claim).kind === 'broken');
  for (const call of calls) yield requirement(call, lacking);
}

function callOf(use: ClientUse, layer: Layer): readonly Call[] {
  const clocks = limits.flatMap((timer) => settingOf(layer, timer) ?? []);
  const [clock] = clocks;
  return clock ? [{ use, layer, clock, claim: limited(...clocks.map((setting) => of(setting))) }] : [];
}

function requirement(call: Call, lacking: readonly Call[]): Requirement {
  const { use: { within, why }, layer, clock } = lacking[0] ?? call;
  const ends = within && settingOf(within, 'worker.deadline');
  return {
    claim: call.claim,
    severity: 'warning',
    layers: [layer],
    hops: [],
    condition: undefined,
    otherEnd: '',
    tell: () => ({
      message: `${layer.name} has no timeout: it waits for ever if the other side accepts and never answers`,
      symptom: ends ? `a call that is not answered ends only when ${within.name} kills the whole worker after ${amountText(ends)}` : `${hangs[layer.about.language ?? ''] ?? everyWorker} (${why})`,
      advice: `give every call a limit that fits its caller, e.g. ${clock.name} of 10 s`,
      primary: { ...mention(clock, layer), place: placeOf(lacking[0] ?? call, lacking) },
      related: [...lacking.slice(1).map((other) => ({ ...mention(other.clock, other.layer, 'neither has this call a limit'), place: other.layer.place })), ...(ends ? [mention(ends, within)] : [])],
    }),
  };
}

/** A client none of whose calls has a limit gets it once, where it is made. */
const placeOf = ({ use, layer }: Call, lacking: readonly Call[]): Place =>
  lacking.filter((call) => call.use === use).length === use.calls.length ? use.layer.place : layer.place;

const everyWorker = 'the worker that makes the call hangs until it is killed or restarted; once all workers hang, nothing is served';
const pilesUp = 'calls that are never answered pile up with their sockets, and so do the requests that wait for them';
const hangs: Readonly<Record<string, string>> = { javascript: pilesUp, go: pilesUp };
