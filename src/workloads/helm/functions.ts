import { replacedPieces } from './pieces.ts';
import { dict, isOpen, nothing, type Piece, plain, type Scalar, textValue, truth, unknownValue, type Value, written } from './value.ts';
import { type Here, indented, writeYaml } from './write-yaml.ts';

/** Pure functions of Go templates and Sprig that charts use; `here` is the expression that calls. */
export type TemplateFunction = (args: readonly Value[], here: Here) => Value;

const longest = 200_000;
/** Characters of a text that takes the place of another. */
const longestText = 2_000_000;

export const functions: Readonly<Record<string, TemplateFunction>> = {
  and: (args) => decided(args, (value) => truth(value) === false),
  or: (args) => decided(args, (value) => truth(value) === true),
  not: ([value]) => threeValued(value && truth(value), (known) => !known),
  eq: ([first, ...others]) => compared(first, others),
  ne: ([first, ...others]) => negated(compared(first, others)),
  lt: (args) => ordered(args, (a, b) => a < b),
  le: (args) => ordered(args, (a, b) => a <= b),
  gt: (args) => ordered(args, (a, b) => a > b),
  ge: (args) => ordered(args, (a, b) => a >= b),
  default: ([fallback = nothing, value = nothing]) => (truth(value) === undefined ? unknownValue : truth(value) ? value : fallback),
  coalesce: (args) => decided(args, (value) => truth(value) === true),
  ternary: ([yes = nothing, no = nothing, test = nothing]) => (truth(test) === undefined ? unknownValue : truth(test) ? yes : no),
  empty: ([value]) => threeValued(value && truth(value), (known) => !known),
  required: ([, value = nothing]) => (value.kind === 'scalar' && value.value === null ? unknownValue : value),
  quote: (args, here) => around('"', args, here),
  squote: (args, here) => around("'", args, here),
  toString: (args: readonly Value[]): Value => args[0] ?? nothing,
  toYaml: ([value = nothing], here) => yamlOf(value, here),
  toYamlPretty: ([value = nothing], here) => yamlOf(value, here),
  toRawJson: ([value = nothing], here) => scalarOnly(value, here),
  toJson: ([value = nothing], here) => scalarOnly(value, here),
  indent: ([count, text], here) => shifted(count, text, here, false),
  nindent: ([count, text], here) => shifted(count, text, here, true),
  trunc: ([count, text]) => changed(text, (value) => (numberOf(count) >= 0 ? value.slice(0, numberOf(count)) : value.slice(numberOf(count)))),
  trim: ([text]) => changed(text, (value) => value.trim()),
  trimSuffix: ([suffix, text]) => changed(text, (value) => (value.endsWith(written(suffix ?? nothing) ?? '\0') ? value.slice(0, value.length - (written(suffix ?? nothing) ?? '').length) : value)),
  trimPrefix: ([prefix, text]) => changed(text, (value) => (value.startsWith(written(prefix ?? nothing) ?? '\0') ? value.slice((written(prefix ?? nothing) ?? '').length) : value)),
  trimAll: ([set, text]) => changed(text, (value) => trimmedOf(value, written(set ?? nothing) ?? '')),
  lower: ([text]) => changed(text, (value) => value.toLowerCase()),
  upper: ([text]) => changed(text, (value) => value.toUpperCase()),
  nospace: ([text]) => changed(text, (value) => value.replace(/\s/g, '')),
  replace: ([from = nothing, to = nothing, text = nothing]) => exchanged(text, written(from) ?? '\0', written(to) ?? ''),
  contains: ([part, text]) => asked(part, text, (inner, whole) => whole.includes(inner)),
  hasPrefix: ([part, text]) => asked(part, text, (inner, whole) => whole.startsWith(inner)),
  hasSuffix: ([part, text]) => asked(part, text, (inner, whole) => whole.endsWith(inner)),
  print: (args, here) => joined(args, '', here),
  cat: (args, here) => joined(args, ' ', here),
  printf: ([format = nothing, ...args], here) => formatted(format, args, here),
  join: ([separator = nothing, list], here) => (list?.kind === 'list' ? joined(list.items, written(separator) ?? '', here) : unknownValue),
  int: ([value = nothing]) => (isNumeric(value) ? value : isOpen(value) ? unknownValue : plain(0)),
  int64: ([value = nothing]) => (isNumeric(value) ? value : isOpen(value) ? unknownValue : plain(0)),
  float64: ([value = nothing]) => value,
  atoi: ([value = nothing]) => value,
  add: (args) => computed(args, (a, b) => a + b),
  add1: ([value = nothing]) => computed([value, plain(1)], (a, b) => a + b),
  sub: (args) => computed(args, (a, b) => a - b),
  mul: (args) => computed(args, (a, b) => a * b),
  div: (args) => computed(args, (a, b) => (b === 0 ? Number.NaN : Math.trunc(a / b))),
  max: (args) => computed(args, Math.max),
  min: (args) => computed(args, Math.min),
  len: ([value]) => (value?.kind === 'list' ? plain(value.items.length) : value?.kind === 'dict' ? plain(value.entries.size) : value?.kind === 'scalar' ? plain(String(value.value ?? '').length) : unknownValue),
  list: (items) => ({ kind: 'list', items }),
  tuple: (items) => ({ kind: 'list', items }),
  concat: (lists) => (lists.every((each) => each.kind === 'list') ? { kind: 'list', items: lists.flatMap((each) => (each.kind === 'list' ? each.items : [])) } : unknownValue),
  append: ([list, item]) => (list?.kind === 'list' && item ? { kind: 'list', items: [...list.items, item] } : unknownValue),
  first: ([list]) => (list?.kind === 'list' ? (list.items[0] ?? nothing) : unknownValue),
  last: ([list]) => (list?.kind === 'list' ? (list.items.at(-1) ?? nothing) : unknownValue),
  uniq: ([list = nothing]) => list,
  has: ([item, list]) => (item && list?.kind === 'list' ? decided(list.items.map((each) => compared(item, [each])), (value) => truth(value) === true, plain(false)) : unknownValue),
  dict: (args) => ({ kind: 'dict', entries: new Map(args.flatMap((arg, index) => (index % 2 === 0 ? [[written(arg) ?? '', args[index + 1] ?? nothing] as const] : []))) }),
  get: ([from, key]) => (from?.kind === 'dict' ? (from.entries.get(written(key ?? nothing) ?? '') ?? plain('')) : unknownValue),
  hasKey: ([from, key]) => (from?.kind === 'dict' ? plain(from.entries.has(written(key ?? nothing) ?? '')) : unknownValue),
  index: ([from = nothing, ...keys]) => keys.reduce(element, from),
  keys: ([from]) => (from?.kind === 'dict' ? { kind: 'list', items: [...from.entries.keys()].map(plain) } : unknownValue),
  values: ([from]) => (from?.kind === 'dict' ? { kind: 'list', items: [...from.entries.values()] } : unknownValue),
  pick: ([from, ...names]) => chosenKeys(from, names, true),
  omit: ([from, ...names]) => chosenKeys(from, names, false),
  merge: (dicts) => overlaid(dicts.toReversed()),
  mergeOverwrite: (dicts) => overlaid(dicts),
  mustMerge: (dicts) => overlaid(dicts.toReversed()),
  mustMergeOverwrite: (dicts) => overlaid(dicts),
  deepCopy: ([value = nothing]) => value,
  kindIs: ([kind, value]) => (value && !isOpen(value) ? plain(kindOf(value) === written(kind ?? nothing)) : unknownValue),
  typeIs: ([kind, value]) => (value && !isOpen(value) ? plain(kindOf(value) === written(kind ?? nothing)) : unknownValue),
  kindOf: ([value]) => (value && !isOpen(value) ? plain(kindOf(value)) : unknownValue),
  typeOf: ([value]) => (value && !isOpen(value) ? plain(kindOf(value)) : unknownValue),
  semverCompare: (args) => newestFits(written(args[0] ?? nothing) ?? ''),
  lookup: () => dict({}),
  sha256sum: () => plain('0'),
  fail: () => plain(''),
};

