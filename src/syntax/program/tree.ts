import type { Place, Problem } from '../../model/place.ts';
import type { Source } from '../source.ts';

export type Language = 'javascript' | 'typescript' | 'python' | 'go' | 'csharp' | 'ruby' | 'java' | 'php';

/**
 * What hoplint needs of a program, the same for every language: which functions it calls with which arguments, which names it
 * gives to which values. Control flow is not kept.
 */
export interface Program {
  readonly source: Source;
  readonly language: Language;
  readonly imports: readonly Import[];
  /** Every assignment, declaration, field and keyword default, in order of appearance. */
  readonly definitions: readonly Definition[];
  /** Every call, `new`, and composite literal with a type, outermost first, in order of appearance. */
  readonly calls: readonly Call[];
  readonly functions: readonly FunctionScope[];
  readonly classes: readonly ClassScope[];
  readonly problems: readonly Problem[];
}

export interface Import {
  /** The name that it has in this file: `request` of `import request from "superagent"`, `np` of `import numpy as np`. */
  readonly local: string;
  /** `superagent`, `./config`, `requests.adapters`, `net/http`, `System.Net.Http`. */
  readonly module: string;
  /** The exported name; `default`, or `*` for the whole module. */
  readonly name: string;
  readonly place: Place;
}

export interface Definition {
  /** Dotted as written: `server.keepAliveTimeout`, `this.client`, `self.session`, `TIMEOUT`; in JavaScript `app.getHttpServer().keepAliveTimeout` for a member of what a call returns. */
  readonly name: string;
  readonly value: Expression;
  readonly scope: Scope;
  readonly place: Place;
  readonly exported?: true;
  /** Python decorators, C# attributes and the like are not kept; a class field or property initialiser is marked. */
  readonly field?: true;
  /** It stands in a branch (`if`, `else`, `case`, `catch`), so it may not have happened. */
  readonly conditional?: true;
  /** The innermost such branch. */
  readonly branch?: Place;
  /** Declared without a value (`let server;`); {@link value} is opaque. */
  readonly empty?: true;
  /** The scope that the name belongs to when that is not where the assignment stands: an outer variable, a field, Python `global`. */
  readonly owner?: Scope;
}

/** The functions and classes around a thing, outermost first; empty at the top level of the file. */
export type Scope = readonly (FunctionScope | ClassScope)[];

export interface FunctionScope {
  readonly kind: 'function';
  /** Empty for an anonymous one. */
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly default?: Expression; readonly place: Place }[];
  readonly returns: readonly Expression[];
  readonly scope: Scope;
  readonly place: Place;
  /** Dotted names of its decorators: `shared_task`, `app.route`. */
  readonly decorators: readonly string[];
}

export interface ClassScope {
  readonly kind: 'class';
  readonly name: string;
  /** Dotted names of what it extends. */
  readonly bases: readonly string[];
  readonly scope: Scope;
  readonly place: Place;
}

export type Expression = Literal | Name | Call | RecordLiteral | ListLiteral | Binary | Template | Choice | Callback | Opaque;

interface Placed {
  readonly place: Place;
  /** As written; cut after 120 characters. */
  readonly text: string;
}

export interface Literal extends Placed {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
}

/** A name or a chain of members: `a`, `process.env.PORT`, `http.DefaultClient`, `this.agent`, `config["a"]` as `config.a`. */
export interface Name extends Placed {
  readonly kind: 'name';
  readonly path: readonly string[];
}

/** A call, a `new`, or a Go/C# composite literal with a type (`http.Server{…}`, `new HttpClient { … }`). */
export interface Call extends Placed {
  readonly kind: 'call';
  /** Dotted, with local names as written: `requests.get`, `axios.create`, `http.Server`. Empty when the callee is no name. */
  readonly callee: string;
  /** What the method is called on when that is no name: `agent.get(url).timeout(5)`. {@link callee} is then what follows it: `timeout`. */
  readonly receiver?: Expression;
  readonly args: readonly Expression[];
  /** Keyword arguments, object initialisers and composite literal fields, by name. Python's `**spread` has the name `...`. */
  readonly keywords: readonly { readonly name: string; readonly value: Expression; readonly place: Place }[];
  readonly construct: 'call' | 'new' | 'literal';
  readonly scope: Scope;
  /** The dotted name that its result is given to directly: `session` of `session = requests.Session()`. */
  readonly assigned?: string;
  /** Python `with`, C# `using`, Go `defer`-closed resources do not outlive their block. */
  readonly scoped?: true;
  /** It stands in a branch (`if`, `else`, `case`, `catch`), so it may not happen. */
  readonly conditional?: true;
  readonly calleePlace: Place;
}

/** An object, a dict, a Go map: keys in order. Spread entries have the key `...`. */
export interface RecordLiteral extends Placed {
  readonly kind: 'record';
  readonly entries: readonly { readonly key: string; readonly value: Expression; readonly place: Place }[];
}

/** Array, list, tuple. */
export interface ListLiteral extends Placed {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}

export interface Binary extends Placed {
  readonly kind: 'binary';
  /** `+ - * / % ** << ?? || && or and` as written in the language. */
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

/** Template string, f-string, C# interpolation. */
export interface Template extends Placed {
  readonly kind: 'template';
  readonly parts: readonly (string | Expression)[];
}

/** `a ? b : c`, Python's conditional expression. */
export interface Choice extends Placed {
  readonly kind: 'choice';
  readonly test: Expression;
  readonly options: readonly [Expression, Expression];
}

/** A function written in place. */
export interface Callback extends Placed {
  readonly kind: 'callback';
  readonly function: FunctionScope;
}

export interface Opaque extends Placed {
  readonly kind: 'opaque';
}
