import { outlasts, type Requirement } from '../src/engine/requirement.ts';
import { isWritten, type Model, type Rule, settingOf } from '../src/engine/rule.ts';
import { constant, of, sum } from '../src/engine/term.ts';
import { amountText, mention, passages, roundUp, settingText } from '../src/engine/wording.ts';
import { formatDuration } from '../src/model/duration.ts';
import type { Layer } from '../src/model/layer.ts';
import type { Setting } from '../src/model/setting.ts';

export const stopOrder: Rule = {
  id: 'stop-order',
  summary: 'a stopping program is killed before it is done, or stops while requests still come',
  *requires(model) {
    for (const layer of model.layers) yield* fits(layer);
    yield* drains(model);
  },
};

/** preStop and the graceful limit together fit into the grace period; equal fits. */
function* fits(layer: Layer): Iterable<Requirement> {
  const [grace, graceful, prestop] = [settingOf(layer, 'stop.grace'), settingOf(layer, 'stop.graceful'), settingOf(layer, 'stop.prestop')];
  if (!grace || !graceful) return;
  const phases = [prestop, graceful].filter((setting) => setting !== undefined);
  yield {
    claim: outlasts(of(grace), sum(...phases.map((setting) => of(setting, { never: 'vacuous' }))), 0),
    severity: isWritten(grace) || isWritten(graceful) ? 'error' : 'warning',
    layers: [layer],
    hops: [],
    condition: undefined,
    otherEnd: graceful.name,
    tell: () => ({
      message: `${layer.name} needs up to ${phases.map(amountText).join(' + ')} to stop, but is killed after ${settingText(grace)}`,
      symptom: 'on every restart and rollout, requests that are still being served are cut off by SIGKILL, and nothing is cleaned up',
      advice: `set ${grace.name} to at least ${formatDuration(roundUp(amountOf(prestop) + amountOf(graceful)))}, or lower ${graceful.name} to ${formatDuration(Math.max(0, amountOf(grace) - amountOf(prestop)))}`,
      primary: isWritten(grace) || !isWritten(graceful) ? mention(grace, layer) : mention(graceful, layer),
      related: [mention(grace, layer), ...phases.map((setting) => mention(setting, layer)), ...passages(graceful, layer)],
    }),
  };
}

/** One finding per run: what lacks a pause at one place usually lacks it everywhere. */
function* drains({ chains }: Model): Iterable<Requirement> {
  const behind = new Map<string, Layer>();
  for (const chain of chains) {
    const [front] = chain.layers.filter((layer) => layer.kind !== 'client');
    const last = chain.layers.at(-1);
    if (front && last && front.id !== last.id && isExposed(front) && last.within === undefined) behind.set(last.place.file + last.name, last);
  }
  const layers = [...behind.values()].filter((layer) => settingOf(layer, 'stop.prestop'));
  for (const layer of layers) {
    const prestop = settingOf(layer, 'stop.prestop') as Setting;
    yield {
      claim: outlasts(of(prestop, { off: 'never' }), constant(1), 0),
      severity: 'warning',
      layers: [layer],
      hops: [],
      condition: undefined,
      otherEnd: 'drain',
      group: 'drain',
      tell: () => ({
        message: `${layer.name} gets SIGTERM at once when its pod is taken down, while the load balancer still sends it requests for some seconds`,
        symptom: 'a handful of 502s on every rollout and scale-down',
        advice: 'let it sleep before SIGTERM until the load balancer has noticed, e.g. lifecycle.preStop with sleep 15, and add that to terminationGracePeriodSeconds',
        primary: mention(prestop, layer, `${layer.name}: no preStop pause`),
        related: settingOf(layer, 'stop.grace') ? [mention(settingOf(layer, 'stop.grace') as Setting, layer)] : [],
      }),
    };
  }
}

const isExposed = ({ kind, system }: Layer): boolean => kind === 'load-balancer' || system === 'ingress-nginx';

const amountOf = (setting: Setting | undefined): number => (setting?.value.kind === 'known' && setting.value.amount < Number.POSITIVE_INFINITY ? setting.value.amount : 0);
