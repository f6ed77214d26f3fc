import type { Place } from '../../../model/place.ts';
import { type Datum, datumAt, type DatumEntry, entryOf, type MapDatum, type Resource } from '../../../model/resource.ts';
import type { Step } from '../evaluate.ts';

/** A call of a module of the registry, with what its arguments came to. */
export interface Call {
  /** For people: `module.web`. */
  readonly name: string;
  /** What the addresses of its resources begin with. */
  readonly prefix: string;
  readonly inputs: MapDatum;
  readonly place: Place;
}

/** A public module that hands its arguments on to the resources that it makes. */
export interface RegistryModule {
  /** Its address in the registry, without host. */
  readonly source: RegExp;
  /** The page that documents the arguments. */
  readonly link: string;
  readonly resources: (call: Call) => readonly Resource[];
  /** The resource, relative to the module, that an output speaks of. */
  readonly output: (name: string, steps: readonly Step[]) => string | undefined;
}

/** A resource that the module makes; its line is the argument that says most of it. */
export function made({ name, prefix, place }: Call, id: string, body: MapDatum, at: Place = place): Resource {
  return { type: id.split('.', 1)[0] ?? '', language: 'terraform', name: `${name}.${id}`, address: `${prefix}.${id}`, place: at, body };
}

/** Some arguments under the names that the resource has for them. */
export function handed(from: Datum | undefined, names: Readonly<Record<string, string>>, place: Place, more: readonly (DatumEntry | undefined)[] = []): MapDatum {
  const entries = Object.entries(names).flatMap(([name, key]): readonly DatumEntry[] => {
    const entry = entryOf(from, name);
    return entry && !(entry.value.kind === 'text' && entry.value.text.value === 'null') ? [{ ...entry, key }] : [];
  });
  return { kind: 'map', entries: [...entries, ...more.filter((entry) => entry !== undefined)], place: from?.kind === 'map' ? from.place : place };
}

/** An attribute that refers to another resource of the same module. */
export const reference = (key: string, { prefix, place }: Call, id: string): DatumEntry => ({ key, keyPlace: place, value: { kind: 'text', text: { value: undefined, expression: id, places: [place], origin: 'configured' }, refers: [`${prefix}.${id}`] } });

/** The entries of a map argument; of a list by number. */
export function pairsOf(inputs: Datum | undefined, name: string): readonly { readonly key: string; readonly value: MapDatum }[] {
  const written = datumAt(inputs, name);
  const pairs = written?.kind === 'list' ? written.items.map((value, index) => ({ key: String(index), value })) : written?.kind === 'map' ? written.entries : [];
  return pairs.flatMap(({ key, value }) => (value.kind === 'map' ? [{ key, value }] : []));
}
