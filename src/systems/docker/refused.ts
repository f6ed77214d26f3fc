import { own } from '../../model/own.ts';
import { no } from '../../model/value.ts';
import type { Process } from '../../model/process.ts';
import type { Setting } from '../../model/setting.ts';
import type { Written } from '../system.ts';
import { compose, composeDurations } from './facts.ts';

/** Compose runs nothing of a request's way, but it reads the durations of every service. */
export const refusedByCompose = ({ workload, settings }: Process): readonly Written[] => (workload.kind === 'service' ? settings.flatMap(refused) : []);

/** A value that compose cannot decode stops it from starting anything at all. Zero needs no unit. */
function refused({ name, timer, value, place, via }: Setting): readonly Written[] {
  if (value.kind !== 'unknown' || timer === 'health.failures' || !own(composeDurations, name)) return [];
  const text = value.expression;
  if (!/^\d[\d.\sA-Za-zµ]*$/.test(text) || Number(text) === 0) return [];
  const isBare = /\d$/.test(text);
  return [{
    fault: 'invalid', system: compose.system, name, timer, text: { value: text, expression: text, places: [place, ...via], origin: 'configured' }, place, related: [], refused: true,
    works: no(isBare ? `${name} needs a unit` : `${name} knows no such unit`, place),
    symptom: 'docker compose refuses the file and starts nothing',
    advice: isBare ? `write ${text}s` : 'write a number with one of the units us, ms, s, m, h',
    link: composeDurations[name]?.link ?? '',
  }];
}
