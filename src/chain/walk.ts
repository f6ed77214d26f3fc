import type { Hop, Layer, OpenEnd, Route } from '../model/layer.ts';
import type { Graph } from './graph.ts';
import type { Node, RouteGroup } from './node.ts';
import { through } from './route.ts';

/** A path through the graph before it gets its identity. */
export interface Path {
  readonly steps: readonly Step[];
  readonly hops: readonly Hop[];
  readonly openEnds: readonly OpenEnd[];
  readonly routes: readonly Route[];
}

export interface Step {
  readonly node: Node;
  readonly group: RouteGroup;
  readonly layer: Layer;
}

const mostLayers = 12;

/** Every way inward from an entry, depth first. A layer stands on a path once. */
export function* walk(graph: Graph, node: Node, group: RouteGroup, before: Path = { steps: [], hops: [], openEnds: [], routes: group.routes }, layer: Layer = group.layer): Generator<Path> {
  const here: Path = { ...before, steps: [...before.steps, { node, group, layer }] };
  const { ends, open } = graph.outgoing(node, group);
  const onward = here.steps.length >= mostLayers ? [] : ends.filter((end) => !here.steps.some((step) => step.node === end.node));
  let went = false;
  for (const end of onward) {
    for (const inner of end.node.groups) {
      const routes = through(here.routes, inner);
      if (routes.length === 0) continue;
      went = true;
      yield* walk(graph, end.node, inner, { ...here, routes, hops: [...here.hops, graph.hop({ node, group }, { end, group: inner })] });
    }
  }
  if (went) return;
  yield open ? { ...here, hops: [...here.hops, graph.openHop(node, group, open)], openEnds: [...here.openEnds, open] } : here;
}
