import { needed } from '../engine/endpoint.ts';
import { probeOf } from '../engine/probes.ts';
import type { Hop, Layer, OpenEnd } from '../model/layer.ts';
import type { Setting } from '../model/setting.ts';
import type { TraceRequest } from '../model/trace.ts';
import type { Candidate } from './candidate.ts';
import type { Way } from './way.ts';

/** The middleboxes in front of a layer that forget the connection while nothing moves on it. */
export function forgetful(way: Way, index: number, request: TraceRequest): readonly Candidate[] {
  const [layer, hop] = [way.layers[index], way.hops[index]];
  const silence = needed(request, 'silence');
  if (!layer || !hop || silence === undefined || silence <= 0) return [];
  return hop.middleboxes.flatMap((middlebox) => {
    const setting = middlebox.settings.find(({ timer }) => timer === 'flow.idle');
    return setting && !isProbed(hop, setting) ? [{ index, layer, middlebox, setting, need: 'flow' as const, amount: silence }] : [];
  });
}

/** Probes of either end keep the flow alive. */
export function isProbed({ downstream, upstream }: Hop, { value }: Setting): boolean {
  const limit = value.kind === 'known' ? value.amount : value.kind === 'one-of' ? Math.min(...value.members.map(({ amount }) => amount)) : 0;
  return [probes(downstream, 'downstream'), probes(upstream, 'upstream')].some((setting) => setting?.value.kind === 'known' && setting.value.amount < limit);
}

const probes = (end: Layer | OpenEnd, side: 'downstream' | 'upstream'): Setting | undefined => ('what' in end ? undefined : probeOf(end, side));
