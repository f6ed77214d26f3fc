import { hour, minute, ms, second } from '../../model/duration.ts';

const units: readonly (readonly [RegExp, number])[] = [[/^h/i, hour], [/^s/i, second], [/^ms/i, ms], [/^mi/i, minute]];

/** `5`, `500ms`, `5s`, `2mi`, `1h`; `5m` is refused. */
export function apacheTime(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d{1,10})\s?([a-z]{0,12})$/i.exec(text.trim()) ?? [];
  if (number === undefined) return undefined;
  if (unit === '') return Number(number) * second;
  const factor = units.find(([pattern]) => pattern.test(unit))?.[1];
  return factor === undefined ? undefined : Number(number) * factor;
}
