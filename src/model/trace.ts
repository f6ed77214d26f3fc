import type { LayerKind } from './layer.ts';
import type { Place } from './place.ts';
import type { ResultSetting } from './result.ts';

/** What `hoplint trace` predicts: the contract of its `--format json`, described by schemas/trace.schema.json. Milliseconds since the request was sent. */
export interface Trace {
  readonly version: 1;
  readonly request: TraceRequest;
  /** One for each chain that serves the request. */
  readonly ways: readonly TraceWay[];
}

export interface TraceRequest {
  readonly path: string;
  readonly host?: string;
  readonly method: string;
  readonly kind: 'response' | 'download' | 'upload' | 'stream' | 'websocket';
  /** Absent: nothing slow is asked for, only what an idle connection meets. */
  readonly duration?: number;
  /** Longest gap without a byte. */
  readonly silence?: number;
  /** How long the server itself is busy. */
  readonly work?: number;
  /** Pause between two requests on one connection. */
  readonly idle?: number;
  /** Where the duration is declared, when it was not asked for. */
  readonly declared?: Place;
}

export interface TraceWay {
  readonly chain: string;
  readonly when: string | null;
  /** Outermost first. */
  readonly layers: readonly TraceLayer[];
  /** One, unless a value depends on what the repository does not tell. Empty without a duration. */
  readonly branches: readonly TraceBranch[];
  /** What an idle connection meets, hop by hop. */
  readonly idle: readonly TraceIdle[];
}

export interface TraceLayer {
  readonly system: string;
  readonly kind: LayerKind;
  readonly name: string;
  readonly location: Place;
  /** The path as this layer sees it, where a layer further out has changed it; `null`: only the request tells. */
  readonly path?: string | null;
}

/** What happens if the values that have several members are these. */
export interface TraceBranch {
  readonly assuming: readonly string[];
  /** The first is what happens; each further one is what happens once those before it are mended. */
  readonly steps: readonly TraceStep[];
  /** Values that nobody can read here: each could come first. */
  readonly unknown: readonly TraceUnknown[];
  /** When the response is done once nothing cuts it any more. */
  readonly done: number;
}

export interface TraceStep {
  /** Index in `layers`; of a middlebox, the layer on its downstream side, `null` for clients that nobody describes. */
  readonly layer: number | null;
  readonly middlebox?: string;
  readonly from: number;
  readonly to: number;
  readonly setting: ResultSetting;
  /** What the clock measures, and how long that lasts here. */
  readonly measures: 'duration' | 'silence' | 'work' | 'flow';
  readonly of: number;
  /** How often the request was tried until then. */
  readonly tries: number;
  readonly outcome: TraceOutcome;
  readonly logs: readonly TraceLog[];
  readonly goesOn: readonly TraceGoesOn[];
}

/** What the outermost end sees, and when. */
export interface TraceOutcome {
  /**
   * `status`: a complete response with an error status. `closed`: no response at all. `truncated`: a body that breaks off. `short`: a body that ends too early and looks complete.
   * `cut`: truncated or short. `gives-up`: the client itself ends the wait. `hang`: nothing ever comes. `error`: an error whose form is not known.
   */
  readonly kind: 'status' | 'closed' | 'truncated' | 'short' | 'cut' | 'gives-up' | 'hang' | 'error';
  readonly status?: number;
  /** For people. */
  readonly sees: string;
  readonly from: number | null;
  readonly to: number | null;
}

export interface TraceLog {
  readonly layer: number;
  readonly line: string;
}

export interface TraceGoesOn {
  readonly layer: number;
  /** `null`: nobody knows. */
  readonly until: number | null;
  readonly ends: 'done' | 'killed' | 'unknown';
}

export interface TraceUnknown {
  readonly layer: number | null;
  readonly setting: ResultSetting;
  /** Where the value would come first: below this, in milliseconds. */
  readonly below: number;
  readonly reason: string;
}

export interface TraceIdle {
  /** Indices in `layers`; `null` for an end that nobody describes. */
  readonly downstream: number | null;
  readonly upstream: number | null;
  /** Who ends an unused connection first, and when. */
  readonly closes: 'upstream' | 'downstream' | 'middlebox' | 'each-response' | 'nobody' | 'unknown';
  readonly from: number | null;
  readonly to: number | null;
  readonly reuses: 'yes' | 'no' | 'unknown';
  /** With `race`, and with `lost` where the middlebox resets what comes too late: whether the reusing side sends a request of this method again by itself, so that nobody notices. Absent where that depends on more. */
  readonly repeats?: 'yes' | 'no';
  /** `race`: a request can meet the closing connection. `lost`: the next request hangs or is reset, for a middlebox has forgotten the connection. */
  readonly verdict: 'clean' | 'race' | 'lost' | 'unknown';
  readonly why: string;
  readonly settings: readonly ResultSetting[];
  /** What the next request meets after the pause that was asked about. */
  readonly afterPause?: 'reused' | 'new-connection' | 'may-fail' | 'unknown';
}
