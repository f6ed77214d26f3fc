import { type Mention, outlasts, type Requirement, works } from '../src/engine/requirement.ts';
import { isWritten, type Model, type Rule, settingOf } from '../src/engine/rule.ts';
import { constant, of, sum, times } from '../src/engine/term.ts';
import { amountText, mention, passages, roundUp, settingText } from '../src/engine/wording.ts';
import { formatDuration } from '../src/model/duration.ts';
import type { Layer } from '../src/model/layer.ts';
import type { Setting } from '../src/model/setting.ts';
import { no } from '../src/model/value.ts';

const fewErrors = 'a handful of 502s on every rollout and scale-down';

export const stopOrder: Rule = {
  id: 'stop-order',
  summary: 'a stopping program is killed before it is done, or stops while requests still come',
  *requires(model) {
    for (const layer of model.layers) if (!isDeaf(layer)) yield* fits(layer);
    yield* pauses(model);
    for (const { front, last } of exposed(model)) if (!isDeaf(last)) yield* isNoticed(front, last);
    yield* areTold(model);
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
  const behind = [...new Map(exposed(model).filter(({ last }) => !isDeaf(last)).map(({ last }) => [last.place.file + last.name, last])).values()];
  for (const folder of new Set(behind.map((layer) => layer.project.folder))) {
    const layers = behind.filter((layer) => layer.project.folder === folder);
    const [first, ...others] = layers.flatMap(withoutPause);
    if (!first?.setting) continue;
    const owner = layers.find((layer) => layer.name === first.layer?.name);
    const grace = owner && settingOf(owner, 'stop.grace');
    yield {
      claim: outlasts(of(first.setting), constant(1), 0),
      severity: 'warning', layers, hops: [], condition: undefined, otherEnd: 'pause',
      tell: () => ({
        message: `${first.layer?.name}${others.length > 0 ? ` (and ${others.length} more)` : ''} gets SIGTERM as soon as its pod is taken down, while the load balancer goes on sending it requests for some seconds`,
        symptom: fewErrors,
        advice: 'let it sleep before SIGTERM until the load balancer has noticed, e.g. lifecycle.preStop.sleep.seconds 15, and add that to terminationGracePeriodSeconds',
        primary: first,
        related: [...others, ...(owner && grace ? [mention(grace, owner, `${owner.name}: the pause counts against ${settingText(grace)}`)] : [])],
      }),
    };
  }
}

const withoutPause = (layer: Layer): readonly Mention[] =>
  layer.settings.filter(({ timer, value }) => timer === 'stop.prestop' && value.kind === 'known' && value.amount === 0).map((prestop) => mention(prestop, layer, `${layer.name}: no pause before SIGTERM`));

/** A server that ends its requests when it is told to stop must hear of it. One finding per project, since its scripts are alike. */
function* areTold({ layers }: Model): Iterable<Requirement> {
  const deaf = layers.filter(isDeaf);
  for (const folder of new Set(deaf.map((layer) => layer.project.folder))) {
    const own = [...new Map(deaf.filter((layer) => layer.project.folder === folder).map((layer) => [`${layer.behindShell?.file}:${layer.behindShell?.line}`, layer])).values()];
    const [first] = own;
    const [grace, graceful] = [first && settingOf(first, 'stop.grace'), first && settingOf(first, 'stop.graceful')];
    if (!first?.behindShell || !grace || !graceful) continue;
    const mentions = own.flatMap(({ behindShell, name, system }): readonly Mention[] => (behindShell ? [{ place: behindShell, message: `${name} is started here without exec`, layer: { system, name } }] : []));
    const [primary, ...others] = mentions;
    if (!primary) continue;
    yield {
      claim: works(no('the shell stays the first process', first.behindShell)),
      severity: 'warning', layers: own, hops: [], condition: undefined, otherEnd: 'exec',
      tell: () => ({
        message: `${first.name} never gets SIGTERM: the script that starts it stays in front, and its shell keeps the signal to itself until SIGKILL after ${settingText(grace)}`,
        symptom: 'every rollout and scale-down waits for the whole grace period, then cuts off what is being served (exit code 137)',
        advice: `start it with exec, so that it takes the place of the shell${isPaused(first) ? '' : ', and let it sleep before SIGTERM (lifecycle.preStop) if a load balancer stands in front'}`,
        primary,
        related: [...others, mention(grace, first), mention(graceful, first)],
      }),
    };
  }
}

const isDeaf = (layer: Layer): boolean => layer.behindShell !== undefined && layer.kind === 'app-server' && [settingOf(layer, 'stop.graceful'), settingOf(layer, 'stop.grace')].every((setting) => setting !== undefined);

const isPaused = (layer: Layer): boolean => amountOf(settingOf(layer, 'stop.prestop')) > 0 || !settingOf(layer, 'stop.prestop');

/** Where somebody wrote how long the load balancer takes to notice, the pause lasts at least that long. */
function* isNoticed(front: Layer, last: Layer): Iterable<Requirement> {
  const [prestop, period, failures] = [settingOf(last, 'stop.prestop'), settingOf(front, 'health.period'), settingOf(front, 'health.failures')];
  if (!prestop || !period || !failures || ![prestop, period, failures].every(isWritten) || isDeregistered(front)) return;
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

/** A controller that takes the very pod out of the load balancer does not wait for its health check. */
const isDeregistered = ({ conditions = [] }: Layer): boolean => conditions.some(({ name, value }) => name.endsWith('/target-type') && value === 'ip');

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
