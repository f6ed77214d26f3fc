import { day, hour, minute, ms, second } from '../../model/duration.ts';

const units: readonly (readonly [string, number])[] = [['w', 7 * day], ['d', day], ['h', hour], ['m', minute], ['s', second], ['ms', ms], ['', second]];

/** Milliseconds of an nginx time (`60`, `1h30m`, `1m30`): units only in descending order, no decimals, no months or years. */
export function nginxTime(text: string): number | undefined {
  if (/^\d{1,9}s?$/.test(text)) return Number.parseInt(text, 10) * second;
  const trimmed = text.trim();
  if (trimmed.length === 0 || trimmed.length > 40) return undefined;
  let total = 0;
  let rest = trimmed;
  let last = -1;
  while (rest !== '') {
    const part = /^(\d+)(ms|[a-zA-Z])?\s*/.exec(rest);
    if (!part) return undefined;
    const at = units.findIndex(([unit]) => unit === (part[2] ?? ''));
    if (at <= last) return undefined;
    last = at;
    total += Number(part[1]) * (units[at]?.[1] ?? 0);
    rest = rest.slice(part[0].length);
  }
  return total;
}