/** The first value that decides, else the last; one that nobody knows leaves all open. */
function decided(args: readonly Value[], decides: (value: Value) => boolean, otherwise?: Value): Value {
  for (const arg of args) {
    if (decides(arg)) return arg;
    if (truth(arg) === undefined) return unknownValue;
  }
  return otherwise ?? args.at(-1) ?? nothing;
}

const threeValued = (known: boolean | undefined, of: (known: boolean) => boolean): Value => (known === undefined ? unknownValue : plain(of(known)));
const negated = (value: Value): Value => threeValued(truth(value), (known) => !known);
const numberOf = (value: Value | undefined): number => Number(value === undefined ? Number.NaN : written(value));
const isNumeric = (value: Value): boolean => !isOpen(value) && written(value) !== '' && Number.isFinite(numberOf(value));

function compared(first: Value | undefined, others: readonly Value[]): Value {
  if (!first || isOpen(first) || others.some(isOpen)) return unknownValue;
  return plain(others.some((other) => other.kind === first.kind && written(other) === written(first)));
}

function ordered(args: readonly Value[], holds: (a: number, b: number) => boolean): Value {
  const [a, b] = [numberOf(args[0]), numberOf(args[1])];
  return args.some(isOpen) || Number.isNaN(a) || Number.isNaN(b) ? unknownValue : plain(holds(a, b));
}

