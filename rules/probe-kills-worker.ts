import { declaredFor, needed } from '../src/engine/endpoint.ts';
import { outlasts, type Requirement } from '../src/engine/requirement.ts';
import { type Model, type Rule, settingOf } from '../src/engine/rule.ts';
import { constant, least, of, sum, times } from '../src/engine/term.ts';
import { mention, passages } from '../src/engine/wording.ts';
import { formatDuration } from '../src/model/duration.ts';
import type { Layer } from '../src/model/layer.ts';
import type { Setting } from '../src/model/setting.ts';

export const probeKillsWorker: Rule = {
  id: 'probe-kills-worker',
  summary: 'the liveness probe restarts a process that is only busy',
  *requires(model) {
    for (const layer of model.layers) yield* requirement(layer, model);
  },
};

/** Only workers that do one thing at a time leave the probe waiting behind a slow request. */
function* requirement(layer: Layer, model: Model): Iterable<Requirement> {
  const deadline = settingOf(layer, 'worker.deadline');
  const [period, failures, timeout] = ['periodSeconds', 'failureThreshold', 'timeoutSeconds'].map((field) => layer.settings.find((setting) => setting.name === `livenessProbe.${field}`));
  if (layer.kind !== 'app-server' || layer.about.sideBySide || !deadline || !period || !failures || !timeout) return;
  const busy = slowest(layer, model);
  if (Math.min(busy, amountOf(deadline)) === Number.POSITIVE_INFINITY) return;
  const window = sum(times(of(failures), of(period)), of(timeout));
  yield {
    claim: outlasts(window, least(of(deadline, { never: 'compared' }), constant(busy)), 0),
    severity: 'warning',
    layers: [layer],
    hops: [],
    condition: undefined,
    otherEnd: deadline.name,
    tell: () => ({
      message: `the liveness probe gives up on ${layer.name} after ${formatDuration(amountOf(failures) * amountOf(period))} plus ${formatDuration(amountOf(timeout))}, but a worker may be busy for ${formatDuration(Math.min(busy, amountOf(deadline)))}`,
      symptom: 'while all workers are busy the pod is restarted as if it were dead; its load moves to the other pods, which then fail the same way',
      advice: `let failureThreshold × periodSeconds + timeoutSeconds exceed ${formatDuration(Math.min(busy, amountOf(deadline)))}, e.g. failureThreshold ${Math.ceil(Math.min(busy, amountOf(deadline)) / Math.max(1, amountOf(period))) + 1}, or answer the probe from a worker of its own`,
      primary: mention(failures, layer),
      related: [mention(period, layer), mention(timeout, layer), mention(deadline, layer), ...passages(deadline, layer)],
    }),
  };
}

/** Milliseconds of declared work, the longest; without any, only the worker's own limit counts. */
function slowest(layer: Layer, model: Model): number {
  const declared = declaredFor(layer, model).flatMap((endpoint) => needed(endpoint, 'work') ?? []);
  return declared.length > 0 ? Math.max(...declared) : Number.POSITIVE_INFINITY;
}

const amountOf = ({ value }: Setting): number => (value.kind === 'known' ? value.amount : 0);
