import type { Layer } from '../model/layer.ts';
import type { Written, WrittenIn } from '../systems/system.ts';
import { type Requirement, works } from './requirement.ts';

/** The same line, copied through a file, is one fault. */
export function onePerFile(all: readonly WrittenIn[], fault: Written['fault']): readonly Repeated[] {
  const groups = new Map<string, WrittenIn[]>();
  for (const one of all) {
    if (one.written.fault !== fault) continue;
    const key = JSON.stringify([one.written.place.file, one.written.name, one.written.text.expression, one.written.works.value, one.written.works.why, one.condition]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => (first ? [{ first, others }] : []));
}

export interface Repeated {
  readonly first: WrittenIn;
  readonly others: readonly WrittenIn[];
}

/** The requirement that something written has the effect that its author meant. */
export function worksAsWritten({ first: { written, project, condition }, others }: Repeated, severity: 'error' | 'warning', what: string): Requirement {
  return {
    claim: works(written.works),
    severity,
    layers: [stand(written, project)],
    hops: [],
    condition,
    otherEnd: written.name,
    tell: () => ({
      message: `${written.name}: ${shown(written)} ${what}: ${written.works.why}`,
      symptom: written.symptom,
      advice: written.advice,
      primary: { place: written.place, message: `${written.name} ${what}`, layer: { system: written.system, name: written.system } },
      related: [...written.related, ...written.text.places.slice(1).map((place) => ({ place, message: `${written.name} takes its value through here` })), ...others.map((other) => ({ place: other.written.place, message: 'and here' }))],
    }),
  };
}

const shown = ({ text }: Written): string => `\`${text.expression}\``;

/** What is written concerns a file, not yet a layer: only its project counts. */
const stand = ({ system, place }: Written, project: Layer['project']): Layer => ({
  id: `${system}@${place.file}`, system, kind: 'proxy', name: system, version: { reason: '' }, place, settings: [], derived: [], project, about: { title: system, traits: [] },
});
