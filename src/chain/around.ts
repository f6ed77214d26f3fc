import type { Join, OpenEnd, Protocol } from '../model/layer.ts';
import type { Place } from '../model/place.ts';
import type { Scene } from '../model/scene.ts';
import type { Target } from '../systems/system.ts';
import type { FoundMiddlebox, Node } from './node.ts';

/** Where a connection ends: layers of the repository, or an open end. */
export type Resolved = { readonly kind: 'joined'; readonly ends: readonly End[] } | { readonly kind: 'open'; readonly end: OpenEnd };

export interface End {
  readonly node: Node;
  readonly join: Join;
}

/** What the layers of a declared chain are called by their neighbours. */
export const declaredHost = 'declared-chain-';

/** What a layer that connects can see. */
export interface Around {
  readonly from: Node;
  /** What the connection is to speak. */
  readonly protocol?: Protocol | undefined;
  readonly own: Scene | undefined;
  /** The scenes whose names are looked up. */
  readonly views: readonly Scene[];
  /** Every layer that may be met. */
  readonly nodes: readonly Node[];
  /** Every layer of the project's base. */
  readonly project: readonly Node[];
  /** Public names may belong to a balancer that ends no connection. */
  readonly boxes: readonly FoundMiddlebox[];
  /** Some workload of the project starts a server of its own, so that a stray file may be a leftover. */
  readonly startsServers: boolean;
  /** Looks up another target from here. */
  readonly lookUp: (target: Target, place: Place) => Resolved;
}

export const isPortless = (node: Node): boolean => node.reading.listens.every((listener) => listener.kind !== 'port' || listener.port === undefined);

export const listensOn = (node: Node, port: number | undefined): boolean =>
  node.reading.listens.some((listener) => listener.kind === 'port' && listener.port !== undefined && (port === undefined || listener.port === port));

/** A name of DNS, or `*.` before one; both in lower case. */
export const nameMatches = (pattern: string, host: string): boolean => pattern === host || (pattern.startsWith('*.') && host.endsWith(pattern.slice(1)));

export const joined = (nodes: readonly Node[], join: Join): Resolved | undefined => (nodes.length === 0 ? undefined : { kind: 'joined', ends: nodes.map((node) => ({ node, join })) });
export const resolved = (why: string, ...places: readonly Place[]): Join => ({ evidence: 'resolved', why, places });
export const assumed = (why: string, ...places: readonly Place[]): Join => ({ evidence: 'assumed', why, places });
export const open = (what: string, reason: string, place: Place): Resolved => ({ kind: 'open', end: { kind: 'open-end', what, reason, place } });
