import type { Datum } from '../../model/resource.ts';
import type { HclBody } from '../../syntax/hcl.ts';
import { evaluate, type Scope } from './evaluate.ts';
import { attributeOf } from './module-files.ts';

export interface Instance {
  /** `undefined` where only one is made, or only run time tells which. */
  readonly key: string | undefined;
  readonly locals: ReadonlyMap<string, Datum>;
}

const most = 16;
const one: Instance = { key: undefined, locals: new Map() };

/** What `count` and `for_each` make of a block. A count stands for one of its instances. */
export function instancesOf(body: HclBody, scope: Scope): readonly Instance[] {
  const count = attributeOf(body, 'count');
  const counted = count && evaluate(count, scope);
  if (counted?.kind === 'text' && counted.text.value === '0' && counted.text.origin === 'configured') return [];
  const each = attributeOf(body, 'for_each');
  return each ? eachOf(evaluate(each, scope), 'each', scope) : [one];
}

/** An instance per key of a map, or per text of a set; one with open values where they are not known. */
export function eachOf(datum: Datum, iterator: string, scope: Scope): readonly Instance[] {
  const pairs = pairsOf(datum);
  if (pairs === undefined) return [one];
  return pairs.slice(0, most).map(({ key, keyText, value }) => ({ key, locals: new Map([...scope.locals, [iterator, record(keyText, value)]]) }));
}

interface Pair {
  readonly key: string;
  readonly keyText: Datum;
  readonly value: Datum;
}

function pairsOf(datum: Datum): readonly Pair[] | undefined {
  if (datum.kind === 'map') return datum.entries.map(({ key, keyPlace, value }) => ({ key, keyText: { kind: 'text', text: { value: key, expression: key, places: [keyPlace], origin: 'configured' }, refers: [] }, value }));
  if (datum.kind !== 'list') return undefined;
  return datum.items.map((item, index) => ({ key: item.kind === 'text' ? (item.text.value ?? String(index)) : String(index), keyText: item, value: item }));
}

function record(key: Datum, value: Datum): Datum {
  const place = key.kind === 'text' ? key.text.places[0] : key.place;
  return { kind: 'map', entries: [{ key: 'key', keyPlace: place, value: key }, { key: 'value', keyPlace: place, value }], place };
}
