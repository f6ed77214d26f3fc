import type { Place } from '../model/place.ts';
import type { Result, Undetermined } from '../model/result.ts';
import { counted } from './describe.ts';

/** Something that kept a run from judging, told once for all of its places. */
export interface Gap {
  readonly label: 'settle by' | 'endpoint' | 'not read' | 'unknown' | 'open end';
  readonly what: string;
  /** How many entries of the result it stands for. */
  readonly count: number;
  readonly first: Place;
}

/** What a person can settle comes first. */
export function gapsOf(result: Result): readonly Gap[] {
  const [settled, unsettled] = split(result.undetermined, ({ needs }) => needs !== '');
  const [endpoints, unknown] = split(unsettled, ({ rule, reason }) => rule === 'endpoint-cut' && reason.startsWith('no chain serves'));
  return [
    ...grouped(settled, ({ needs }) => needs, settling),
    ...endpoints.map(({ reason, location }): Gap => ({ label: 'endpoint', what: reason, count: 1, first: location })),
    ...result.problems.map(({ message, location }): Gap => ({ label: 'not read', what: message, count: 1, first: location })),
    ...grouped(unknown, ({ reason }) => kindOf(reason), (same) => ({ label: 'unknown', what: `${same.length === 1 ? same[0].reason : kindOf(same[0].reason)}; nothing in hoplint.yaml settles this` })),
    ...grouped(openEnds(result), ({ reason }) => reason, openings),
  ];
}

/** Each once: many chains may share one. Samples are nobody's production. */
export function openEnds({ chains }: Result): readonly OpenEnd[] {
  const ends = chains.filter(({ sample }) => sample !== true).flatMap((chain) => chain.openEnds);
  return [...new Map(ends.map((end) => [`${end.what}|${end.location.file}|${end.location.line}`, end])).values()];
}

type OpenEnd = Result['chains'][number]['openEnds'][number];
type Some<T> = readonly [T, ...T[]];

function settling(same: Some<Undetermined>): Pick<Gap, 'label' | 'what'> {
  const rules = [...new Set(same.map(({ rule }) => rule))];
  return { label: 'settle by', what: `${same[0].needs} in hoplint.yaml, for ${rules.slice(0, 2).join(' and ')}${rules.length > 2 ? ' and more' : ''}` };
}

function openings(same: Some<OpenEnd>): Pick<Gap, 'label' | 'what'> {
  const names = [...new Set(same.map(({ what }) => what.replace(/\s+/g, ' ').trim()).filter((what) => what !== '' && what.length <= 40))];
  const more = names.length > 2 ? ` and ${names.length - 2} more` : '';
  const subject = names.length === 0 ? counted(same.length, 'call') : `${names.slice(0, 2).join(', ')}${more}`;
  return { label: 'open end', what: `${subject}: ${same[0].reason}` };
}

/** `timeout is not known (the result of a call): f(x)` without what differs from place to place. */
const kindOf = (reason: string): string => /^(.{1,120}?\)): /.exec(reason)?.[1] ?? reason;

function grouped<T extends { readonly location: Place }>(entries: readonly T[], key: (entry: T) => string, tell: (same: Some<T>) => Pick<Gap, 'label' | 'what'>): readonly Gap[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const entry of entries) {
    const same = groups.get(key(entry));
    if (same) same.push(entry);
    else groups.set(key(entry), [entry]);
  }
  const gaps = [...groups.values()].map((same): Gap => ({ ...tell(same), count: same.length, first: same[0].location }));
  return gaps.sort((a, b) => b.count - a.count);
}

function split<T>(entries: readonly T[], isFirst: (entry: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [entries.filter(isFirst), entries.filter((entry) => !isFirst(entry))];
}
