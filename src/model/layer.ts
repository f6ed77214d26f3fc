import type { Place } from './place.ts';
import type { Setting } from './setting.ts';
import type { Fact, Text } from './value.ts';

export type LayerKind = 'client' | 'load-balancer' | 'proxy' | 'app-server';
export type Protocol = 'http/1.1' | 'h2' | 'grpc' | 'uwsgi' | 'fastcgi' | 'scgi' | 'tcp' | 'unknown';

/** Host, path and method for which a layer has these settings. An absent part matches everything. */
export interface Route {
  readonly host?: string;
  readonly path?: string;
  /** `prefix`: the path and all below it. `pattern`: a regular expression, never evaluated on user input. */
  readonly match?: 'prefix' | 'exact' | 'pattern';
  readonly method?: string;
  /** What its configuration is written for: a suggestion for `hoplint init`, nothing that a rule reads. */
  readonly hint?: 'websocket' | 'stream' | 'download';
  /** Its server also answers hosts that none is named for. */
  readonly otherHosts?: true;
  /** What the path is when the request is passed on, where that is not the same. */
  readonly becomes?: PathChange;
}

/** `prefix`: `from` at the beginning is replaced. `fixed`: the whole path is. `unknown`: only the request tells. */
export type PathChange =
  | { readonly kind: 'prefix'; readonly from: string; readonly to: string }
  | { readonly kind: 'fixed'; readonly to: string }
  | { readonly kind: 'unknown'; readonly why: string };

/** A set of configuration files that run together: the repository, one of its sample folders, a vendored chart. */
export interface Project {
  /** Relative to the root; `` for the root itself. */
  readonly folder: string;
  /** Tests, fixtures, examples, docs, vendored charts: findings are at most info, and nothing joins the rest. */
  readonly sample: boolean;
}

/** The version of a system at work, or why it is not known. */
export type Version =
  | { readonly known: string; readonly place?: Place }
  | { readonly known?: undefined; readonly reason: string };

/** One system at work in a chain, with the settings that are in force on its route. */
export interface Layer {
  /** Unique in a run and stable between runs. */
  readonly id: string;
  readonly system: string;
  readonly kind: LayerKind;
  /** For people: the system and its enclosing name, e.g. `nginx (deployment/edge)`. */
  readonly name: string;
  readonly version: Version;
  /** Why it may be another system, or none: no finding about it is more than possible. */
  readonly assumed?: string;
  /** A variety of the system for which other facts hold, e.g. gunicorn's `sync` and `gthread`. */
  readonly profile?: string;
  readonly place: Place;
  readonly settings: readonly Setting[];
  /** What else is written and decides what the clocks mean, whether connections are reused, or what is joined. */
  readonly conditions?: readonly Condition[];
  /** Limits that follow from several settings together (tries × read timeout): shown, and used where a rule asks for them by name. */
  readonly derived: readonly Setting[];
  /** A rolling update tells it to stop, but a shell in front keeps SIGTERM to itself: where a script starts it without `exec`. */
  readonly behindShell?: Place;
  readonly project: Project;
  /** The id of the app server inside which this client runs. */
  readonly within?: string;
  readonly about: About;
}

/** Something written that is no clock, and on which the picture of a layer rests. */
export interface Condition {
  /** The system's own name: `worker_class`, `keepalive`, `proxy_pass`. */
  readonly name: string;
  /** Never anything that could be a secret; `undefined` when only run time tells. */
  readonly value: string | undefined;
  readonly decides: Decides;
  readonly place: Place;
  readonly origin?: Text['origin'];
}

/** `clocks`: what the timers mean and which of them run. `configuration`: which files are in force. `join`: which ends belong together. */
export type Decides = 'clocks' | 'reuse' | 'join' | 'version' | 'configuration';

/** What the facts of a system say of the very layer, its version and profile considered. */
export interface About {
  readonly title: string;
  /** How a stale pooled connection surfaces when this layer is the reusing side. */
  readonly reuse?: Reuse;
  /** It tells the other side its idle timeout in a `Keep-Alive: timeout=N` header. */
  readonly sendsHint?: true;
  /** A slow request does not keep a health probe waiting. */
  readonly sideBySide?: true;
  readonly language?: string;
  readonly relays?: Relays;
  /** It ends the bodies of its responses by closing the connection, unless the program states their length. */
  readonly endsByClose?: true;
  /** Known defects and properties of its version, e.g. `header-clock-runs-while-idle`. */
  readonly traits: readonly string[];
}

