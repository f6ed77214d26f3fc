import { distinctPlaces } from '../../model/distinct.ts';
import type { Place } from '../../model/place.ts';
import { type Datum, datumAt, type DatumEntry, type MapDatum } from '../../model/resource.ts';
import type { Text } from '../../model/value.ts';
import type { HclExpression } from '../../syntax/hcl.ts';
import { embeddedSource, type Source } from '../../syntax/source.ts';
import { functions } from './functions.ts';

/** A member or an index on the way into a value. */
export type Step = string | Datum;

/** What expressions find around them. */
export interface Scope {
  /** `undefined` when the name is not known here. */
  readonly resolve: (name: string, steps: readonly Step[], at: HclExpression, scope: Scope) => Datum | undefined;
  /** `file()` and its like. */
  readonly call: (name: string, args: readonly Datum[], at: HclExpression, scope: Scope) => Datum | undefined;
  /** What a text says that is JSON. */
  readonly structure: (text: Source, scope: Scope) => Datum | undefined;
  /** Iterators of `for_each` and `dynamic`. */
  readonly locals: ReadonlyMap<string, Datum>;
  /** Steps that a whole run may still take. */
  readonly budget: { left: number };
  readonly depth: number;
}

const deepest = 60;
const mostPlaces = 12;

/** What an expression comes to, as far as the repository shows it. */
export function evaluate(expression: HclExpression, outer: Scope): Datum {
  if (outer.depth > deepest || outer.budget.left <= 0) return unknownAt(expression);
  outer.budget.left -= 1;
  const scope = { ...outer, depth: outer.depth + 1 };
  switch (expression.kind) {
    case 'literal': return structured(expression, scope) ?? literal(expression);
    case 'template': return structured(expression, scope) ?? template(expression, scope);
    case 'list': return { kind: 'list', items: expression.items.map((item) => evaluate(item, scope)), place: placeOf(expression) };
    case 'object': return object(expression, scope);
    case 'name': case 'member': return named(expression, scope);
    case 'call': return called(expression, scope);
    case 'operation': return operation(expression, scope);
    case 'conditional': return conditional(expression, scope);
    case 'other': return unknownAt(expression);
  }
}

export const placeOf = ({ source, start, end }: HclExpression): Place => source.place(start, end);
export const writtenOf = ({ source, start, end }: HclExpression): string => source.text.slice(start, end);

/** A value that only run time knows, which names what `parts` name. */
export function unknownAt(expression: HclExpression, parts: readonly Datum[] = []): Datum {
  return { kind: 'text', text: { value: undefined, expression: writtenOf(expression), places: [placeOf(expression)], origin: 'configured' }, refers: refersOf(parts) };
}

/** The text that came out of `parts`: their places come first. */
export function madeOf(value: string | undefined, at: HclExpression, parts: readonly Datum[]): Datum {
  const texts = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  const shown = texts.find((text) => text.origin === 'visible-default');
  const places = distinctPlaces([...texts.filter((text) => text.places.length > 1 || texts.length === 1).flatMap((text) => text.places), placeOf(at)]);
  const [first = placeOf(at), ...rest] = places;
  const text: Text = { value, expression: writtenOf(at), places: [first, ...rest], origin: shown ? 'visible-default' : 'configured', ...(shown?.variable === undefined ? {} : { variable: shown.variable }) };
  return { kind: 'text', text, refers: refersOf(parts) };
}

/** The same value, seen through another expression. What stands inside lists and maps keeps its own places. */
export function passed(datum: Datum, at: HclExpression): Datum {
  if (datum.kind !== 'text') return datum;
  const [first, ...rest] = distinctPlaces([...datum.text.places, placeOf(at)]).slice(0, mostPlaces);
  return { ...datum, text: { ...datum.text, places: [first ?? placeOf(at), ...rest] } };
}

/** A value that somebody may replace from outside. */
export function shownBy(datum: Datum, variable: string): Datum {
  if (datum.kind === 'list') return { ...datum, items: datum.items.map((item) => shownBy(item, variable)) };
  if (datum.kind === 'map') return { ...datum, entries: datum.entries.map((entry) => ({ ...entry, value: shownBy(entry.value, variable) })) };
  return { ...datum, text: { ...datum.text, origin: 'visible-default', variable } };
}

const refersOf = (parts: readonly Datum[]): readonly string[] => [...new Set(parts.flatMap((part) => (part.kind === 'text' ? part.refers : part.kind === 'list' ? refersOf(part.items) : [])))];


function literal(expression: Extract<HclExpression, { kind: 'literal' }>): Datum {
  const { value } = expression;
  const text: Text = { value: String(value), expression: String(value), places: [placeOf(expression)], origin: 'configured' };
  return { kind: 'text', text, refers: [], ...(typeof value === 'string' ? { raw: rawOf(expression) } : {}) };
}

