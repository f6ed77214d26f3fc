import type { Built } from './chain/build.ts';
import type { Checked } from './engine/check.ts';
import { describeCondition, describeSetting } from './engine/describe.ts';
import type { Chain, Hop, Layer, OpenEnd } from './model/layer.ts';
import type { Problem } from './model/place.ts';
import type { Result, ResultChain, ResultHop, ResultLayer } from './model/result.ts';

/** The result document of a run. */
export function resultOf(built: Built, { findings, undetermined }: Checked, problems: readonly Problem[], files: number): Result {
  return {
    version: 1,
    summary: {
      files,
      chains: built.chains.length,
      chainsOmitted: built.omitted,
      errors: findings.filter((finding) => finding.severity === 'error').length,
      warnings: findings.filter((finding) => finding.severity === 'warning').length,
      undetermined: undetermined.length,
    },
    findings,
    undetermined,
    chains: built.chains.map(chainOf),
    problems: problems.map(({ place, message }) => ({ location: place, message })),
  };
}

function chainOf(chain: Chain): ResultChain {
  return {
    id: chain.id,
    ...(chain.layers.some((layer) => layer.project.sample) ? { sample: true as const } : {}),
    when: chain.when ?? null,
    routes: chain.routes,
    layers: chain.layers.map((layer) => layerOf(layer, chain.layers)),
    hops: chain.hops.map((hop) => hopOf(hop, chain.layers)),
    openEnds: chain.openEnds.map(({ what, reason, place }) => ({ what, reason, location: place })),
  };
}

function layerOf(layer: Layer, layers: readonly Layer[]): ResultLayer {
  const within = layer.within === undefined ? -1 : layers.findIndex((other) => other.id === layer.within);
  return {
    id: layer.id,
    system: layer.system,
    kind: layer.kind,
    name: layer.name,
    version: layer.version.known ?? null,
    location: layer.place,
    within: within < 0 ? null : within,
    settings: [...[...layer.settings, ...layer.derived].map((setting) => describeSetting(setting, layer.system)), ...(layer.conditions ?? []).map((condition) => describeCondition(condition, layer.system))],
  };
}

function hopOf(hop: Hop, layers: readonly Layer[]): ResultHop {
  const index = (end: Layer | OpenEnd): number | null => {
    const found = 'what' in end ? -1 : layers.findIndex((layer) => layer.id === end.id);
    return found < 0 ? null : found;
  };
  return {
    downstream: index(hop.downstream),
    upstream: index(hop.upstream),
    protocol: hop.protocol,
    pooled: { value: hop.pooled.value, why: hop.pooled.why },
    join: { evidence: hop.join.evidence, why: hop.join.why, locations: hop.join.places },
    middleboxes: hop.middleboxes.map(({ system, name, expiry, place, settings }) => ({ system, name, expiry, location: place, settings: settings.map((setting) => describeSetting(setting, system)) })),
  };
}
