import type { Place } from '../../model/place.ts';
import type { Source } from '../source.ts';
import { recording, type DefinitionOptions, type Recording } from './recording.ts';
import type { Call, Expression, FunctionScope, Import, Language, Literal, Name, Opaque, Program, Scope } from './tree.ts';

/** Deeper nested expressions stay opaque. */
const maximumDepth = 300;

/** What the code around a node says of it. */
export interface Context {
  readonly scope: Scope;
  readonly depth: number;
  readonly branch?: Place;
  /** Of the function around. */
  readonly returns?: Expression[];
  /** Names that Python's `global` gives to the module. */
  readonly globals?: ReadonlySet<string>;
  readonly role: Role;
}

/** What happens to the value of a node; does not extend to the nodes inside it. */
export interface Role {
  readonly assigned?: string;
  readonly scoped?: true;
  readonly exported?: true;
  /** The declared type, for C# `HttpClient client = new()`. */
  readonly type?: string;
}

/** How a syntax tree of a library is walked. */
export interface Shape<N> {
  readonly kind: (node: N) => string;
  readonly range: (node: N) => readonly [start: number, end: number];
  readonly children: (node: N) => readonly N[];
}

export type Handler<N> = (node: N, context: Context, walk: Walk<N>) => Expression | undefined;
/** By the kind of node. The children of other nodes are read in order. */
export type Handlers<N> = Readonly<Record<string, Handler<N>>>;

export type CallParts = Pick<Call, 'callee'> & Partial<Pick<Call, 'receiver' | 'args' | 'keywords' | 'construct' | 'scoped'>> & { readonly calleePlace: Place };
export interface FunctionParts<N> {
  readonly name: string;
  readonly parameters: FunctionScope['parameters'];
  readonly decorators?: readonly string[];
  readonly body: (context: Context) => void;
  readonly node: N;
}

export interface Walk<N> {
  readonly source: Source;
  readonly read: (node: N | null | undefined, context: Context) => Expression;
  /** Reads a node whose value takes the place of the outer one: parentheses, `await`, a cast. */
  readonly through: (node: N | null | undefined, context: Context, role?: Role) => Expression;
  readonly each: (nodes: readonly (N | null | undefined)[], context: Context) => void;
  /** Reads nodes that may not run. */
  readonly branch: (node: N | null | undefined, context: Context) => Expression;
  readonly place: (node: N) => Place;
  readonly text: (node: N) => string;
  readonly written: (node: N) => { readonly place: Place; readonly text: string };
  readonly literal: (node: N, value: Literal['value']) => Literal;
  readonly name: (node: N, path: readonly string[]) => Name;
  readonly opaque: (node: N) => Opaque;
  /** Reads the children and stays opaque. */
  readonly inside: (node: N, context: Context) => Opaque;
  readonly call: (node: N, context: Context, parts: CallParts) => Call;
  readonly define: (node: N, name: string, value: Expression, context: Context, options?: DefinitionOptions) => void;
  readonly import: (entry: Import) => void;
  readonly function: (context: Context, parts: FunctionParts<N>) => FunctionScope;
  readonly class: (node: N, context: Context, name: string, bases: readonly string[]) => Context;
  readonly exports: (local: string) => void;
}

/** Turns a syntax tree into a program: each node is read once. */
export function walkProgram<N>(source: Source, language: Language, root: N, shape: Shape<N>, handlers: Handlers<N>): Program {
  const record = recording(source, language);
  const walk = createWalk(source, shape, handlers, record);
  walk.read(root, { scope: [], depth: 0, role: {} });
  return record.finish();
}

function createWalk<N>(source: Source, shape: Shape<N>, handlers: Handlers<N>, record: Recording): Walk<N> {
  const text = (node: N) => source.text.slice(...shape.range(node));
  const place = (node: N) => source.place(...shape.range(node));
  const written = (node: N) => ({ place: place(node), text: text(node).slice(0, 120) });
  const opaque = (node: N): Opaque => ({ kind: 'opaque', ...written(node) });
  const walk: Walk<N> = {
    source,
    place,
    text,
    written,
    opaque,
    read: (node, context) => walk.through(node, context, {}),
    through(node, context, role = context.role) {
      if (node === null || node === undefined) return nothing(source);
      if (context.depth >= maximumDepth) return record.tooDeep(place(node)), opaque(node);
      const inner = { ...context, depth: context.depth + 1, role };
      const kind = shape.kind(node);
      const handler = Object.hasOwn(handlers, kind) ? handlers[kind] : undefined;
      return handler === undefined ? walk.inside(node, inner) : (handler(node, inner, walk) ?? opaque(node));
    },
    each(nodes, context) {
      for (const node of nodes) walk.read(node, context);
    },
    branch: (node, context) => (node === null || node === undefined ? nothing(source) : walk.read(node, { ...context, branch: place(node) })),
    inside(node, context) {
      walk.each(shape.children(node), context);
      return opaque(node);
    },
    literal: (node, value) => ({ kind: 'literal', value, ...written(node) }),
    name: (node, path) => ({ kind: 'name', path, ...written(node) }),
    call(node, context, parts) {
      const { assigned, scoped } = context.role;
      const call: Call = {
        kind: 'call', args: [], keywords: [], construct: 'call', scope: context.scope, ...written(node), ...parts,
        ...(assigned === undefined ? {} : { assigned }),
        ...(scoped === undefined ? {} : { scoped }),
        ...(context.branch === undefined ? {} : { conditional: true }),
      };
      record.call(call, shape.range(node));
      return call;
    },
    define: (node, name, value, context, options = {}) => record.define(place(node), shape.range(node), name, value, context, options),
    import: record.import,
    exports: record.exports,
    function: (context, parts) => enterFunction(context, parts, place, record),
    class(node, context, name, bases) {
      const entered = { kind: 'class', name, bases, scope: context.scope, place: place(node) } as const;
      record.class(entered);
      return { scope: [...context.scope, entered], depth: context.depth, role: {} };
    },
  };
  return walk;
}

function enterFunction<N>(context: Context, parts: FunctionParts<N>, place: (node: N) => Place, record: Recording): FunctionScope {
  const returns: Expression[] = [];
  const { name, parameters, decorators = [] } = parts;
  const entered: FunctionScope = { kind: 'function', name, parameters, decorators, returns, scope: context.scope, place: place(parts.node) };
  record.function(entered);
  parts.body({ scope: [...context.scope, entered], depth: context.depth, returns, role: {} });
  return entered;
}

const nothing = (source: Source): Opaque => ({ kind: 'opaque', text: '', place: source.place(0, 0) });
