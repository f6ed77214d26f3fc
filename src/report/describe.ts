import { formatDuration } from '../model/duration.ts';
import type { ResultLayer, ResultSetting, ResultValue } from '../model/result.ts';

/** `30 s`, `3`, `never`, `off`, `60 s or 75 s`, `?`. */
export function describeValue(value: ResultValue): string {
  if ('ms' in value) return formatDuration(value.ms);
  if ('count' in value) return String(value.count);
  if ('never' in value) return 'never';
  if ('off' in value) return 'off';
  if ('oneOf' in value) return [...new Set(value.oneOf.map((member) => describeMember(member)))].join(' or ');
  return '?';
}

/** The settings of a layer that are clocks. */
export const clocksOf = ({ settings }: ResultLayer): readonly ResultSetting[] => settings.filter((setting) => setting.timer !== null);

/** Where a value comes from: `set here`, `default of gunicorn 20.1`. */
export function describeOrigin(setting: ResultSetting): string {
  const of = setting.of ? ` of ${setting.of}` : '';
  if (setting.provenance === 'configured') return 'set here';
  if (setting.provenance === 'visible-default') return `default${of}, visible here`;
  if (setting.provenance === 'default') return setting.fixed ? `fixed limit${of}` : `default${of}`;
  if (setting.provenance === 'declared') return 'declared in hoplint.yaml';
  return setting.how ? `derived: ${setting.how}` : 'derived';
}

/** `gunicorn --timeout = 30 s, set here`. */
export const describeSetting = (setting: ResultSetting): string =>
  `${setting.layer} ${setting.name} = ${describeValue(setting.value)}${setting.timer === 'retry.attempts' ? ' tries' : ''}${whyOf(setting.value)}, ${describeOrigin(setting)}`;

function whyOf(value: ResultValue): string {
  if ('off' in value) return ` (${value.why})`;
  if ('oneOf' in value) return ` (${value.oneOf.map((member) => `${describeMember(member)}: ${member.when}`).join('; ')})`;
  return 'unknown' in value ? ` (${value.unknown})` : '';
}

function describeMember(member: { readonly ms: number } | { readonly count: number } | { readonly never: true }): string {
  if ('ms' in member) return formatDuration(member.ms);
  return 'count' in member ? String(member.count) : 'never';
}

export const counted = (amount: number, one: string, many = `${one}s`): string => `${amount} ${amount === 1 ? one : many}`;
