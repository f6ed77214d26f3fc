import { find, findInClass, type Match } from './lookup.ts';
import type { Definition, Expression, Program, RecordLiteral, Scope } from './tree.ts';

/** An expression that a name stands for, and the scope it was written in. */
export interface Candidate {
  readonly expression: Expression;
  readonly scope: Scope;
  readonly definition: Definition;
}

/** Follows the members that are left through records, struct literals and objects of the file's own classes. */
export function expand(program: Program, match: Match): readonly Candidate[] {
  const budget = { steps: maximumSteps };
  const candidates = follow(program, match, budget);
  return budget.steps < 0 ? [] : candidates;
}

/** The value of a member of an expression, if it is written there. */
export function memberOf(program: Program, expression: Expression, rest: readonly string[], definition: Definition): readonly Candidate[] {
  return member(program, expression, rest, definition, { steps: maximumSteps });
}

/** The last entry of this name; `undefined` when a later spread could replace it. */
export function recordEntry(expression: Expression, name: string): Expression | undefined {
  if (expression.kind !== 'record') return undefined;
  const index = lastEntry(expression, name);
  return index < 0 ? undefined : expression.entries[index]?.value;
}

/** Names may lead to several definitions each; this bounds the whole search. */
const maximumSteps = 100;

interface Budget {
  steps: number;
}

const follow = (program: Program, { definition, rest }: Match, budget: Budget): readonly Candidate[] => member(program, definition.value, rest, definition, budget);

function member(program: Program, expression: Expression, rest: readonly string[], definition: Definition, budget: Budget): readonly Candidate[] {
  const [key, ...further] = rest;
  if (key === undefined) return [{ expression, scope: definition.scope, definition }];
  budget.steps -= 1;
  if (budget.steps < 0) return [];
  if (expression.kind === 'name') return found(program, expression.path, rest, definition, budget);
  if (expression.kind === 'record') {
    const value = recordEntry(expression, key);
    return value === undefined ? [] : member(program, value, further, definition, budget);
  }
  if (expression.kind !== 'call') return [];
  const [first] = expression.args;
  if (expression.callee === 'Object.freeze' && first !== undefined) return member(program, first, rest, definition, budget);
  const keyword = expression.construct !== 'call' || holders.has(expression.callee) ? expression.keywords.findLast((one) => one.name === key) : undefined;
  if (keyword !== undefined) return member(program, keyword.value, further, definition, budget);
  const ownClass = program.classes.find((one) => one.name === expression.callee);
  const [made, ...others] = ownClass ? [] : program.functions.filter((one) => one.name === expression.callee && one.scope.length === 0);
  const value = made?.returns.filter((one) => one.kind === 'call' || one.kind === 'record' || one.kind === 'name');
  // `config := NewDefaultConfig()`
  if (made && value?.[0] && value.length === 1 && others.length === 0) return member(program, value[0], rest, { ...definition, scope: [...made.scope, made], name: made.name, value: value[0] }, budget);
  return (findInClass(program, ownClass, rest)?.matches ?? []).flatMap((match) => follow(program, match, budget));
}

const holders: ReadonlySet<string> = new Set(['dict', 'SimpleNamespace', 'types.SimpleNamespace']);

function found(program: Program, path: readonly string[], rest: readonly string[], definition: Definition, budget: Budget): readonly Candidate[] {
  const known = find(program, definition.scope, [...path, ...rest]);
  return (known?.matches ?? []).filter((match) => match.definition !== definition).flatMap((match) => follow(program, match, budget));
}

function lastEntry({ entries }: RecordLiteral, name: string): number {
  const index = entries.findLastIndex((entry) => entry.key === name);
  return index < 0 || entries.findLastIndex((entry) => entry.key === '...') > index ? -1 : index;
}
