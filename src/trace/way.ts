import { arrivals } from '../engine/route.ts';
import type { Chain, Hop, Layer } from '../model/layer.ts';
import type { TraceRequest } from '../model/trace.ts';

/** The stretch of a chain that a request travels. */
export interface Way {
  readonly chain: Chain;
  /** Outermost first. */
  readonly layers: readonly Layer[];
  /** By the index of the upstream layer in {@link layers}; the first may come from an end that nobody describes. */
  readonly hops: readonly (Hop | undefined)[];
  /** The path as each of {@link layers} sees it; absent where only the request tells. */
  readonly paths: readonly (string | undefined)[];
}

/** Every way by which a request to this address can come in. A call that an app server makes is a request of its own. */
export function waysOf(chains: readonly Chain[], request: TraceRequest): readonly Way[] {
  const ways = chains.flatMap((chain) => stretches(chain).flatMap(([from, to]) => {
    const { first, seen } = arrivals(request, chain.layerRoutes.slice(0, to), from);
    return first < to && chain.layers.slice(from, first).every(({ kind }) => kind === 'client') ? [wayOf(chain, first, to, seen)] : [];
  }));
  return inFull(ways);
}

/** A client inside an app server begins a new request. */
function stretches({ layers }: Chain): readonly (readonly [number, number])[] {
  const starts = [0, ...layers.flatMap((layer, index) => (layer.within !== undefined && index > 0 ? [index] : []))];
  return starts.map((start, index) => [start, starts[index + 1] ?? layers.length] as const);
}

function wayOf(chain: Chain, first: number, to: number, seen: readonly (TraceRequest | undefined)[]): Way {
  const layers = chain.layers.slice(first, to);
  const isStart = (hop: Hop, layer: Layer): boolean => !('what' in hop.upstream) && hop.upstream.id === layer.id;
  const hops = layers.map((layer, index) => chain.hops.find((hop) => isStart(hop, layer) && (index === 0 ? 'what' in hop.downstream : !('what' in hop.downstream) && hop.downstream.id === layers[index - 1]?.id)));
  return { chain, layers, hops, paths: seen.slice(first, to).map((one) => one?.path) };
}

/** Without ways that are the inner part of another one, and without repetitions. */
function inFull(ways: readonly Way[]): readonly Way[] {
  const key = (way: Way): string => way.layers.map((layer) => layer.id).join('\n');
  const keys = ways.map(key);
  return ways.filter((way, index) => keys.indexOf(key(way)) === index && !keys.some((other) => other !== key(way) && other.endsWith(`\n${key(way)}`)));
}
