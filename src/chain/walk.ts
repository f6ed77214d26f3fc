import type { Hop, Layer, OpenEnd, Route } from '../model/layer.ts';
import type { Graph } from './graph.ts';
import type { Node, RouteGroup } from './node.ts';
import { through } from './route.ts';

/** A path through the graph before it gets its identity. */
export interface Path {
  readonly steps: readonly Step[];
  /** Made when asked for: of many paths only the first are kept. */
  readonly hops: () => readonly Hop[];
  readonly openEnds: readonly OpenEnd[];
  readonly routes: readonly Route[];
}

export interface Step {
  readonly node: Node;
  readonly group: RouteGroup;
  /** Set where it is not that of the group. */
  readonly own?: Layer;
}

export const layerAt = ({ group, own }: Step): Layer => own ?? group.layer;

export const noHops = (): readonly Hop[] => [];

const mostLayers = 12;

/** Every way inward from an entry, depth first. A layer stands on a path once. */
export function* walk(graph: Graph, node: Node, group: RouteGroup, before: Path = { steps: [], hops: noHops, openEnds: [], routes: group.routes }, own?: Layer): Generator<Path> {
  const here: Path = { ...before, steps: [...before.steps, { node, group, ...(own && { own }) }] };
  const { ends, open } = graph.outgoing(node, group);
  const onward = here.steps.length >= mostLayers ? [] : ends.filter((end) => !here.steps.some((step) => step.node === end.node));
  let went = false;
  for (const end of onward) {
    for (const inner of end.node.groups) {
      const routes = through(here.routes, inner);
      if (routes.length === 0) continue;
      went = true;
      yield* walk(graph, end.node, inner, { ...here, routes, hops: withHop(here, () => graph.hop({ node, group }, { end, group: inner })) });
    }
  }
  if (went) return;
  yield open ? { ...here, hops: withHop(here, () => graph.openHop(node, group, open)), openEnds: [...here.openEnds, open] } : here;
}

function withHop(path: Path, last: () => Hop): Path['hops'] {
  let made: readonly Hop[] | undefined;
  return () => (made ??= [...path.hops(), last()]);
}