function computed(args: readonly Value[], of: (a: number, b: number) => number): Value {
  const numbers = args.map(numberOf);
  const [first = Number.NaN, ...rest] = numbers;
  const result = rest.reduce(of, first);
  const source = args.find((arg): arg is Scalar => arg.kind === 'scalar' && arg.pieces !== undefined);
  if (args.some(isOpen) || !Number.isFinite(result)) return unknownValue;
  return source?.pieces ? { ...textValue(replacedPieces(source.pieces, String(result))), value: result } : plain(result);
}

function piecesOf(value: Value, here: Here): readonly Piece[] | undefined {
  if (value.kind !== 'scalar') return undefined;
  return value.pieces ?? [{ ...here, text: written(value) ?? '' }];
}

function changed(value: Value | undefined, change: (text: string) => string): Value {
  const text = value && written(value);
  if (value?.kind !== 'scalar' || text === undefined) return unknownValue;
  if (isOpen(value)) return value;
  return value.pieces ? textValue(replacedPieces(value.pieces, change(text))) : plain(change(text));
}

function exchanged(text: Value, from: string, to: string): Value {
  const found = (written(text) ?? '').split(from).length;
  return found * to.length > longestText ? unknownValue : changed(text, (value) => value.replaceAll(from, to));
}

function asked(part: Value | undefined, text: Value | undefined, holds: (part: string, text: string) => boolean): Value {
  if (!part || !text || isOpen(part) || isOpen(text)) return unknownValue;
  return plain(holds(written(part) ?? '', written(text) ?? ''));
}

function around(quote: string, args: readonly Value[], here: Here): Value {
  const [value] = args;
  const pieces = value && piecesOf(value, here);
  if (!value || !pieces || args.length > 1) return unknownValue;
  if (value.kind === 'scalar' && value.value === null) return unknownValue;
  const text = written(value) ?? '';
  if (!isOpen(value) && (text.includes(quote) || text.includes('\\') || text.includes('\n'))) return textValue(replacedPieces(pieces, JSON.stringify(text)));
  return textValue([{ ...here, text: quote }, ...pieces, { ...here, text: quote }]);
}

function yamlOf(value: Value, here: Here): Value {
  const pieces = value.kind === 'unknown' ? undefined : writeYaml(value, here);
  return pieces ? textValue(pieces) : unknownValue;
}

const scalarOnly = (value: Value, here: Here): Value => (value.kind === 'scalar' && typeof value.value === 'string' ? around('"', [value], here) : value.kind === 'scalar' ? value : unknownValue);

