import { own } from '../../model/own.ts';
import { no } from '../../model/value.ts';
import type { Process } from '../../model/process.ts';
import type { Setting } from '../../model/setting.ts';
import type { System, Written } from '../system.ts';
import { composeDurations, facts } from './facts.ts';

/** Compose itself: it runs nothing of a request's way, but it reads the durations of every service. */
export const docker: System = {
  id: 'docker',
  facts,
  fromProcess: async ({ workload, settings }: Process) => {
    if (workload.kind !== 'service') return undefined;
    const written = settings.flatMap(refused);
    return written.length > 0 ? { written } : undefined;
  },
};

/** A value that compose cannot decode stops it from starting anything at all. Zero needs no unit. */
function refused({ name, timer, value, place, via }: Setting): readonly Written[] {
  if (value.kind !== 'unknown' || timer === 'health.failures' || !own(composeDurations, name)) return [];
  const text = value.expression;
  if (!/^\d+(?:\.\d+)?\s*[A-Za-z]*$/.test(text) || Number(text) === 0) return [];
  const isBare = Number.isFinite(Number(text));
  return [{
    fault: 'invalid', system: facts.system, name, timer, text: { value: text, expression: text, places: [place, ...via], origin: 'configured' }, place, related: [], refused: true,
    works: no(isBare ? `${name} needs a unit` : `${name} knows no such unit`, place),
    symptom: 'docker compose refuses the file and starts nothing',
    advice: isBare ? `write ${text}s` : 'write a number with one of the units us, ms, s, m, h',
    link: composeDurations[name]?.link ?? '',
  }];
}
