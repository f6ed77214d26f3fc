import type { Place } from './place.ts';

/** What is known of a timer. Durations are milliseconds; never is `Infinity`. */
export type Value = Known | OneOf | Off | Unknown;

export interface Known {
  readonly kind: 'known';
  readonly amount: number;
  /** As it stands in the file; for a default as the documentation writes it. */
  readonly written: string;
}

/** One of several known amounts; nothing in the repository tells which. */
export interface OneOf {
  readonly kind: 'one-of';
  readonly members: readonly { readonly amount: number; readonly when: string }[];
  /** The line of hoplint.yaml that would settle it, e.g. `versions: { nginx: "1.26" }`; empty where none would. */
  readonly settledBy: string;
}

/** Every response announces close, or the feature is not in use. */
export interface Off {
  readonly kind: 'off';
  readonly why: string;
}

export interface Unknown {
  readonly kind: 'unknown';
  readonly reason: string;
  readonly expression: string;
  /** What `values:` of hoplint.yaml would have to name to settle it. */
  readonly variable?: string;
}

/** A text of the repository after substitution of what the repository itself shows. */
export interface Text {
  /** `undefined` when it is only known at run time. */
  readonly value: string | undefined;
  /** As written, before substitution. Never a secret: variables stay names. */
  readonly expression: string;
  /** The literal first, then every place that the value passed through. Never empty. */
  readonly places: readonly [Place, ...Place[]];
  readonly origin: 'configured' | 'visible-default' | 'declared';
  /** The variable that would settle or override it. */
  readonly variable?: string;
}

/** A three-valued statement with its grounds. */
export interface Fact {
  readonly value: 'yes' | 'no' | 'unknown';
  readonly why: string;
  readonly places: readonly Place[];
  /** What `values:` of hoplint.yaml would have to name to settle it. */
  readonly variable?: string;
}

export const known = (amount: number, written: string): Known => ({ kind: 'known', amount, written });
export const never: Known = { kind: 'known', amount: Number.POSITIVE_INFINITY, written: 'never' };
export const off = (why: string): Off => ({ kind: 'off', why });
export const unknown = (reason: string, expression: string, variable?: string): Unknown => ({ kind: 'unknown', reason, expression, ...(variable === undefined ? {} : { variable }) });
export const yes = (why: string, ...places: readonly Place[]): Fact => ({ value: 'yes', why, places });
export const no = (why: string, ...places: readonly Place[]): Fact => ({ value: 'no', why, places });
export const unsure = (why: string, ...places: readonly Place[]): Fact => ({ value: 'unknown', why, places });
