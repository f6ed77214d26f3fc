import type { Condition } from '../model/layer.ts';
import type { Finding, Related, ResultCondition, ResultSetting, ResultValue } from '../model/result.ts';
import type { Setting } from '../model/setting.ts';
import { counts, type Timer } from '../model/timer.ts';
import type { Value } from '../model/value.ts';
import type { Mention } from './requirement.ts';

/** A setting as the result document shows it. */
export function describeSetting(setting: Setting, system: string): ResultSetting {
  const { timer, name, value, provenance, place, fixed } = setting;
  const base = { layer: system, timer, name, value: describeValue(value, timer), provenance: provenance.kind, location: place, ...(fixed ? { fixed: true as const } : {}) };
  if (provenance.kind === 'default') return { ...base, of: provenance.of, link: provenance.link };
  if (provenance.kind === 'visible-default') return { ...base, of: provenance.variable };
  return provenance.kind === 'derived' ? { ...base, how: provenance.how, from: provenance.from.map((from) => from.name) } : base;
}

/** A condition as the result document shows it. */
export const describeCondition = ({ name, value, decides, place, origin = 'configured' }: Condition, system: string): ResultCondition =>
  ({ layer: system, timer: null, decides, name, value: { text: value ?? null }, provenance: origin, location: place });

export function describeMention({ place, message, setting, layer }: Mention): Related {
  return { location: place, message, ...(setting ? { setting: describeSetting(setting, layer?.system ?? '') } : {}) };
}

export function describeValue(value: Value, timer: Timer): ResultValue {
  if (value.kind === 'off') return { off: true, why: value.why };
  if (value.kind === 'unknown') return { unknown: value.reason, expression: value.expression };
  if (value.kind === 'known') return { ...amount(value.amount, timer), written: value.written };
  return { oneOf: value.members.map((member) => ({ ...amount(member.amount, timer), when: member.when })) };
}

function amount(value: number, timer: Timer): { never: true } | { count: number } | { ms: number } {
  if (value === Number.POSITIVE_INFINITY) return { never: true };
  return counts.has(timer) ? { count: value } : { ms: value };
}

const rank = { error: 0, warning: 1, info: 2 } as const;

/** Worst first, then by place. */
export const byImportance = (a: Finding, b: Finding): number =>
  rank[a.severity] - rank[b.severity] || byText(a.location.file, b.location.file) || a.location.line - b.location.line || a.location.column - b.location.column || byText(a.rule, b.rule);

/** By code unit: the same everywhere, and without loading a locale. */
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
