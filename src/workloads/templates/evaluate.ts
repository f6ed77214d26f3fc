import type { Source } from '../../syntax/source.ts';
import { filters } from './filters.ts';
import { type Word, wordsOf } from './words.ts';

export type Plain = string | number | boolean | null;

/** What the repository says of a variable, with the place that says it. */
export interface Found {
  /** `many`: a list or map, of which only its being empty counts. */
  readonly value: Plain | { readonly many: number };
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  readonly variable: string;
}

export type Lookup = (name: string) => Found | undefined;

/** What an expression comes to, three-valued. */
export interface Worth {
  readonly truth: boolean | undefined;
  readonly value?: Plain;
  /** The variable that the value is, when it is one and nothing but that. */
  readonly from?: Found;
}

const open: Worth = { truth: undefined };

/** Open where the expression holds anything that the repository does not say or hoplint does not understand. */
export function evaluate(expression: string, lookup: Lookup): Worth {
  const words = wordsOf(expression);
  if (!words || words.length === 0) return open;
  const reader: Reader = { words, at: 0, lookup };
  const worth = either(reader, 0);
  return reader.at === words.length ? worth : open;
}

export const worthOf = (value: Plain, from?: Found): Worth => ({ truth: truthOf(value), value, ...(from && { from }) });

const truthOf = (value: Plain): boolean => value !== null && value !== false && value !== '' && value !== 0;

interface Reader {
  readonly words: readonly Word[];
  readonly lookup: Lookup;
  at: number;
}

const deepest = 30;

function takes(reader: Reader, sign: string): boolean {
  const word = reader.words[reader.at];
  if (word?.kind !== 'sign' || word.sign !== sign) return false;
  reader.at += 1;
  return true;
}

function either(reader: Reader, depth: number): Worth {
  let left = both(reader, depth);
  while (takes(reader, '||')) {
    const right = both(reader, depth);
    left = left.truth === true ? left : left.truth === false ? right : right.truth === true ? { truth: true } : open;
  }
  return left;
}

function both(reader: Reader, depth: number): Worth {
  let left = compared(reader, depth);
  while (takes(reader, '&&')) {
    const right = compared(reader, depth);
    left = left.truth === false ? left : left.truth === true ? right : right.truth === false ? { truth: false } : open;
  }
  return left;
}

function compared(reader: Reader, depth: number): Worth {
  if (depth > deepest) return open;
  if (takes(reader, '!')) return negated(compared(reader, depth + 1));
  const left = filtered(reader, depth);
  if (takes(reader, '==')) return same(left, filtered(reader, depth));
  if (takes(reader, '!=')) return negated(same(left, filtered(reader, depth)));
  if (takes(reader, 'is')) return tested(reader, left);
  if (takes(reader, 'in')) return member(left, listOf(reader, depth));
  return left;
}

const negated = ({ truth }: Worth): Worth => (truth === undefined ? open : worthOf(!truth));

function same(left: Worth, right: Worth): Worth {
  return left.value === undefined || right.value === undefined ? open : worthOf(left.value === right.value);
}

/** `is defined`, `is not none`: what the repository does not name may be defined elsewhere. */
function tested(reader: Reader, left: Worth): Worth {
  const isNegated = takes(reader, '!');
  const word = reader.words[reader.at];
  reader.at += 1;
  const test = word?.kind === 'name' ? word.name : word?.kind === 'literal' ? String(word.value) : '';
  const truth = left.truth === undefined ? undefined : test === 'defined' ? true : test === 'null' ? left.value === null : undefined;
  return truth === undefined ? open : worthOf(truth !== isNegated);
}

function member(left: Worth, list: readonly Worth[] | undefined): Worth {
  if (!list || left.value === undefined || list.some((item) => item.value === undefined)) return open;
  return worthOf(list.some((item) => item.value === left.value));
}

function listOf(reader: Reader, depth: number): readonly Worth[] | undefined {
  if (!takes(reader, '[') && !takes(reader, '(')) {
    filtered(reader, depth);
    return undefined;
  }
  return itemsUntil([']', ')'], reader, depth);
}

function filtered(reader: Reader, depth: number): Worth {
  let worth = operand(reader, depth);
  while (takes(reader, '|')) {
    const word = reader.words[reader.at];
    reader.at += 1;
    const args = takes(reader, '(') ? itemsUntil([')'], reader, depth) : [];
    const filter = word?.kind === 'name' ? filters.get(word.name) : undefined;
    worth = filter && args ? filter(worth, args) : open;
  }
  return worth;
}

/** `undefined` where they do not end, or hold what is not understood, such as a list. */
function itemsUntil(closing: readonly string[], reader: Reader, depth: number): readonly Worth[] | undefined {
  const items: Worth[] = [];
  while (!closing.some((sign) => takes(reader, sign))) {
    const before = reader.at;
    items.push(either(reader, depth + 1));
    takes(reader, ',');
    if (reader.at === before) return undefined;
  }
  return items;
}

function operand(reader: Reader, depth: number): Worth {
  if (depth > deepest) return open;
  if (takes(reader, '(')) {
    const inner = either(reader, depth + 1);
    return takes(reader, ')') ? inner : open;
  }
  const word = reader.words[reader.at];
  if (!word || word.kind === 'sign') return open;
  reader.at += 1;
  if (word.kind === 'literal') return worthOf(word.value);
  const found = reader.lookup(word.name);
  if (!found) return open;
  return typeof found.value === 'object' && found.value !== null ? { truth: found.value.many > 0 } : worthOf(found.value, found);
}
