import type { LayerKind, Middlebox, Relays, Reuse } from '../model/layer.ts';
import type { Effect, Window } from '../model/setting.ts';
import type { Timer } from '../model/timer.ts';

/** Everything hoplint knows of a system, as data. */
export interface SystemFacts {
  readonly system: string;
  /** For people: `gunicorn`, `AWS Application Load Balancer`. */
  readonly title: string;
  readonly kind: LayerKind | 'middlebox';
  /** Whom a middlebox tells that it has forgotten a flow: nobody (where absent), whoever sends next, or both ends. */
  readonly expiry?: Middlebox['expiry'];
  readonly defaults: readonly Default[];
  /** How a stale pooled connection surfaces when this system is the reusing side. */
  readonly reuse?: Reuse & {
    /** Earlier versions repeat nothing. */
    readonly retriesSince?: string;
    readonly link: string;
  };
  /** What it makes of a connection that ends before its time. */
  readonly relays?: Relays & {
    /** Earlier versions end a body in good order that broke off. */
    readonly shortBefore?: string;
  };
  /** Varieties that end a body by closing the connection. */
  readonly endsByClose?: readonly string[];
  /** It announces its idle timeout in a `Keep-Alive: timeout=N` header. */
  readonly sendsHint?: true;
  /** A slow request does not keep a health probe waiting: requests run side by side, or probes do not reach its workers. */
  readonly sideBySide?: true;
  /** Language of the programs that it runs in or runs: `python`, `javascript`, `go`, `csharp`, `ruby`, `java`, `php`. */
  readonly language?: string;
  /** Properties of some versions that rules ask for by name. */
  readonly traits?: readonly { readonly name: string; readonly since?: string; readonly before?: string; readonly link: string }[];
}

/** One documented default. The first entry whose conditions hold is taken. */
export interface Default {
  readonly timer: Timer;
  /** The documented option that would set it, as a user would write it. */
  readonly name: string;
  /** Milliseconds, a count, `never`, or why the timer is off. */
  readonly value: number | 'never' | { readonly off: string };
  /** Inclusive lower and exclusive upper bound. */
  readonly since?: string;
  readonly before?: string;
  /** Only for these varieties of the system (see {@link LayerReading.profile}). */
  readonly profiles?: readonly string[];
  /** A limit of the platform that nobody can set. */
  readonly fixed?: true;
  /** Measured: the clock fires this much before or after its value. Holds for written values of the timer too. */
  readonly window?: Window;
  readonly effect?: Effect;
  /** For `probe.*` of a proxy: see {@link Setting.side}. */
  readonly side?: 'downstream' | 'upstream';
  readonly link: string;
  /** Not stated by the documentation: read out of source code, or remembered. */
  readonly uncertain?: string;
}
