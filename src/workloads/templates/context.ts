import type { Tree } from '../../discover/tree.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import type { Found } from './evaluate.ts';

/** What is known of the variables of a template. */
export interface Context {
  readonly lookup: (name: string) => Found | undefined;
  /** Further values that a variable may be given, as the choices of a cookiecutter. */
  readonly choices?: (name: string) => readonly string[];
}

/** Finds the variables of the templates that one tool renders. */
export interface Tool {
  readonly contextOf: (path: string) => Context | undefined;
}

export interface Surroundings {
  readonly tree: Tree;
  readonly syntax: Syntax;
}

export function remembered<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (key) => {
    const found = known.get(key) ?? { value: make(key) };
    known.set(key, found);
    return found.value;
  };
}
