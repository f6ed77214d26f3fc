import { find, type Match } from './lookup.ts';
import { recordEntry } from './members.ts';
import { importOf } from './names.ts';
import type { Call, Expression, FunctionScope, Program, Scope } from './tree.ts';

/** What a call means outside its file. */
export interface Resolved {
  /** Without `node:`; empty for a global or a name that comes in without being named, as C# `using` and Ruby constants do. */
  readonly module: string;
  /** Dotted below the module: `get`, `Agent`, `request.urlopen`; `default` for the module itself. On an instance, the method's. */
  readonly name: string;
  /** The call that made the object whose method this is: `requests.Session()`, `axios.create(…)`. */
  readonly instance?: Call;
}

const cache = new WeakMap<Program, Map<Call, Resolved | undefined>>();

/** `undefined` when the callee is the file's own, a parameter's, or not known for certain. */
export function resolveCallee(program: Program, call: Call): Resolved | undefined {
  const known = cache.get(program) ?? new Map<Call, Resolved | undefined>();
  cache.set(program, known);
  if (!known.has(call)) known.set(call, resolveCall(program, call, { steps: maximumSteps }));
  return known.get(call);
}

export const resolveName = (program: Program, path: readonly string[], scope: Scope): Resolved | undefined => resolvePath(program, path, scope, { steps: maximumSteps });

/** Names may lead to several definitions each; this bounds the whole search. */
const maximumSteps = 100;

interface Budget {
  steps: number;
}

function isSpent(budget: Budget): boolean {
  budget.steps -= 1;
  return budget.steps < 0;
}

function resolveCall(program: Program, call: Call, budget: Budget): Resolved | undefined {
  if (isSpent(budget)) return undefined;
  if (call.receiver !== undefined) return onInstance(program, call.receiver, call.callee, call.scope, budget);
  return call.callee === '' ? undefined : resolvePath(program, call.callee.split('.'), call.scope, budget);
}

function resolvePath(program: Program, path: readonly string[], scope: Scope, budget: Budget): Resolved | undefined {
  const [head = ''] = path;
  if (isSpent(budget)) return undefined;
  const found = find(program, scope, path);
  if (found !== undefined) return agreed(nearest(found.matches).map((match) => fromMatch(program, match, budget)));
  const imported = importOf(program, path);
  if (imported !== undefined) {
    const { entry, rest } = imported;
    const isModule = entry.name === '*' || entry.name === 'default';
    return { module: entry.module.replace(/^node:/, ''), name: (isModule ? rest : [entry.name, ...rest]).join('.') || 'default' };
  }
  const isOwn = own.has(head) || functionsNamed(program, head).length > 0 || program.classes.some((one) => one.name === head);
  return isOwn ? undefined : { module: '', name: path.join('.') };
}

const own: ReadonlySet<string> = new Set(['this', 'self', 'cls', 'super', 'base']);

/** Those that leave the fewest members open, without `let client = null`. */
function nearest(all: readonly Match[]): readonly Match[] {
  const matches = all.filter(({ definition: { value } }) => value.kind !== 'literal' || value.value !== null);
  const least = Math.min(...matches.map(({ rest }) => rest.length));
  return matches.filter(({ rest }) => rest.length === least);
}

function agreed(results: readonly (Resolved | undefined)[]): Resolved | undefined {
  const [first] = results;
  const same = results.every((one) => one?.module === first?.module && one?.name === first?.name && one?.instance === first?.instance);
  return same ? first : undefined;
}

function fromMatch(program: Program, { definition, rest }: Match, budget: Budget): Resolved | undefined {
  let value: Expression = definition.value;
  let members = rest;
  for (let entry; members.length > 0 && (entry = recordEntry(value, members[0] ?? '')) !== undefined; members = members.slice(1)) value = entry;
  if (value.kind === 'name') {
    const isItself = [...value.path, ...members].join('.') === [definition.name, ...rest].join('.');
    return isItself ? undefined : resolvePath(program, [...value.path, ...members], definition.scope, budget);
  }
  return onInstance(program, value, members.join('.'), definition.scope, budget);
}

function onInstance(program: Program, made: Expression, method: string, scope: Scope, budget: Budget): Resolved | undefined {
  const instance = instanceOf(program, made, scope, budget);
  const maker = instance === undefined ? undefined : resolveCall(program, instance, budget);
  return instance === undefined || maker === undefined ? undefined : { module: maker.module, name: method, instance };
}

/** The call that makes the object; looks into functions of the same file that return it. */
function instanceOf(program: Program, made: Expression, scope: Scope, budget: Budget): Call | undefined {
  if (isSpent(budget)) return undefined;
  if (made.kind === 'name') {
    const matches = nearest(find(program, scope, made.path)?.matches ?? []).filter((match) => match.rest.length === 0);
    const [only] = matches;
    return only === undefined || matches.length > 1 ? undefined : instanceOf(program, only.definition.value, only.definition.scope, budget);
  }
  if (made.kind !== 'call') return undefined;
  const name = made.receiver === undefined ? made.callee.replace(/^(?:this|self|cls)\./, '') : '';
  const makers = functionsNamed(program, name).filter((one) => name !== '' && one.scope.every((frame) => frame.kind === 'class' || made.scope.includes(frame)));
  const [maker] = makers;
  if (maker === undefined) return made;
  const [value] = maker.returns;
  if (makers.length > 1 || maker.returns.length !== 1 || value === undefined) return undefined;
  return instanceOf(program, value, [...maker.scope, maker], budget);
}

const functions = new WeakMap<Program, Map<string, FunctionScope[]>>();

function functionsNamed(program: Program, name: string): readonly FunctionScope[] {
  const index = functions.get(program) ?? new Map<string, FunctionScope[]>();
  if (!functions.has(program)) for (const one of program.functions) append(index, one);
  functions.set(program, index);
  return index.get(name) ?? [];
}

function append(index: Map<string, FunctionScope[]>, one: FunctionScope): void {
  const same = index.get(one.name) ?? [];
  same.push(one);
  index.set(one.name, same);
}
