import { matchesRoute } from '../engine/route.ts';
import type { Model } from '../engine/rule.ts';
import type { Trace, TraceRequest, TraceWay } from '../model/trace.ts';
import { branchesOf } from './branches.ts';
import { idleOf } from './idle.ts';
import { type Way, waysOf } from './way.ts';

/** Follows one request through every chain that serves it. Without a duration, an endpoint that is declared there gives one. */
export function trace({ chains, endpoints }: Pick<Model, 'chains' | 'endpoints'>, asked: TraceRequest): Trace {
  const request = asked.duration === undefined && asked.idle === undefined ? asDeclared(asked, endpoints) : asked;
  return { version: 1, request, ways: waysOf(chains, request).map((way) => wayOf(way, request)) };
}

function wayOf(way: Way, request: TraceRequest): TraceWay {
  return {
    chain: way.chain.id,
    when: way.chain.when ?? null,
    layers: way.layers.map(({ system, kind, name, place }, index) => ({ system, kind, name, location: place, ...(way.paths[index] === request.path ? {} : { path: way.paths[index] ?? null }) })),
    branches: branchesOf(way, request),
    idle: request.duration === undefined || request.idle !== undefined ? idleOf(way, request) : [],
  };
}

function asDeclared(request: TraceRequest, endpoints: Model['endpoints']): TraceRequest {
  const { path, host, method } = request;
  const endpoint = endpoints.find((one) => matchesRoute(one, { path, match: 'exact', method, ...(host === undefined ? {} : { host }) }));
  if (endpoint?.duration === undefined) return request;
  const { kind, duration, silence, work, place } = endpoint;
  return { ...request, kind, duration, ...(silence === undefined ? {} : { silence }), ...(work === undefined ? {} : { work }), declared: place };
}
