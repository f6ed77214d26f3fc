import type { Place } from './place.ts';
import type { Source } from '../syntax/source.ts';
import type { Text } from './value.ts';

/** An object that a cloud provider keeps, as Terraform, CloudFormation or Bicep write it. */
export interface Resource {
  /** Terraform's name of its type, e.g. `aws_lb`. */
  readonly type: string;
  /** Terraform where absent. */
  readonly language?: 'terraform' | 'cloudformation' | 'bicep' | 'arm' | 'serverless' | 'chalice' | 'gcloud';
  /** For people: `aws_lb.main`, `module.web.aws_lb.this`. */
  readonly name: string;
  /** Unique in a scene; what {@link TextDatum.refers} names. */
  readonly address: string;
  readonly body: MapDatum;
  /** The line that opens it. */
  readonly place: Place;
}

/** A value of a resource, after the repository's own variables were put in. */
export type Datum = TextDatum | ListDatum | MapDatum;

export interface TextDatum {
  readonly kind: 'text';
  readonly text: Text;
  /** Addresses of the resources that the expression names. */
  readonly refers: readonly string[];
  /** The content of a string as it is written, as a text of its own. */
  readonly raw?: () => Source;
}

export interface ListDatum {
  readonly kind: 'list';
  readonly items: readonly Datum[];
  readonly place: Place;
}

export interface MapDatum {
  readonly kind: 'map';
  /** Blocks that repeat are entries with one key. */
  readonly entries: readonly DatumEntry[];
  readonly place: Place;
}

export interface DatumEntry {
  readonly key: string;
  readonly keyPlace: Place;
  readonly value: Datum;
}

/** The entry of a key; of several the last. */
export const entryOf = (datum: Datum | undefined, key: string): DatumEntry | undefined => (datum?.kind === 'map' ? datum.entries.findLast((entry) => entry.key === key) : undefined);

/** The value at a path of keys. A list on the way stands for its first item: a block that occurs once. */
export function datumAt(datum: Datum | undefined, ...keys: readonly string[]): Datum | undefined {
  let at = datum;
  for (const key of keys) at = entryOf(at?.kind === 'list' ? at.items[0] : at, key)?.value;
  return at;
}

/** Every block or list item of a key. */
export function datumsAt(datum: Datum | undefined, key: string): readonly Datum[] {
  if (datum?.kind !== 'map') return [];
  return datum.entries.filter((entry) => entry.key === key).flatMap(({ value }) => (value.kind === 'list' ? value.items : [value]));
}

/** A text that is not null. */
export function textAt(datum: Datum | undefined, ...keys: readonly string[]): Text | undefined {
  const found = datumAt(datum, ...keys);
  return found?.kind === 'text' && found.text.value !== 'null' ? found.text : undefined;
}

export const valueAt = (datum: Datum | undefined, ...keys: readonly string[]): string | undefined => textAt(datum, ...keys)?.value;

/** The resources that a value refers to: the named instance, else every instance of that name. */
export function referredBy(datum: Datum | undefined, resources: readonly Resource[]): readonly Resource[] {
  if (datum?.kind === 'list') return datum.items.flatMap((item) => referredBy(item, resources));
  if (datum?.kind !== 'text') return [];
  return [...new Set(datum.refers.flatMap((address) => named(address, resources)))];
}

function named(address: string, resources: readonly Resource[]): readonly Resource[] {
  const exact = resources.filter((resource) => resource.address === address);
  if (exact.length > 0) return exact;
  const base = address.replace(/\["[^"]*"\]$/, '');
  return resources.filter((resource) => resource.address === base || resource.address.startsWith(`${address}["`));
}

/** What people call it: its own name, the last part of its address, its key. */
export function namesOf({ address, body }: Resource): readonly string[] {
  const key = /\["([^"]*)"\]$/.exec(address)?.[1];
  const label = address.replace(/\["[^"]*"\]$/, '').split('.').at(-1);
  return [valueAt(body, 'name'), label, key].filter((name) => name !== undefined);
}