/** What a side that reuses connections makes of one that the other side closes. */
export interface Reuse {
  readonly retries: 'idempotent' | 'none' | 'all';
  /** The same once several attempts are configured. */
  readonly withAttempts?: 'idempotent' | 'all';
  /** It repeats any request on a new connection when one that it kept turns out to be closed. */
  readonly recovers?: true;
  /** In the user's words: `a 502`. */
  readonly sees: string;
  /** It lets go in time when the server announces its idle timeout in a `Keep-Alive: timeout=N` header; `shortens`: only where it has a limit of its own. */
  readonly obeysHint?: true | 'shortens';
  /** Milliseconds by which it lets go before the time that such a header announces; 0 where absent. */
  readonly beforeHint?: number;
  /** The first request of a client always gets a new connection, so that a server which closes at once has been noticed by the next one. */
  readonly startsFresh?: true;
  /** It opens connections ahead of any request: until the first one arrives the other side's clock for headers runs. */
  readonly preOpens?: true;
  /** A switch that no file shows decides whether it reuses connections. */
  readonly switched?: true;
}

/** What a layer makes of a connection that ends before its time. */
export interface Relays {
  /** Its answer when the upstream closes before the response header. */
  readonly answers: number | 'close';
  /** What it makes of a body that breaks off, where it does not pass that on: it ends it in good order. */
  readonly body?: 'short';
  readonly log?: string;
  /** Its log line when the upstream closes within a body whose end it would have noticed. */
  readonly bodyLog?: string;
  /** Its log line when the client goes first. */
  readonly goneLog?: string;
}

/** Sits on a hop without ending the connection; forgets idle flows. */
export interface Middlebox {
  readonly system: string;
  readonly name: string;
  readonly place: Place;
  readonly expiry: 'silent' | 'late-rst' | 'reset';
  readonly settings: readonly Setting[];
}

/** A side of a hop that nothing in the repository describes. */
export interface OpenEnd {
  readonly kind: 'open-end';
  readonly what: string;
  readonly reason: string;
  readonly place: Place;
}

export interface Join {
  readonly evidence: 'resolved' | 'declared' | 'assumed';
  /** How the two ends were found to belong together, for people. */
  readonly why: string;
  readonly places: readonly Place[];
}

/** One connection: `downstream` opened it, `upstream` accepted it. */
export interface Hop {
  readonly id: string;
  readonly downstream: Layer | OpenEnd;
  readonly upstream: Layer | OpenEnd;
  readonly protocol: Protocol;
  readonly pooled: Fact;
  /** HTTP/1.0: the end of the connection is the end of the body, unless the program states its length. */
  readonly endsByClose?: Fact;
  readonly middleboxes: readonly Middlebox[];
  readonly join: Join;
  /** Where the downstream end names the upstream one. */
  readonly place?: Place;
  readonly when: string | undefined;
}

/** Routes with the same settings, and the other routes of the layer, which win where they fit better. */
export interface RouteChoice {
  readonly routes: readonly Route[];
  readonly rivals: readonly Route[];
}

/** The layers of one route, outermost first. */
export interface Chain {
  readonly id: string;
  readonly when: string | undefined;
  readonly routes: readonly Route[];
  /** Outermost first. */
  readonly layers: readonly Layer[];
  /** For each layer the routes on which it has these settings, by index in {@link layers}. */
  readonly layerRoutes: readonly RouteChoice[];
  readonly hops: readonly Hop[];
  readonly openEnds: readonly OpenEnd[];
}

/** A client configuration with its calls, and whether a server or worker of the project waits for it. */
export interface ClientUse {
  readonly layer: Layer;
  /** The effective settings of each call. */
  readonly calls: readonly Layer[];
  /** The app server that makes the calls. */
  readonly within?: Layer;
  readonly runsInProduction: 'yes' | 'no';
  readonly why: string;
}
