import { day, hour, minute, ms, parseDuration, second, type Grammar } from '../../model/duration.ts';
import { never, type Value } from '../../model/value.ts';

/** `10s`, `500ms`, `1m`; a bare number is milliseconds. https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.typesafe-configuration-properties.conversion.durations */
const simple: Grammar = { bare: ms, suffixes: { ns: 1e-6, us: 1e-3, ms, s: second, m: minute, h: hour, d: day }, decimals: false, compound: false };

/** Spring's durations, ISO-8601 ones (`PT1M30S`) included; a negative one is no limit. */
export function springDuration(text: string): number | Value | undefined {
  const trimmed = text.trim();
  if (/^-\d{1,12}(?:ms|s)?$/.test(trimmed)) return { ...never, written: text };
  return parseDuration(trimmed.toLowerCase(), simple) ?? iso(trimmed);
}

function iso(text: string): number | undefined {
  const parts = /^[pP](?:(\d{1,6})[dD])?(?:[tT](?:(\d{1,6})[hH])?(?:(\d{1,9})[mM])?(?:(\d{1,9}(?:\.\d{1,9})?)[sS])?)?$/.exec(text);
  if (!parts || parts.slice(1).every((part) => part === undefined)) return undefined;
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return (days ?? 0) * day + (hours ?? 0) * hour + (minutes ?? 0) * minute + (seconds ?? 0) * second;
}
