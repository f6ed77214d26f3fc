import { type Grammar, parseDuration } from '../../model/duration.ts';
import type { Setting } from '../../model/setting.ts';
import { type Text, unknown } from '../../model/value.ts';
import type { VclAssignment, VclBackend } from '../../syntax/vcl.ts';
import { configured, literal, type Reads } from '../setting.ts';
import { type Option, options, parameterDuration, vclDuration } from './facts.ts';

const reads = (grammar: Grammar): Reads => (text) => (text === 'never' ? Number.POSITIVE_INFINITY : parseDuration(text, grammar));

/** `-p`, in seconds. */
export function parameterSettings(parameters: ReadonlyMap<string, Text>): readonly Setting[] {
  return options.flatMap(({ parameter, timers }) => {
    const text = parameters.get(parameter);
    return text ? timers.map((timer) => configured(timer, `-p ${parameter}`, text, reads(parameterDuration))) : [];
  });
}

/** A value set on the request comes before the backend's attribute; under a condition it holds for some requests only. */
export function backendSettings(backend: VclBackend, assignments: readonly VclAssignment[]): readonly Setting[] {
  return options.flatMap((option) => [...onRequest(option, assignments), ...asAttribute(option, backend)].slice(0, option.timers.length));
}

function onRequest({ parameter, timers, attribute }: Option, assignments: readonly VclAssignment[]): readonly Setting[] {
  const name = `bereq.${attribute}`;
  const last = attribute === undefined ? undefined : assignments.findLast((one) => one.name === name);
  if (!last) return [];
  const isConditional = last.conditions.length > 0;
  return timers.map((timer) => configured(timer, `bereq.${parameter}`, literal(last.value.text, last.value.place), isConditional ? () => unknown('set for some requests only', last.conditions.join(' ')) : reads(vclDuration)));
}

function asAttribute({ timers, attribute }: Option, backend: VclBackend): readonly Setting[] {
  const value = attribute === undefined ? undefined : backend.attributes.get(attribute);
  return value ? timers.map((timer) => configured(timer, `.${attribute}`, literal(value.text, value.place), reads(vclDuration))) : [];
}
