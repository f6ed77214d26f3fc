import type { Place } from '../../model/place.ts';
import type { Evaluated, Origin } from './evaluate.ts';
import type { Expression } from './tree.ts';

export type Known = Exclude<Evaluated, { kind: 'unknown' }>;

/** Keeps the variable of what it fails for: with it a fallback may be taken. */
export function unknownValue(expression: Expression, reason: string, because?: Evaluated): Evaluated {
  const cause = because?.kind === 'unknown' ? because : undefined;
  const places: readonly [Place, ...Place[]] = cause === undefined ? [expression.place] : through(cause.places, expression.place);
  return { kind: 'unknown', reason: cause?.reason ?? reason, expression: expression.text, places, ...variableOf(cause) };
}

/** A value made of several; the literals that stand elsewhere come first. */
export function compound(expression: Expression, parts: readonly Known[], result: { readonly value: string | number } | { readonly ms: number }): Evaluated {
  const outer = parts.filter((part) => !part.places.every((place) => within(place, expression.place)));
  const ordered = [...outer, ...parts.filter((part) => !outer.includes(part))].flatMap((part) => part.places);
  const [first, ...rest] = ordered.filter((place) => !within(expression.place, place));
  const places: readonly [Place, ...Place[]] = outer.length === 0 || first === undefined ? [expression.place] : [first, ...rest];
  const common = { origin: originOf(parts), places, ...variableOf(parts.find((part) => part.variable !== undefined)) };
  return 'ms' in result ? { kind: 'duration', ms: result.ms, ...common } : { kind: 'value', value: result.value, ...common };
}

/** The value that all of them are, if they are known and the same. */
export function certain(results: readonly Evaluated[]): Known | undefined {
  const [first] = results;
  if (first === undefined || first.kind === 'unknown') return undefined;
  return results.every((result) => result.kind !== 'unknown' && amount(result) === amount(first) && result.kind === first.kind) ? first : undefined;
}

/** The same result, seen through one more name. */
export const passing = (result: Evaluated, place: Place): Evaluated => ({ ...result, places: through(result.places, place) });

/** Inclusive. */
export function within(inner: Place, outer: Place): boolean {
  if (inner.file !== outer.file) return false;
  const starts = inner.line > outer.line || (inner.line === outer.line && inner.column >= outer.column);
  return starts && (inner.endLine < outer.endLine || (inner.endLine === outer.endLine && inner.endColumn <= outer.endColumn));
}

export const variableOf = (result: { readonly variable?: string } | undefined): { variable?: string } => (result?.variable === undefined ? {} : { variable: result.variable });

const amount = (result: Known): unknown => (result.kind === 'duration' ? result.ms : result.value);

function through([first, ...rest]: readonly [Place, ...Place[]], place: Place): readonly [Place, ...Place[]] {
  return [first, ...rest].some((one) => within(one, place) && within(place, one)) ? [first, ...rest] : [first, ...rest, place];
}

function originOf(parts: readonly Known[]): Origin {
  if (parts.some((part) => part.origin === 'visible-default')) return 'visible-default';
  return parts.some((part) => part.origin === 'declared') ? 'declared' : 'literal';
}
