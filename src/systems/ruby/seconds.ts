import { second } from '../../model/duration.ts';
import { never, type Value } from '../../model/value.ts';

/** Milliseconds of whole seconds as Ruby's `Integer()` takes them. */
export const wholeSeconds = (text: string): number | undefined => (/^\d[\d_]{0,11}$/.test(text.trim()) ? Number(text.replaceAll('_', '')) * second : undefined);

/** As {@link wholeSeconds} or with a fraction; 0, false and nil are no limit. */
export function secondsOrNever(text: string): number | Value | undefined {
  if (/^(?:False|false|None|nil|0+(?:\.0*)?)$/.test(text.trim())) return { ...never, written: text };
  return /^\d{1,9}(?:\.\d{1,6})?$/.test(text.trim()) ? Number(text) * second : undefined;
}
