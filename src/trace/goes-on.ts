import { needed } from '../engine/endpoint.ts';
import { settingOf } from '../engine/rule.ts';
import type { Setting } from '../model/setting.ts';
import type { TraceGoesOn, TraceLog, TraceRequest } from '../model/trace.ts';
import type { Firing } from './candidate.ts';
import type { Way } from './way.ts';

/** The program that goes on working for nobody after a clock further out went off. */
export function goesOn({ layers }: Way, { index, need, to }: Firing, mended: readonly Setting[], request: TraceRequest): readonly TraceGoesOn[] {
  const at = layers.findLastIndex((layer) => layer.kind === 'app-server');
  const server = layers[at];
  if (!server || (at === index && need === 'work')) return [];
  const busy = needed(request, 'work') ?? 0;
  if (busy <= to) return [];
  const limit = settingOf(server, 'worker.deadline');
  if (!limit || limit.value.kind === 'off' || mended.includes(limit)) return [{ layer: at, until: busy, ends: 'done' }];
  if (limit.value.kind !== 'known') return [{ layer: at, until: null, ends: 'unknown' }];
  const killed = limit.value.amount + limit.window.late;
  return [killed < busy ? { layer: at, until: killed, ends: 'killed' } : { layer: at, until: busy, ends: 'done' }];
}

/** What the layers further in write when the one in front of them leaves. */
export function goneLogs({ layers }: Way, { index, need }: Firing): readonly TraceLog[] {
  const next = need === 'flow' || need === 'work' ? undefined : layers[index + 1];
  const line = next?.about.relays?.goneLog;
  return line === undefined ? [] : [{ layer: index + 1, line }];
}
