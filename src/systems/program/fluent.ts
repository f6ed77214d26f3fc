import type { Call, Definition, Expression, Program } from '../../syntax/program/tree.ts';
import type { Reader } from '../reader.ts';
import { chainOf, inside, objectOf } from './calls.ts';
import { follow, type Located, nameOf, visible } from './follow.ts';

const most = 300;

/** Every method that is called on what a call makes, in its own chain or on a variable that holds it: the steps of a builder, and the calls on what it builds. */
export function stepsOf(maker: Call, program: Program, isMaker: (call: Call) => boolean): readonly Call[] {
  const { around, on, holders } = usesIn(program);
  const steps: Call[] = [];
  const pending: Call[] = [maker];
  const seen = new Set<Call>(pending);
  for (let call = pending.shift(); call !== undefined && seen.size < most; call = pending.shift()) {
    const next = [...(around.get(call) ?? []), ...(holders.get(call) ?? []).flatMap((holder) => (on.get(bare(holder.name)) ?? []).filter((use) => visible(holder, use.scope) || inside(call.scope, use.scope)))];
    for (const step of next.filter((one) => !seen.has(one) && !isMaker(one))) {
      seen.add(step);
      steps.push(step);
      pending.push(step);
    }
  }
  return steps;
}

/** The last step of that name wins. */
export const stepNamed = (steps: readonly Call[], ...names: readonly string[]): Call | undefined => steps.findLast((step) => names.includes(lastWord(step)));

/** The call that began what an expression stands for: `new Builder()` of `client = builder.build()`, through variables and methods of the same file. */
export async function makerOf(at: Located, reader: Reader, isMaker: (call: Call) => boolean, left = 6): Promise<{ readonly call: Call; readonly program: Program } | undefined> {
  const found = await follow(at, reader);
  const { expression, program } = found;
  if (left <= 0) return undefined;
  if (expression.kind === 'name') return expression.path.length === 1 ? ((await underThis(found, reader, isMaker, left)) ?? asMethod(found, reader, isMaker, left)) : undefined;
  if (expression.kind !== 'call') return undefined;
  const [first] = chainOf(expression);
  if (!first || isMaker(first)) return first && { call: first, program };
  const next = /^(?:this|self)?$/.test(objectOf(first)) ? returned(lastWord(first), program) : { expression: nameOf(objectOf(first), first), program, scope: first.scope };
  return next && makerOf(next, reader, isMaker, left - 1);
}

/** A field that a constructor fills as `this.client`. */
function underThis(at: Located, reader: Reader, isMaker: (call: Call) => boolean, left: number): ReturnType<typeof makerOf> {
  const { expression, program, scope } = at;
  const name = expression.kind === 'name' ? `this.${expression.path.join('.')}` : '';
  const given = program.definitions.filter((one) => one.name === name && visible(one, scope));
  const [only] = given;
  return only && given.length === 1 ? makerOf({ expression: only.value, program, scope: only.scope }, reader, isMaker, left - 1) : Promise.resolve(undefined);
}

/** In Ruby a bare name may be a method without arguments. */
function asMethod({ expression, program }: Located, reader: Reader, isMaker: (call: Call) => boolean, left: number): ReturnType<typeof makerOf> {
  const value = program.language === 'ruby' && expression.kind === 'name' ? returned(expression.path.join('.'), program) : undefined;
  return value ? makerOf(value, reader, isMaker, left - 1) : Promise.resolve(undefined);
}

/** What the only method of that name gives back, where it gives back one thing. */
function returned(name: string, program: Program): Located | undefined {
  const [method, ...others] = program.functions.filter((one) => one.name === name);
  const [value] = method?.returns ?? [];
  return method && value && others.length === 0 && method.returns.length === 1 ? { expression: value, program, scope: [...method.scope, method] } : undefined;
}

interface Uses {
  /** The calls on what a call returns. */
  readonly around: ReadonlyMap<Expression, readonly Call[]>;
  /** The calls on a name. */
  readonly on: ReadonlyMap<string, readonly Call[]>;
  /** The names that a value is given. */
  readonly holders: ReadonlyMap<Expression, readonly Definition[]>;
}

const known = new WeakMap<Program, Uses>();

function usesIn(program: Program): Uses {
  const existing = known.get(program);
  if (existing) return existing;
  const around = new Map<Expression, Call[]>();
  const on = new Map<string, Call[]>();
  const holders = new Map<Expression, Definition[]>();
  for (const one of program.definitions) append(holders, one.value, one);
  for (const call of program.calls) {
    if (call.receiver) append(around, call.receiver, call);
    else if (objectOf(call) !== '') append(on, bare(objectOf(call)), call);
  }
  const uses: Uses = { around, on, holders };
  known.set(program, uses);
  return uses;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const all = map.get(key) ?? [];
  all.push(value);
  map.set(key, all);
}

const bare = (name: string): string => name.replace(/^this\.|^\$this\.|^@/, '');
const lastWord = ({ callee }: Call): string => callee.slice(callee.lastIndexOf('.') + 1);