/** A heredoc of JSON means the same as `jsonencode()`. */
function structured(expression: HclExpression, scope: Scope): Datum | undefined {
  return /^\s*[[{]\s*["{[]/.test(expression.source.text.slice(expression.start, Math.min(expression.end, expression.start + 200))) ? scope.structure(rawOf(expression)(), scope) : undefined;
}

const rawOf = (expression: HclExpression) => (): Source => embeddedSource(expression.source, writtenOf(expression), (offset) => expression.start + offset);

function template(expression: Extract<HclExpression, { kind: 'template' }>, scope: Scope): Datum {
  const parts = expression.parts.map((part) => (typeof part === 'string' ? part : evaluate(part, scope)));
  const data = parts.filter((part) => typeof part !== 'string');
  const [only] = data;
  if (parts.length === 1 && only) return only.kind === 'text' ? passed(only, expression) : only;
  const values = parts.map((part) => (typeof part === 'string' ? part : part.kind === 'text' ? part.text.value : undefined));
  const made = madeOf(values.every((value) => value !== undefined) ? values.join('') : undefined, expression, data);
  // What is still open stays a placeholder; the rest of the text is what it came to.
  return made.kind === 'text' ? { ...made, raw: rawOf(expression), text: { ...made.text, expression: values.map((value) => value ?? '${…}').join('') } } : made;
}

function object(expression: Extract<HclExpression, { kind: 'object' }>, scope: Scope): MapDatum {
  const entries = expression.entries.map(({ key, value }): DatumEntry => ({ key: keyText(key, scope), keyPlace: placeOf(key), value: evaluate(value, scope) }));
  return { kind: 'map', entries, place: placeOf(expression) };
}

function keyText(key: HclExpression, scope: Scope): string {
  if (key.kind === 'name') return key.name;
  const found = evaluate(key, scope);
  return found.kind === 'text' ? (found.text.value ?? found.text.expression) : '';
}

function named(expression: HclExpression, scope: Scope): Datum {
  const steps: Step[] = [];
  let root = expression;
  for (; root.kind === 'member'; root = root.of) steps.unshift(typeof root.step === 'string' ? root.step : evaluate(root.step, scope));
  if (root.kind !== 'name') return into(evaluate(root, scope), steps) ?? unknownAt(expression, [evaluate(root, scope)]);
  const local = scope.locals.get(root.name);
  const found = local ? into(local, steps) : scope.resolve(root.name, steps, expression, scope);
  return found ?? unknownAt(expression, local ? [local] : []);
}

/** Members and indices of a value that is known so far. */
export function into(datum: Datum, steps: readonly Step[]): Datum | undefined {
  let at: Datum | undefined = datum;
  for (const step of steps) {
    if (at === undefined) return undefined;
    const key: string | undefined = typeof step === 'string' ? step : step.kind === 'text' ? step.text.value : undefined;
    if (key === undefined) return undefined;
    if (key !== '*') at = at.kind === 'list' ? at.items[Number(key)] : datumAt(at, key);
  }
  return at;
}

function called(expression: Extract<HclExpression, { kind: 'call' }>, scope: Scope): Datum {
  const args = expression.args.map((arg) => evaluate(arg, scope));
  return functions.get(expression.name)?.(args, expression) ?? scope.call(expression.name, args, expression, scope) ?? unknownAt(expression, args);
}

function operation(expression: Extract<HclExpression, { kind: 'operation' }>, scope: Scope): Datum {
  const parts = expression.operands.map((operand) => evaluate(operand, scope));
  const texts = parts.map((part) => (part.kind === 'text' ? part.text.value : undefined));
  const value = texts.every((text) => text !== undefined) ? compute(expression.operator, texts) : undefined;
  return value === undefined ? unknownAt(expression, parts) : madeOf(value, expression, parts);
}

function compute(operator: string, [left = '', right]: readonly string[]): string | undefined {
  if (right === undefined) return operator === '-' ? String(-Number(left)) : operator === '!' ? String(left !== 'true') : undefined;
  if (operator === '==') return String(left === right);
  if (operator === '!=') return String(left !== right);
  if (operator === '&&') return String(left === 'true' && right === 'true');
  if (operator === '||') return String(left === 'true' || right === 'true');
  if (operator === '??') return left === 'null' ? right : left;
  const result = arithmetic[operator]?.(Number(left), Number(right));
  return result === undefined || Number.isNaN(result) ? undefined : String(result);
}

const arithmetic: Readonly<Record<string, (a: number, b: number) => number | boolean>> = {
  '+': (a, b) => a + b, '-': (a, b) => a - b, '*': (a, b) => a * b, '/': (a, b) => a / b, '%': (a, b) => a % b,
  '<': (a, b) => a < b, '>': (a, b) => a > b, '<=': (a, b) => a <= b, '>=': (a, b) => a >= b,
};

function conditional({ condition, yes, no }: Extract<HclExpression, { kind: 'conditional' }>, scope: Scope): Datum {
  const asked = evaluate(condition, scope);
  const value = asked.kind === 'text' ? asked.text.value : undefined;
  if (value === 'true' || value === 'false') return evaluate(value === 'true' ? yes : no, scope);
  const [first, second] = [evaluate(yes, scope), evaluate(no, scope)];
  const isSame = first.kind === 'text' && second.kind === 'text' && first.text.value !== undefined && first.text.value === second.text.value;
  return isSame ? first : unknownAt(condition, [first, second]);
}
