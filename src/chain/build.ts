import { distinctBy } from '../model/distinct.ts';
import type { Chain, ClientUse, Hop, Layer } from '../model/layer.ts';
import type { Scene } from '../model/scene.ts';
import { containmentOf } from './containment.ts';
import { type Graph, graphOf } from './graph.ts';
import { signatureOf } from './grouping.ts';
import { withSysctls } from './kernel-probes.ts';
import { frontingOf } from './middleboxes.ts';
import { type Found, type FoundMiddlebox, type Node, nodesOf, type RouteGroup } from './node.ts';
import { resolver } from './resolve.ts';
import { through } from './route.ts';
import { layerAt, noHops, type Path, walk } from './walk.ts';

export interface Built {
  readonly chains: readonly Chain[];
  readonly hops: readonly Hop[];
  readonly layers: readonly Layer[];
  readonly clients: readonly ClientUse[];
  /** Chains beyond the bounds. */
  readonly omitted: number;
}

const mostPerEntry = 64;
const mostPerRun = 1000;
/** Paths beyond the bounds are counted no further than this. */
const mostCounted = 10_000;

/** Joins layers into chains. */
export function build(found: readonly Found[], middleboxes: readonly FoundMiddlebox[], scenes: readonly Scene[]): Built {
  const nodes = nodesOf(withSysctls(found, scenes));
  const resolve = resolver(nodes, middleboxes);
  const graph = graphOf(nodes, resolve, frontingOf(middleboxes, resolve));
  const { paths, omitted } = pathsOf(graph, scenes);
  const kept = withoutTails(withoutRepeatedVariants(paths));
  const chains = named(kept);
  const hops = new Map([...joinsOf(graph), ...chains.flatMap((chain) => chain.hops)].map((hop) => [hop.id, hop]));
  const layers = new Map(chains.flatMap((chain) => chain.layers).map((layer) => [layer.id, layer]));
  return { chains, hops: [...hops.values()].sort(baseFirst), layers: [...layers.values()], clients: clientsOf(nodes, scenes), omitted };
}

/** Every hop of the base, whether or not it lies on a chain that is kept. */
function* joinsOf(graph: Graph): Generator<Hop> {
  for (const node of graph.nodes) {
    if (node.scene?.when !== undefined) continue;
    for (const group of node.groups) {
      for (const end of graph.outgoing(node, group).ends) {
        for (const inner of end.node.groups) if (through(group.routes, inner).length > 0) yield graph.hop({ node, group }, { end, group: inner });
      }
    }
  }
}

function pathsOf(graph: Graph, scenes: readonly Scene[]): { readonly paths: readonly Path[]; readonly omitted: number } {
  const paths: Path[] = [];
  const met = new Set<Node>();
  let omitted = 0;
  for (const entry of entriesOf(graph, scenes, met)) {
    let taken = 0;
    for (const path of entry) {
      for (const { node } of path.steps) met.add(node);
      if (taken >= mostPerEntry || paths.length >= mostPerRun) omitted++;
      else paths.push(path);
      if (++taken >= mostCounted) break;
    }
  }
  return { paths, omitted };
}

const baseFirst = (a: Hop, b: Hop): number => Number(a.when !== undefined) - Number(b.when !== undefined);

function* entriesOf(graph: Graph, scenes: readonly Scene[], met: ReadonlySet<Node>): Generator<Generator<Path>> {
  const servers = graph.nodes.filter((node) => node.reading.kind !== 'client');
  for (const node of graph.nodes) {
    if (node.reading.kind !== 'client') continue;
    const { servers: around } = containmentOf(node, servers, scenes);
    yield described(fromClient(graph, node, around.slice(0, 4)));
  }
  for (const node of servers) if (!graph.reached.has(node.id)) yield fromEntry(graph, node);
  // Proxies that name each other in a circle have no outermost one.
  for (const node of servers) if (!met.has(node)) yield fromEntry(graph, node);
}

/** A database is rarely described: a connection of its own protocol tells something only with an end, or with what stands on the way. */
function* described(paths: Generator<Path>): Generator<Path> {
  for (const path of paths) {
    const last = path.hops().at(-1);
    if (last === undefined || last.protocol !== 'tcp' || !('what' in last.upstream) || last.middleboxes.length > 0) yield path;
  }
}

