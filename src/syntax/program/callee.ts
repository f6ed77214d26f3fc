import { find, type Match } from './lookup.ts';
import { recordEntry } from './members.ts';
import { importOf } from './names.ts';
import type { Call, Expression, Program, Scope } from './tree.ts';

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
  if (!known.has(call)) known.set(call, resolveCall(program, call, 0));
  return known.get(call);
}

export const resolveName = (program: Program, path: readonly string[], scope: Scope): Resolved | undefined => resolvePath(program, path, scope, 0);

const maximumDepth = 12;

function resolveCall(program: Program, call: Call, depth: number): Resolved | undefined {
  if (depth > maximumDepth) return undefined;
  if (call.receiver !== undefined) return onInstance(program, call.receiver, call.callee, call.scope, depth + 1);
  return call.callee === '' ? undefined : resolvePath(program, call.callee.split('.'), call.scope, depth + 1);
}

function resolvePath(program: Program, path: readonly string[], scope: Scope, depth: number): Resolved | undefined {
  const [head = ''] = path;
  if (depth > maximumDepth) return undefined;
  const found = find(program, scope, path);
  if (found !== undefined) return found.matches.length === 0 ? undefined : agreed(nearest(found.matches).map((match) => fromMatch(program, match, depth + 1)));
  const imported = importOf(program, path);
  if (imported !== undefined) {
    const { entry, rest } = imported;
    const isModule = entry.name === '*' || entry.name === 'default';
    return { module: entry.module.replace(/^node:/, ''), name: (isModule ? rest : [entry.name, ...rest]).join('.') || 'default' };
  }
  const isOwn = own.has(head) || program.functions.some((one) => one.name === head) || program.classes.some((one) => one.name === head);
  return isOwn ? undefined : { module: '', name: path.join('.') };
}

const own: ReadonlySet<string> = new Set(['this', 'self', 'cls', 'super', 'base']);

/** Those that leave the fewest members open. */
function nearest(matches: readonly Match[]): readonly Match[] {
  const least = Math.min(...matches.map(({ rest }) => rest.length));
  return matches.filter(({ rest }) => rest.length === least);
}

function agreed(results: readonly (Resolved | undefined)[]): Resolved | undefined {
  const [first] = results;
  const same = results.every((one) => one?.module === first?.module && one?.name === first?.name && one?.instance === first?.instance);
  return same ? first : undefined;
}

function fromMatch(program: Program, { definition, rest }: Match, depth: number): Resolved | undefined {
  let value: Expression = definition.value;
  let members = rest;
  for (let entry; members.length > 0 && (entry = recordEntry(value, members[0] ?? '')) !== undefined; members = members.slice(1)) value = entry;
  if (value.kind === 'name') {
    const isItself = [...value.path, ...members].join('.') === [definition.name, ...rest].join('.');
    return isItself ? undefined : resolvePath(program, [...value.path, ...members], definition.scope, depth);
  }
  return onInstance(program, value, members.join('.'), definition.scope, depth);
}

function onInstance(program: Program, made: Expression, method: string, scope: Scope, depth: number): Resolved | undefined {
  const instance = instanceOf(program, made, scope, depth);
  const maker = instance === undefined ? undefined : resolveCall(program, instance, depth + 1);
  return instance === undefined || maker === undefined ? undefined : { module: maker.module, name: method, instance };
}

/** The call that makes the object; looks into functions of the same file that return it. */
function instanceOf(program: Program, made: Expression, scope: Scope, depth: number): Call | undefined {
  if (depth > maximumDepth) return undefined;
  if (made.kind === 'name') {
    const matches = find(program, scope, made.path)?.matches.filter((match) => match.rest.length === 0) ?? [];
    const [only] = matches;
    return only === undefined || matches.length > 1 ? undefined : instanceOf(program, only.definition.value, only.definition.scope, depth + 1);
  }
  if (made.kind !== 'call') return undefined;
  const name = made.receiver === undefined ? made.callee.replace(/^(?:this|self|cls)\./, '') : '';
  const makers = program.functions.filter((one) => one.name === name && name !== '' && one.scope.every((frame) => frame.kind === 'class' || made.scope.includes(frame)));
  const [maker] = makers;
  if (maker === undefined) return made;
  const [value] = maker.returns;
  if (makers.length > 1 || maker.returns.length !== 1 || value === undefined) return undefined;
  return instanceOf(program, value, [...maker.scope, maker], depth + 1);
}
