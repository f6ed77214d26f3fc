import { day, hour, minute, second } from '../../model/duration.ts';
import { never, type Value } from '../../model/value.ts';

/** .NET's `[d.]hh:mm[:ss[.fff]]`; a bare number is days. Minus one millisecond is no limit. */
export function timeSpan(text: string): number | Value | undefined {
  const trimmed = text.trim();
  if (/^-0?0:00:00\.001/.test(trimmed)) return { ...never, written: text };
  if (/^\d{1,6}$/.test(trimmed)) return Number(trimmed) * day;
  const parts = /^(?:(\d{1,6})\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2}(?:\.\d{1,7})?))?$/.exec(trimmed);
  if (!parts) return undefined;
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return (days ?? 0) * day + (hours ?? 0) * hour + (minutes ?? 0) * minute + (seconds ?? 0) * second;
}
