import type { Place } from './place.ts';
import type { Timer } from './timer.ts';
import type { Value } from './value.ts';

export type Provenance =
  | { readonly kind: 'configured' }
  /** The default of a variable, visible where the variable is used: `${X:-60}`, values.yaml, `os.environ.get("X", 60)`. */
  | { readonly kind: 'visible-default'; readonly variable: string }
  /** Nobody wrote it: the documented default of a version. */
  | { readonly kind: 'default'; readonly of: string; readonly link: string }
  /** Written in hoplint.yaml. */
  | { readonly kind: 'declared' }
  /** Computed from other settings, e.g. Go's idle timeout out of ReadTimeout. */
  | { readonly kind: 'derived'; readonly from: readonly Setting[]; readonly how: string };

/** What happens when the timer fires, in the user's words. */
export interface Effect {
  /** What the client sees, e.g. `a 504`. */
  readonly sees: string;
  /** The line that appears in a log, and in whose, if any. */
  readonly log?: string;
  /** What the layer itself answers while no response header was sent: a status, or a connection closed without a response. Absent: not known. */
  readonly answers?: number | 'close';
  /** What becomes of a body that is under way, where it does not just break off: it ends in good order, too early. */
  readonly body?: 'short';
  /** The line that appears instead of {@link log} when the header was sent already. */
  readonly bodyLog?: string;
  /** The clock runs only once the response header has come. */
  readonly onlyBody?: true;
  /** The clock interrupts nothing: it shows when the layer next writes. */
  readonly onWrite?: true;
}

/** One timer on one layer. */
export interface Setting {
  readonly timer: Timer;
  /** The system's own name of the option, e.g. `proxy_read_timeout`, `--keep-alive`. */
  readonly name: string;
  readonly value: Value;
  readonly provenance: Provenance;
  /** The literal; for a value that nobody wrote, the line that opens the layer. */
  readonly place: Place;
  /** Every further place that the value passed through. */
  readonly via: readonly Place[];
  /** Milliseconds by which the clock was measured to fire before or after its value. */
  readonly window: Window;
  /** A limit of the platform that nobody can set: never the place of a fix. */
  readonly fixed: boolean;
  /** Milliseconds: the highest value that its system takes, where advice might go beyond. */
  readonly most?: number;
  readonly effect?: Effect;
  /** On a proxy, whose sockets the probes run on: those it accepted or those it opened. Only for `probe.*`. */
  readonly side?: 'downstream' | 'upstream';
}

export interface Window {
  readonly early: number;
  readonly late: number;
}

export const exact: Window = { early: 0, late: 0 };
