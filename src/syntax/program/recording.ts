import type { Place, Problem } from '../../model/place.ts';
import type { Source } from '../source.ts';
import type { Call, ClassScope, Definition, Expression, FunctionScope, Import, Language, Program, Scope } from './tree.ts';

export interface DefinitionOptions {
  readonly field?: true;
  readonly exported?: true;
  readonly empty?: true;
  /** It makes the name, as `const` does; in a language without declarations every plain assignment does. */
  readonly declares?: true;
  /** Python `global`. */
  readonly global?: true;
}

type Range = readonly [start: number, end: number];

interface Around {
  readonly scope: Scope;
  readonly branch?: Place;
  readonly role: { readonly exported?: true };
}

/** Collects what a walk meets. */
export interface Recording {
  readonly call: (call: Call, range: Range) => void;
  readonly define: (place: Place, range: Range, name: string, value: Expression, around: Around, options: DefinitionOptions) => void;
  readonly import: (entry: Import) => void;
  /** A name of the top level that an `export {}` mentions. */
  readonly exports: (local: string) => void;
  readonly function: (entry: FunctionScope) => void;
  readonly class: (entry: ClassScope) => void;
  readonly tooDeep: (place: Place) => void;
  readonly finish: () => Program;
}

interface Found<T> {
  readonly entry: T;
  readonly range: Range;
}

interface Defined extends Found<Definition> {
  readonly options: DefinitionOptions;
}

export function recording(source: Source, language: Language): Recording {
  const calls: Found<Call>[] = [];
  const defined: Defined[] = [];
  const imports: Import[] = [];
  const functions: FunctionScope[] = [];
  const classes: ClassScope[] = [];
  const problems: Problem[] = [];
  const exported = new Set<string>();
  return {
    call: (entry, range) => void calls.push({ entry, range }),
    define(place, range, name, value, around, options) {
      defined.push({ entry: definition(place, name, value, around, options), range, options });
    },
    import: (entry) => void imports.push(entry),
    exports: (local) => void exported.add(local),
    function: (entry) => void functions.push(entry),
    class: (entry) => void classes.push(entry),
    tooDeep(place) {
      if (problems.length === 0) problems.push({ place, message: 'nested too deeply to be read in full' });
    },
    finish: () => ({
      source, language, imports, functions, classes, problems,
      definitions: owned(defined.toSorted(byPosition), language).map((entry) => markExported(entry, exported)),
      calls: calls.toSorted(byPosition).map((found) => found.entry),
    }),
  };
}

function definition(place: Place, name: string, value: Expression, around: Around, options: DefinitionOptions): Definition {
  return {
    name, value, place, scope: around.scope,
    ...(options.exported === true || around.role.exported === true ? { exported: true } : {}),
    ...(options.field === undefined ? {} : { field: true }),
    ...(options.empty === undefined ? {} : { empty: true }),
    ...(around.branch === undefined ? {} : { conditional: true, branch: around.branch }),
  };
}

const byPosition = (a: Found<unknown>, b: Found<unknown>): number => a.range[0] - b.range[0] || b.range[1] - a.range[1];

function markExported(entry: Definition, exported: ReadonlySet<string>): Definition {
  return entry.scope.length === 0 && exported.has(entry.name) ? { ...entry, exported: true } : entry;
}

const selves: ReadonlySet<string> = new Set(['this', 'self', 'cls']);
const declaring: ReadonlySet<Language> = new Set(['javascript', 'typescript', 'go', 'csharp', 'java']);

/** Gives each assignment the scope that its name belongs to. */
function owned(defined: readonly Defined[], language: Language): readonly Definition[] {
  const frames = new Map<string, Set<Scope[number] | undefined>>();
  for (const { entry, options } of defined) {
    if (options.global === true || entry.name.includes('.')) continue;
    if (declaring.has(language) && options.declares === undefined && entry.field === undefined) continue;
    const known = frames.get(entry.name) ?? new Set();
    frames.set(entry.name, known.add(entry.scope.at(-1)));
  }
  return defined.map(({ entry, options }) => {
    const owner = options.global === true ? [] : ownerOf(entry, frames);
    return owner === undefined || owner.length === entry.scope.length ? entry : { ...entry, owner };
  });
}

function ownerOf({ name, scope, field }: Definition, frames: ReadonlyMap<string, ReadonlySet<Scope[number] | undefined>>): Scope | undefined {
  if (field === true) return undefined;
  const [head = ''] = name.split('.');
  if (selves.has(head) || head.startsWith('@')) return classAround(scope);
  for (let length = scope.length; length >= 0; length -= 1) {
    const frame = scope[length - 1];
    if (frames.get(head)?.has(frame) === true) return scope.slice(0, length);
    if (frame?.kind === 'function' && frame.parameters.some((parameter) => parameter.name === head)) return scope.slice(0, length);
  }
  return undefined;
}

function classAround(scope: Scope): Scope | undefined {
  const index = scope.findLastIndex((frame) => frame.kind === 'class');
  return index < 0 ? undefined : scope.slice(0, index + 1);
}