function shifted(count: Value | undefined, text: Value | undefined, here: Here, isOnNewLine: boolean): Value {
  const amount = numberOf(count);
  const pieces = text && piecesOf(text, here);
  if (!pieces || !(amount >= 0 && amount <= 100)) return unknownValue;
  const lead = ' '.repeat(amount);
  return textValue([{ ...here, text: (isOnNewLine ? '\n' : '') + lead }, ...indented(pieces, lead, here)]);
}

function joined(args: readonly Value[], separator: string, here: Here): Value {
  const all = args.map((arg) => piecesOf(arg, here));
  if (all.some((pieces) => pieces === undefined)) return unknownValue;
  return textValue(all.flatMap((pieces, index) => [...(index > 0 && separator !== '' ? [{ ...here, text: separator }] : []), ...(pieces ?? [])]));
}

function formatted(format: Value, args: readonly Value[], here: Here): Value {
  const text = written(format);
  if (text === undefined || isOpen(format)) return unknownValue;
  const pieces: Piece[] = [];
  let next = 0;
  for (const part of text.split(/(%(?:[sdvgqt]|%))/)) {
    if (!/^%[sdvgqt%]$/.test(part)) {
      if (part !== '') pieces.push({ ...here, text: part });
      continue;
    }
    const value = part === '%%' ? plain('%') : args[next++];
    const inner = value && (part === '%q' ? piecesOf(around('"', [value], here), here) : piecesOf(value, here));
    if (!inner || pieces.length > longest) return unknownValue;
    pieces.push(...inner);
  }
  return textValue(pieces);
}

function element(from: Value, key: Value): Value {
  if (from.kind === 'dict') return isOpen(key) ? unknownValue : (from.entries.get(written(key) ?? '') ?? nothing);
  return from.kind === 'list' ? (from.items[numberOf(key)] ?? nothing) : from.kind === 'scalar' ? nothing : unknownValue;
}

function chosenKeys(from: Value | undefined, names: readonly Value[], isKept: boolean): Value {
  if (from?.kind !== 'dict') return unknownValue;
  const named = new Set(names.map(written));
  return { ...from, entries: new Map([...from.entries].filter(([key]) => named.has(key) === isKept)) };
}

/** The later over the earlier, maps into maps; as in mergo, what is empty covers nothing. */
function overlaid(dicts: readonly Value[], room = { left: longest }): Value {
  return dicts.reduce((under: Value, over: Value): Value => {
    if (under.kind !== 'dict' || over.kind !== 'dict' || (room.left -= over.entries.size) < 0) return unknownValue;
    const entries = new Map(under.entries);
    for (const [key, value] of over.entries) {
      const below = entries.get(key);
      if (below && truth(value) === false) continue;
      entries.set(key, below?.kind === 'dict' && value.kind === 'dict' ? overlaid([below, value], room) : value);
    }
    return { kind: 'dict', entries, keys: new Map([...(under.keys ?? []), ...(over.keys ?? [])]) };
  }, dict({}));
}

function kindOf(value: Value): string {
  if (value.kind === 'dict') return 'map';
  if (value.kind === 'list') return 'slice';
  const inner = value.kind === 'scalar' ? value.value : null;
  return typeof inner === 'number' ? (Number.isInteger(inner) ? 'int' : 'float64') : typeof inner === 'boolean' ? 'bool' : inner === null ? 'invalid' : 'string';
}

/** Clusters and Helm itself are taken to be of today: newer than any bound that a chart was written for. */
function newestFits(constraint: string): Value {
  if (/^\s*[<]/.test(constraint)) return plain(false);
  return /^\s*(?:>|\^|~|\*)/.test(constraint) ? plain(true) : unknownValue;
}

function trimmedOf(text: string, set: string): string {
  let [start, end] = [0, text.length];
  while (start < end && set.includes(text[start] ?? '')) start += 1;
  while (end > start && set.includes(text[end - 1] ?? '')) end -= 1;
  return text.slice(start, end);
}
