import { own } from '../../model/own.ts';
import { datumAt, type DatumEntry, type MapDatum } from '../../model/resource.ts';

/** A provider's key → the one under which systems look for it. */
export type Names = Readonly<Record<string, string>>;

/** How a type of resource is said in Terraform's words. */
export interface Translation {
  readonly type: string;
  readonly body: (properties: MapDatum) => MapDatum;
}

export const plus = (map: MapDatum, more: readonly DatumEntry[]): MapDatum => ({ ...map, entries: [...map.entries, ...more] });

/** The entries that `names` knows, under their other names. */
export function renamed(map: MapDatum, names: Names): MapDatum {
  return { ...map, entries: map.entries.flatMap((entry) => (own(names, entry.key) === undefined ? [] : [{ ...entry, key: own(names, entry.key) ?? '' }])) };
}

/** What is written, then what holds where nothing is. */
export const orElse = (written: MapDatum, general: MapDatum): MapDatum => plus(written, general.entries.filter(({ key }) => datumAt(written, key) === undefined));
