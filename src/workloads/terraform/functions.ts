import type { Datum } from '../../model/resource.ts';
import type { HclExpression } from '../../syntax/hcl.ts';
import { madeOf } from './evaluate.ts';

type Made = (args: readonly Datum[], at: HclExpression) => Datum | undefined;

const first: Made = ([datum]) => datum;
const valueOf = (datum: Datum | undefined): string | undefined => (datum?.kind === 'text' ? datum.text.value : undefined);
const isNull = (datum: Datum): boolean => valueOf(datum) === 'null';

/** The functions of Terraform that shape configuration without looking anything up. */
export const functions: ReadonlyMap<string, Made> = new Map<string, Made>([
  ...['jsonencode', 'jsondecode', 'yamlencode', 'tonumber', 'tostring', 'tolist', 'toset', 'tomap', 'sensitive', 'nonsensitive', 'trimspace', 'compact', 'distinct', 'sort'].map((name) => [name, first] as const),
  ['concat', (args, at) => (args.every((arg) => arg.kind === 'list') ? { kind: 'list', items: args.flatMap((arg) => (arg.kind === 'list' ? arg.items : [])), place: at.source.place(at.start, at.end) } : undefined)],
  ['flatten', ([list], at) => (list?.kind === 'list' ? { kind: 'list', items: list.items.flatMap((item) => (item.kind === 'list' ? item.items : [item])), place: at.source.place(at.start, at.end) } : undefined)],
  ['merge', (args, at) => (args.every((arg) => arg.kind === 'map') ? { kind: 'map', entries: args.flatMap((arg) => (arg.kind === 'map' ? arg.entries : [])), place: at.source.place(at.start, at.end) } : undefined)],
  ['coalesce', (args) => knownUntil(args, (arg) => !isNull(arg) && valueOf(arg) !== '')],
  ['try', (args) => knownUntil(args, () => true)],
  ['lookup', lookup],
  ['min', (args, at) => numbers(args, at, Math.min)],
  ['max', (args, at) => numbers(args, at, Math.max)],
  ['floor', (args, at) => numbers(args, at, Math.floor)],
  ['ceil', (args, at) => numbers(args, at, Math.ceil)],
]);

/** The first that fits, if nothing unknown stands before it. */
function knownUntil(args: readonly Datum[], fits: (arg: Datum) => boolean): Datum | undefined {
  for (const arg of args) {
    if (arg.kind === 'text' && arg.text.value === undefined) return undefined;
    if (fits(arg)) return arg;
  }
  return undefined;
}

function lookup([map, key, fallback]: readonly Datum[]): Datum | undefined {
  const wanted = valueOf(key);
  if (map?.kind !== 'map' || wanted === undefined) return undefined;
  return map.entries.findLast((entry) => entry.key === wanted)?.value ?? fallback;
}

function numbers(args: readonly Datum[], at: HclExpression, compute: (...values: number[]) => number): Datum | undefined {
  const values = args.map((arg) => Number(valueOf(arg) ?? Number.NaN));
  return values.length === 0 || values.some(Number.isNaN) ? undefined : madeOf(String(compute(...values)), at, args);
}
