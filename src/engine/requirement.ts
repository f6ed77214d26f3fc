import type { Hop, Layer } from '../model/layer.ts';
import type { Place } from '../model/place.ts';
import type { Confidence, Severity } from '../model/result.ts';
import type { Setting } from '../model/setting.ts';
import type { Fact } from '../model/value.ts';
import type { Term } from './term.ts';

/** What a rule demands of a chain; the engine judges whether it is so. */
export type Claim =
  /** `longer >= shorter + margin`, in milliseconds. */
  | { readonly kind: 'outlasts'; readonly longer: Term; readonly shorter: Term; readonly margin: number }
  /** At least one of these clocks sets a limit at all. */
  | { readonly kind: 'limited'; readonly by: readonly Term[] }
  /** Something that is written has the effect that its author meant. */
  | { readonly kind: 'works'; readonly because: Fact }
  /** Kleene's or; `rescuedBy` counts only when it holds. */
  | { readonly kind: 'any'; readonly of: readonly Claim[]; readonly rescuedBy: readonly Claim[] };

export interface Requirement {
  readonly claim: Claim;
  /** Required only if this is so. */
  readonly when?: Fact;
  readonly severity: Severity;
  /** No finding of this requirement is more certain than this. */
  readonly confidence?: Confidence;
  /** What the requirement is about: chains that hold one of these are named with the finding. */
  readonly layers: readonly Layer[];
  readonly hops: readonly Hop[];
  /** The override, overlay or switch under which it exists. */
  readonly condition: string | undefined;
  /** Requirements that break at the same place with the same key are one finding. */
  readonly otherEnd: string;
  /** Findings of the same group name each other as related. */
  readonly group?: string;
  readonly tell: () => Telling;
}

/** How a broken requirement is told. */
export interface Telling {
  readonly message: string;
  readonly symptom: string;
  readonly advice: string;
  readonly primary: Mention;
  readonly related: readonly Mention[];
}

/** A place with its sentence; with the setting that stands there, if it is one. */
export interface Mention {
  readonly place: Place;
  readonly message: string;
  readonly setting?: Setting;
  readonly layer?: { readonly system: string; readonly name: string };
  /** It tells where something stands and nothing else: left out where that place is shown already. */
  readonly onlyPlace?: true;
}

export const outlasts = (longer: Term, shorter: Term, margin: number): Claim => ({ kind: 'outlasts', longer, shorter, margin });
export const limited = (...by: readonly Term[]): Claim => ({ kind: 'limited', by });
export const works = (because: Fact): Claim => ({ kind: 'works', because });
export const anyOf = (of: readonly Claim[], rescuedBy: readonly Claim[] = []): Claim => ({ kind: 'any', of, rescuedBy });
