import { type Mention, outlasts, type Requirement } from '../src/engine/requirement.ts';
import { isWritten, type Model, type Rule, settingOf } from '../src/engine/rule.ts';
import { constant, of, sum, times } from '../src/engine/term.ts';
import { amountText, mention, passages, roundUp, settingText } from '../src/engine/wording.ts';
import { formatDuration } from '../src/model/duration.ts';
import type { Layer } from '../src/model/layer.ts';
import type { Setting } from '../src/model/setting.ts';

const fewErrors = 'a handful of 502s on every rollout and scale-down';

export const stopOrder: Rule = {
  id: 'stop-order',
  summary: 'a stopping program is killed before it is done, or stops while requests still come',
  *requires(model) {
    for (const layer of model.layers) yield* fits(layer);
    yield* pauses(model);
    for (const { front, last } of exposed(model)) yield* isNoticed(front, last);
  },
};

/** preStop and the graceful limit together fit into the grace period; equal fits. */
function* fits(layer: Layer): Iterable<Requirement> {
  const [grace, graceful, prestop] = [settingOf(layer, 'stop.grace'), settingOf(layer, 'stop.graceful'), settingOf(layer, 'stop.prestop')];
  if (!grace || !graceful) return;
  const phases = [...(prestop && amountOf(prestop) > 0 ? [prestop] : []), graceful];
  yield {
    claim: outlasts(of(grace), sum(...phases.map((setting) => of(setting, { never: 'vacuous' }))), 0),
    severity: isWritten(grace) || isWritten(graceful) ? 'error' : 'warning',
    layers: [layer], hops: [], condition: undefined, otherEnd: graceful.name,
    tell: () => ({
      message: `${layer.name} needs up to ${phases.map(amountText).join(' + ')} to stop, but is killed after ${settingText(grace)}`,
      symptom: 'on every restart and rollout, requests that are still being served are cut off by SIGKILL, and nothing is cleaned up',
      advice: `set ${grace.name} to at least ${formatDuration(roundUp(amountOf(prestop) + amountOf(graceful)))}, or lower ${graceful.name} to ${formatDuration(Math.max(0, amountOf(grace) - amountOf(prestop)))}`,
      primary: isWritten(grace) || !isWritten(graceful) ? mention(grace, layer) : mention(graceful, layer),
      related: [mention(grace, layer), ...phases.map((setting) => mention(setting, layer)), ...passages(graceful, layer)],
    }),
  };
}

/** One finding per project: what lacks a pause at one place usually lacks it everywhere. */
function* pauses(model: Model): Iterable<Requirement> {
  const behind = [...new Map(exposed(model).map(({ last }) => [last.place.file + last.name, last])).values()];
  for (const folder of new Set(behind.map((layer) => layer.project.folder))) {
    const layers = behind.filter((layer) => layer.project.folder === folder);
    const [first, ...others] = layers.flatMap(withoutPause);
    if (!first?.setting) continue;
    yield {
      claim: outlasts(of(first.setting), constant(1), 0),
      severity: 'warning', layers, hops: [], condition: undefined, otherEnd: 'pause',
      tell: () => ({
        message: `${first.layer?.name}${others.length > 0 ? ` (and ${others.length} more)` : ''} gets SIGTERM as soon as its pod is taken down, while the load balancer goes on sending it requests for some seconds`,
        symptom: fewErrors,
        advice: 'let it sleep before SIGTERM until the load balancer has noticed, e.g. lifecycle.preStop.sleep.seconds 15, and add that to terminationGracePeriodSeconds',
        primary: first,
        related: others,
      }),
    };
  }
}

const withoutPause = (layer: Layer): readonly Mention[] =>
  layer.settings.filter(({ timer, value }) => timer === 'stop.prestop' && value.kind === 'known' && value.amount === 0).map((prestop) => mention(prestop, layer, `${layer.name}: no pause before SIGTERM`));

/** Where somebody wrote how long the load balancer takes to notice, the pause lasts at least that long. */
function* isNoticed(front: Layer, last: Layer): Iterable<Requirement> {
  const [prestop, period, failures] = [settingOf(last, 'stop.prestop'), settingOf(front, 'health.period'), settingOf(front, 'health.failures')];
  if (!prestop || !period || !failures || ![prestop, period, failures].every(isWritten)) return;
  const notices = amountOf(period) * amountOf(failures);
  yield {
    claim: outlasts(of(prestop), times(of(failures), of(period)), 1),
    severity: 'warning', layers: [last, front], hops: [], condition: undefined, otherEnd: `${front.system} ${period.name}`,
    tell: () => ({
      message: `${last.name} gets SIGTERM ${amountText(prestop)} after its pod is taken down, but ${front.name} needs ${amountText(failures)} × ${amountText(period)} to notice`,
      symptom: fewErrors,
      advice: `set ${prestop.name} of ${last.name} to more than ${formatDuration(notices)}, e.g. ${formatDuration(roundUp(notices + 1000))}, or let the health check notice sooner${graceFor(last, roundUp(notices + 1000))}`,
      primary: mention(prestop, last),
      related: [mention(period, front), mention(failures, front), ...passages(prestop, last)],
    }),
  };
}

/** A longer pause needs a longer grace period. */
function graceFor(last: Layer, pause: number): string {
  const [grace, graceful] = [settingOf(last, 'stop.grace'), settingOf(last, 'stop.graceful')];
  const needed = pause + amountOf(graceful);
  return grace && amountOf(grace) > 0 && amountOf(grace) < needed ? `; a longer pause also needs ${grace.name} of at least ${formatDuration(roundUp(needed))}` : '';
}

/** The outermost server of a chain and the one that answers, where a load balancer chooses among several of it. */
function exposed({ chains }: Model): readonly { readonly front: Layer; readonly last: Layer }[] {
  return chains.flatMap((chain) => {
    const [front] = chain.layers.filter((layer) => layer.kind !== 'client');
    const last = chain.layers.at(-1);
    return front && last && front.id !== last.id && isExposed(front) && last.within === undefined ? [{ front, last }] : [];
  });
}

const isExposed = ({ kind, system }: Layer): boolean => kind === 'load-balancer' || system === 'ingress-nginx';

const amountOf = (setting: Setting | undefined): number => (setting?.value.kind === 'known' && setting.value.amount < Number.POSITIVE_INFINITY ? setting.value.amount : 0);