/** A call that an app server makes stands inside it. */
function* fromClient(graph: Graph, node: Node, servers: readonly Node[]): Generator<Path> {
  for (const group of node.groups) {
    // One source folder may hold both ends; a server does not contain the client that calls it.
    const { ends } = graph.outgoing(node, group);
    const around = servers.filter((server) => !ends.some((end) => end.node === server));
    if (around.length === 0) yield* walk(graph, node, group);
    for (const server of around) {
      const [outer] = server.groups;
      if (!outer) continue;
      const before: Path = { steps: [{ node: server, group: outer }], hops: noHops, openEnds: [], routes: group.routes };
      yield* walk(graph, node, group, before, { ...group.layer, within: outer.layer.id });
    }
  }
}

function* fromEntry(graph: Graph, node: Node): Generator<Path> {
  for (const group of node.groups) {
    const first = graph.entryHop(node, group);
    yield* walk(graph, node, group, { steps: [], hops: first ? () => [first] : noHops, openEnds: first && 'what' in first.downstream ? [first.downstream] : [], routes: group.routes });
  }
}

/** What a variant leaves as it is in the base is said once. */
function withoutRepeatedVariants(paths: readonly Path[]): readonly Path[] {
  if (paths.every((path) => whenOf(path) === undefined)) return paths;
  const base = new Set(paths.filter((path) => whenOf(path) === undefined).map(contentOf));
  return paths.filter((path) => whenOf(path) === undefined || !base.has(contentOf(path)));
}

/** A chain that another one contains from its second layer on adds nothing. */
function withoutTails(paths: readonly Path[]): readonly Path[] {
  const tails = new Set(paths.flatMap((path) => path.steps.slice(1).map((_, index) => idsOf(path.steps.slice(index + 1)))));
  return paths.filter((path) => !tails.has(idsOf(path.steps)));
}

const idsOf = (steps: Path['steps']): string => steps.map((step) => layerAt(step).id).join('\n');
const whenOf = (path: Path): string | undefined => path.steps.map((step) => step.node.scene?.when).find((when) => when !== undefined);
const contentOf = (path: Path): string => JSON.stringify([path.steps.map(layerAt).map((layer) => [layer.system, layer.name, layer.place, layer.settings.map(signatureOf)]), path.hops().map((hop) => [hop.protocol, hop.pooled.value, hop.middleboxes.map((box) => box.name)]), path.routes]);

/** Paths with the same layers differ in their routes only: one chain. */
function named(paths: readonly Path[]): readonly Chain[] {
  const chains = new Map<string, Path[]>();
  for (const path of paths) {
    const key = `${idsOf(path.steps)}\n${path.openEnds.map((end) => end.what).join('\n')}`;
    chains.set(key, [...(chains.get(key) ?? []), path]);
  }
  const taken = new Map<string, number>();
  return [...chains.values()].flatMap((same) => (same[0] ? [chain(same[0], same, taken)] : []));
}

function chain(path: Path, same: readonly Path[], taken: Map<string, number>): Chain {
  const routes = distinctBy(same.flatMap((one) => one.routes).map(({ becomes: _, otherHosts: __, ...route }) => route), (route) => JSON.stringify(route));
  const when = whenOf(path);
  const base = `${path.steps.map((step) => layerAt(step).system).join(' > ')} ${routes[0]?.host ?? ''}${routes[0]?.path ?? ''}${when ? ` (${when})` : ''}`.trim();
  const count = (taken.get(base) ?? 0) + 1;
  taken.set(base, count);
  return {
    id: count === 1 ? base : `${base} ~${count}`,
    when,
    routes,
    layers: path.steps.map(layerAt),
    layerRoutes: path.steps.map((step) => step.group),
    hops: path.hops(),
    openEnds: path.openEnds,
  };
}

function clientsOf(nodes: readonly Node[], scenes: readonly Scene[]): readonly ClientUse[] {
  const servers = nodes.filter((node) => node.reading.kind === 'app-server');
  return nodes.filter((node) => node.reading.kind === 'client').map((node) => {
    const { runsInProduction, why, servers: around } = containmentOf(node, servers, scenes);
    const calls = node.groups.map((group: RouteGroup) => ({ ...group.layer, place: group.place }));
    const [within] = around.flatMap((server) => server.groups[0]?.layer ?? []);
    return { layer: { ...(calls[0] as Layer), place: node.reading.place }, calls, runsInProduction, why, ...(within ? { within } : {}) };
  });
}
