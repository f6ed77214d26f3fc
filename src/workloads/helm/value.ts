import type { Source } from '../../syntax/source.ts';
import type { YamlList, YamlMap, YamlNode, YamlScalar } from '../../syntax/yaml.ts';

/** A stretch of text with the place that it comes from; exact when it is as long as that place. */
export interface Piece {
  readonly text: string;
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  /** `.Values.a.b`: the value that it stands for. */
  readonly variable?: string;
  /** The expression that put it here. */
  readonly via?: { readonly source: Source; readonly start: number; readonly end: number };
  /** It is the expression itself, whose value only a release tells. */
  readonly open?: true;
}

/** What an expression of a template comes to. */
export type Value = Scalar | Dict | List | Method | Unknown;

export interface Scalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** How it is written; absent for what is computed. */
  readonly pieces?: readonly Piece[];
}

export interface Dict {
  readonly kind: 'dict';
  readonly entries: ReadonlyMap<string, Value>;
  /** The places of the keys. */
  readonly keys?: ReadonlyMap<string, Piece>;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Value[];
}

export interface Method {
  readonly kind: 'method';
  readonly call: (args: readonly Value[]) => Value;
}

/** Only a release, a cluster or a function that is not modelled here would tell. */
export interface Unknown {
  readonly kind: 'unknown';
}

export const unknownValue: Unknown = { kind: 'unknown' };
export const nothing: Scalar = { kind: 'scalar', value: null };
export const plain = (value: string | number | boolean | null): Scalar => ({ kind: 'scalar', value });
export const dict = (entries: Readonly<Record<string, Value>>): Dict => ({ kind: 'dict', entries: new Map(Object.entries(entries)) });

/** A text made of pieces. */
export const textValue = (pieces: readonly Piece[]): Scalar => ({ kind: 'scalar', value: pieces.map((piece) => piece.text).join(''), pieces });

const deepest = 40;

const made = new WeakMap<YamlNode, { readonly path: string; readonly value: Value }>();

/** A node of values.yaml; `path` names it in templates. Most nodes are the same in every variant of the values. */
export function fromNode(node: YamlNode, path: string, depth = 0): Value {
  if (depth > deepest) return unknownValue;
  if (node.kind === 'scalar') return fromScalar(node, path);
  const known = made.get(node);
  if (known?.path === path) return known.value;
  const value = fromCollection(node, path, depth);
  if (!known) made.set(node, { path, value });
  return value;
}

function fromScalar(node: YamlScalar, path: string): Scalar {
  const named = path === '' ? {} : { variable: path };
  if (node.style === 'plain' && node.end - node.start === node.text.length) return { kind: 'scalar', value: node.value, pieces: [{ text: node.text, source: node.source, start: node.start, end: node.end, ...named }] };
  const source = node.embedded();
  return { kind: 'scalar', value: node.value, pieces: [{ text: node.text, source, start: 0, end: source.text.length, ...named }] };
}

function fromCollection(node: YamlMap | YamlList, path: string, depth: number): Value {
  if (node.kind === 'list') return { kind: 'list', items: node.items.map((item) => fromNode(item, path, depth + 1)) };
  const entries = node.entries.map(({ key, value }) => [key.text, fromNode(value, path === '' ? '' : `${path}.${key.text}`, depth + 1)] as const);
  const keys = node.entries.map(({ key }) => [key.text, { text: key.text, source: key.source, start: key.start, end: key.end }] as const);
  return { kind: 'dict', entries: new Map(entries), keys: new Map(keys) };
}

/** As Go's templates have it; `undefined` when only a release tells. */
export function truth(value: Value): boolean | undefined {
  if (value.kind === 'unknown') return undefined;
  if (value.kind === 'dict') return value.entries.size > 0;
  if (value.kind === 'list') return value.items.length > 0;
  if (value.kind === 'method') return true;
  return value.value !== null && value.value !== false && value.value !== '' && value.value !== 0;
}

export const isOpen = (value: Value): boolean => value.kind === 'unknown' || (value.kind === 'scalar' && value.pieces?.some((piece) => piece.open) === true);

/** As a template prints it; `undefined` for what is no scalar. */
export function written(value: Value): string | undefined {
  if (value.kind !== 'scalar') return undefined;
  return value.pieces ? value.pieces.map((piece) => piece.text).join('') : value.value === null ? '' : String(value.value);
}
