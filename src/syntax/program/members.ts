import { find, findInClass, type Match } from './lookup.ts';
import type { Definition, Expression, Program, RecordLiteral, Scope } from './tree.ts';

/** An expression that a name stands for, and the scope it was written in. */
export interface Candidate {
  readonly expression: Expression;
  readonly scope: Scope;
  readonly definition: Definition;
}

/** Follows the members that are left through records, struct literals and objects of the file's own classes. */
export function expand(program: Program, { definition, rest }: Match, depth = 0): readonly Candidate[] {
  return member(program, definition.value, rest, definition, depth);
}

/** The value of a member of an expression, if it is written there. */
export function memberOf(program: Program, expression: Expression, rest: readonly string[], definition: Definition): readonly Candidate[] {
  return member(program, expression, rest, definition, 0);
}

/** The last entry of this name; `undefined` when a later spread could replace it. */
export function recordEntry(expression: Expression, name: string): Expression | undefined {
  if (expression.kind !== 'record') return undefined;
  const index = lastEntry(expression, name);
  return index < 0 ? undefined : expression.entries[index]?.value;
}

const maximumDepth = 10;

function member(program: Program, expression: Expression, rest: readonly string[], definition: Definition, depth: number): readonly Candidate[] {
  const [key, ...further] = rest;
  if (key === undefined) return [{ expression, scope: definition.scope, definition }];
  if (depth > maximumDepth) return [];
  if (expression.kind === 'name') return found(program, expression.path, rest, definition, depth);
  if (expression.kind === 'record') {
    const value = recordEntry(expression, key);
    return value === undefined ? [] : member(program, value, further, definition, depth + 1);
  }
  if (expression.kind !== 'call') return [];
  const [first] = expression.args;
  if (expression.callee === 'Object.freeze' && first !== undefined) return member(program, first, rest, definition, depth + 1);
  const keyword = expression.construct !== 'call' || holders.has(expression.callee) ? expression.keywords.findLast((one) => one.name === key) : undefined;
  if (keyword !== undefined) return member(program, keyword.value, further, definition, depth + 1);
  const ownClass = program.classes.find((one) => one.name === expression.callee);
  return (findInClass(program, ownClass, rest)?.matches ?? []).flatMap((match) => expand(program, match, depth + 1));
}

const holders: ReadonlySet<string> = new Set(['dict', 'SimpleNamespace', 'types.SimpleNamespace']);

function found(program: Program, path: readonly string[], rest: readonly string[], definition: Definition, depth: number): readonly Candidate[] {
  const known = find(program, definition.scope, [...path, ...rest]);
  return (known?.matches ?? []).filter((match) => match.definition !== definition).flatMap((match) => expand(program, match, depth + 1));
}

function lastEntry({ entries }: RecordLiteral, name: string): number {
  const index = entries.findLastIndex((entry) => entry.key === name);
  return index < 0 || entries.findLastIndex((entry) => entry.key === '...') > index ? -1 : index;
}
