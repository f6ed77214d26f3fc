import type { Hop, Join, Layer, Middlebox, OpenEnd } from '../model/layer.ts';
import type { Fronting } from './middleboxes.ts';
import type { Node, RouteGroup } from './node.ts';
import type { End } from './around.ts';
import type { Target, UpstreamReading } from '../systems/system.ts';
import type { Resolve } from './resolve.ts';

/** The connections that go out of one group of routes. */
export interface Outgoing {
  readonly ends: readonly End[];
  readonly open: OpenEnd | undefined;
}

export interface Graph {
  readonly nodes: readonly Node[];
  readonly outgoing: (node: Node, group: RouteGroup) => Outgoing;
  readonly hop: (from: { readonly node: Node; readonly group: RouteGroup }, to: { readonly end: End; readonly group: RouteGroup }) => Hop;
  readonly openHop: (node: Node, group: RouteGroup, end: OpenEnd) => Hop;
  /** The hop by which the world reaches an entry, if a middlebox is known to stand there. */
  readonly entryHop: (node: Node, group: RouteGroup) => Hop | undefined;
  /** Layers that another layer of the repository, clients aside, connects to. */
  readonly reached: ReadonlySet<string>;
}

export function graphOf(nodes: readonly Node[], resolve: Resolve, fronting: Fronting): Graph {
  const outgoing = new Map<RouteGroup, Outgoing>();
  const reached = new Set<string>();
  for (const node of nodes) {
    for (const group of node.groups) {
      if (!group.upstream) continue;
      const found = outgoingOf(node, group.upstream, resolve);
      outgoing.set(group, found);
      if (node.reading.kind !== 'client') for (const end of found.ends) reached.add(end.node.id);
    }
  }
  return {
    nodes,
    reached,
    outgoing: (_, group) => outgoing.get(group) ?? { ends: nowhere, open: undefined },
    hop: ({ node, group }, { end, group: inner }) => hop(group, inner.layer, doubted(end.join, node.reading.assumed ?? end.node.reading.assumed), passed(node, group, fronting, fronting.before(end.node)), end.node.scene?.when ?? node.scene?.when),
    openHop: (node, group, end) => hop(group, end, { evidence: 'resolved', why: end.reason, places: [end.place] }, leaving(node, group, fronting), node.scene?.when),
    entryHop: (node, group) => entryHop(node, group, fronting),
  };
}

function outgoingOf(node: Node, { target, others = [], place, protocol }: UpstreamReading, resolve: Resolve): Outgoing {
  const first = resolve(target, node, place, protocol);
  if (first.kind === 'open' && others.length === 0) return { ends: nowhere, open: first.end };
  const found = [first, ...others.map((other) => resolve(other, node, place, protocol))];
  const ends = found.flatMap((one) => (one.kind === 'joined' ? one.ends : []));
  if (ends.length > 0) return { ends: distinct(ends), open: undefined };
  const open = found.find((one) => one.kind === 'open');
  return { ends: nowhere, open: open?.end };
}

const nowhere: readonly End[] = [];

/** A join is no more certain than its ends. */
const doubted = (join: Join, why: string | undefined): Join => (why === undefined ? join : { ...join, evidence: 'assumed', why });

function passed(node: Node, group: RouteGroup, fronting: Fronting, outside: readonly Middlebox[]): readonly Middlebox[] {
  const named = fronting.named(node, group);
  return named.length > 0 || !isOutside(node) ? named : outside;
}

/** A proxy of the project takes the same way out as a client, if it asks for a name of the public internet. */
function leaving(node: Node, group: RouteGroup, fronting: Fronting): readonly Middlebox[] {
  if (!isOutside(node) && group.upstream && group.upstream.protocol !== 'tcp' && isPublic(group.upstream.target)) return fronting.egress(node);
  return passed(node, group, fronting, group.upstream?.protocol === 'tcp' ? [] : fronting.egress(node));
}

const isPublic = (target: Target): boolean =>
  target.kind === 'host' && /^(?:[\w-]+\.)+[a-z]{2,}$/i.test(target.host) && !/(?:^|\.)(?:internal|intern|local|localdomain|lan|corp|svc|consul|private|test|invalid|localhost)$|\.(?:svc|internal)\./i.test(target.host);

/** Only what comes from outside the project's own network passes what stands before it. */
const isOutside = (node: Node): boolean => node.reading.kind === 'client';

function hop(group: RouteGroup, upstream: Layer | OpenEnd, join: Hop['join'], middleboxes: readonly Middlebox[], when: string | undefined): Hop {
  const protocol = group.upstream?.protocol ?? 'unknown';
  const pooled = group.upstream?.pooled ?? { value: 'unknown', why: 'not described', places: [] };
  const end = 'what' in upstream ? upstream.what : upstream.id;
  return { id: `${group.layer.id} → ${end}`, downstream: group.layer, upstream, protocol, pooled, ...(group.upstream?.endsByClose ? { endsByClose: group.upstream.endsByClose } : {}), middleboxes, join, ...(group.upstream ? { place: group.upstream.place } : {}), when };
}

function entryHop(node: Node, group: RouteGroup, fronting: Fronting): Hop | undefined {
  const middleboxes = fronting.before(node);
  const [first] = middleboxes;
  if (!first) return undefined;
  const clients: OpenEnd = { kind: 'open-end', what: 'clients', reason: 'no client code in this repository names this host', place: first.place };
  const protocol = node.reading.listens.find((listener) => listener.kind === 'port')?.protocol ?? 'http/1.1';
  return { id: `clients → ${group.layer.id}`, downstream: clients, upstream: group.layer, protocol, pooled: { value: 'unknown', why: 'no client is known', places: [] }, middleboxes, join: { evidence: 'resolved', why: 'entry', places: [first.place] }, when: node.scene?.when };
}

const distinct = (ends: readonly End[]): readonly End[] => ends.filter((end, index) => ends.findIndex((other) => other.node === end.node) === index);
