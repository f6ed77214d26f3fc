import type { ClassScope, Definition, FunctionScope, Language, Program, Scope } from './tree.ts';

/** A definition that a dotted name leads to, and the members left to look up in its value. */
export interface Match {
  readonly definition: Definition;
  readonly rest: readonly string[];
}

export interface Found {
  readonly matches: readonly Match[];
  readonly parameter?: { readonly of: FunctionScope; readonly entry: FunctionScope['parameters'][number] };
}

/** What a dotted name means, from the nearest scope outward; `undefined` when the file does not define its head. */
export function find(program: Program, scope: Scope, path: readonly string[]): Found | undefined {
  const [head = ''] = path;
  if (selves.has(head)) return findInClass(program, classAround(scope), path.slice(1));
  for (let length = scope.length; length >= 0; length -= 1) {
    const frame = scope[length - 1];
    if (frame?.kind === 'class' && length < scope.length && !seesFields.has(program.language)) continue;
    const found = findInFrame(program, frame, path);
    if (found !== undefined) return found;
  }
  const named = program.classes.find((one) => one.name === head);
  return named === undefined || path.length < 2 ? undefined : findInClass(program, named, path.slice(1));
}

/** A field or an attribute that a method gives to its object. */
export function findInClass(program: Program, frame: ClassScope | undefined, path: readonly string[]): Found | undefined {
  if (frame === undefined || path.length === 0) return undefined;
  const matches = program.definitions.filter((one) => !one.empty && frameOf(one) === frame).flatMap((one) => matchOf(one, bare(one.name), path));
  return matches.length === 0 ? undefined : { matches };
}

/** Definitions of exactly this name in the nearest scope that has any. */
export const visibleDefinitions = (program: Program, scope: Scope, name: string): readonly Definition[] =>
  find(program, scope, name.split('.'))?.matches.filter((match) => match.rest.length === 0).map((match) => match.definition) ?? [];

/** The parameter that a name starts with, if no nearer definition hides it. */
export function headParameter([head]: readonly string[], scope: Scope): FunctionScope['parameters'][number] | undefined {
  for (const frame of scope.toReversed()) {
    const parameter = frame.kind === 'function' ? frame.parameters.find((one) => one.name === head) : undefined;
    if (parameter !== undefined) return parameter;
  }
  return undefined;
}

const selves: ReadonlySet<string> = new Set(['this', 'self', 'cls']);
/** Where a bare name in a method may be a field. */
const seesFields: ReadonlySet<Language> = new Set(['csharp', 'java', 'ruby']);

const frameOf = (definition: Definition): Scope[number] | undefined => (definition.owner ?? definition.scope).at(-1);
const bare = (name: string): string => name.replace(/^(?:this|self|cls)\./, '');
const classAround = (scope: Scope): ClassScope | undefined => scope.findLast((frame) => frame.kind === 'class');

function findInFrame(program: Program, frame: Scope[number] | undefined, path: readonly string[]): Found | undefined {
  const [head = ''] = path;
  const here = (headsOf(program).get(head) ?? []).filter((one) => frameOf(one) === frame);
  const entry = frame?.kind === 'function' ? frame.parameters.find((one) => one.name === head) : undefined;
  const matches = here.filter((one) => !one.empty).flatMap((one) => matchOf(one, one.name, path));
  if (matches.length === 0 && entry === undefined && !here.some((one) => one.name === head)) return undefined;
  return entry === undefined || frame?.kind !== 'function' ? { matches } : { matches, parameter: { of: frame, entry } };
}

function matchOf(definition: Definition, name: string, path: readonly string[]): readonly Match[] {
  const own = name.split('.');
  return own.length <= path.length && own.every((segment, index) => segment === path[index]) ? [{ definition, rest: path.slice(own.length) }] : [];
}

const indexes = new WeakMap<Program, ReadonlyMap<string, readonly Definition[]>>();

function headsOf(program: Program): ReadonlyMap<string, readonly Definition[]> {
  const existing = indexes.get(program);
  if (existing !== undefined) return existing;
  const index = new Map<string, Definition[]>();
  for (const definition of program.definitions) {
    const [head = ''] = definition.name.split('.');
    const same = index.get(head) ?? [];
    same.push(definition);
    index.set(head, same);
  }
  indexes.set(program, index);
  return index;
}
