import type { Decides, LayerKind, Protocol, Route } from './layer.ts';
import type { Place } from './place.ts';
import type { Timer } from './timer.ts';

/** What a run found: the contract of `--format json`, described by schemas/result.schema.json. */
export interface Result {
  readonly version: 1;
  readonly summary: Summary;
  readonly findings: readonly Finding[];
  readonly undetermined: readonly Undetermined[];
  readonly chains: readonly ResultChain[];
  readonly problems: readonly ResultProblem[];
}

export interface Summary {
  /** Files that were read for their content. */
  readonly files: number;
  readonly chains: number;
  readonly chainsOmitted: number;
  readonly errors: number;
  readonly warnings: number;
  readonly undetermined: number;
}

export type Severity = 'error' | 'warning' | 'info';
export type Confidence = 'certain' | 'likely' | 'possible';
export type ResultProblem = { readonly location: Place; readonly message: string };

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** The facts in one sentence, lower-case start, no full stop. */
  readonly message: string;
  /** What the user sees. */
  readonly symptom: string;
  /** What to write, with concrete values for either end. */
  readonly advice: string;
  readonly location: Place;
  readonly setting?: ResultSetting;
  readonly related: readonly Related[];
  /** Ids of the chains on which it shows. */
  readonly chains: readonly string[];
  readonly when: string | null;
  readonly fingerprint: string;
}

export interface Related {
  readonly location: Place;
  readonly message: string;
  readonly setting?: ResultSetting;
}

export interface Undetermined {
  readonly rule: string;
  /** What would settle it: a line of hoplint.yaml. */
  readonly needs: string;
  readonly reason: string;
  readonly location: Place;
}

export type ResultValue =
  | { readonly ms: number; readonly written: string }
  | { readonly count: number; readonly written: string }
  | { readonly never: true; readonly written?: string }
  | { readonly off: true; readonly why: string }
  | { readonly oneOf: readonly ({ readonly ms: number; readonly when: string } | { readonly count: number; readonly when: string } | { readonly never: true; readonly when: string })[] }
  | { readonly unknown: string; readonly expression: string };

export interface ResultSetting {
  /** The system's name. */
  readonly layer: string;
  readonly timer: Timer;
  readonly name: string;
  readonly value: ResultValue;
  readonly provenance: 'configured' | 'visible-default' | 'default' | 'declared' | 'derived';
  /** The variable of a visible default, or `gunicorn 20.1` of a default. */
  readonly of?: string;
  readonly link?: string;
  /** How a derived value was computed, and the names of the settings that it comes from. */
  readonly how?: string;
  readonly from?: readonly string[];
  readonly fixed?: true;
  readonly location: Place;
}

/** Written and no clock: what the picture of a layer rests on. */
export interface ResultCondition {
  /** The system's name. */
  readonly layer: string;
  readonly timer: null;
  readonly decides: Decides;
  readonly name: string;
  /** `null` when only run time tells. */
  readonly value: { readonly text: string | null };
  readonly provenance: 'configured' | 'visible-default' | 'declared';
  readonly location: Place;
}

export interface ResultLayer {
  readonly id: string;
  readonly system: string;
  readonly kind: LayerKind;
  readonly name: string;
  readonly version: string | null;
  readonly location: Place;
  /** Index in `layers` of the app server inside which this client runs. */
  readonly within: number | null;
  /** The clocks first, then what else they rest on. */
  readonly settings: readonly (ResultSetting | ResultCondition)[];
}

export interface ResultHop {
  /** Indices in `layers`; `null` for an open end. */
  readonly downstream: number | null;
  readonly upstream: number | null;
  readonly protocol: Protocol;
  readonly pooled: { readonly value: 'yes' | 'no' | 'unknown'; readonly why: string };
  readonly join: { readonly evidence: 'resolved' | 'declared' | 'assumed'; readonly why: string; readonly locations: readonly Place[] };
  readonly middleboxes: readonly { readonly system: string; readonly name: string; readonly expiry: 'silent' | 'late-rst' | 'reset'; readonly location: Place; readonly settings: readonly ResultSetting[] }[];
}

export interface ResultChain {
  readonly id: string;
  /** Of tests, examples and the like. */
  readonly sample?: true;
  readonly when: string | null;
  readonly routes: readonly Route[];
  readonly layers: readonly ResultLayer[];
  readonly hops: readonly ResultHop[];
  readonly openEnds: readonly { readonly what: string; readonly reason: string; readonly location: Place }[];
}

