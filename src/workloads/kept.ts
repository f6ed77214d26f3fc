import type { Tree } from '../discover/tree.ts';
import type { Source } from '../syntax/source.ts';
import type { Syntax } from '../syntax/syntax.ts';

interface Kept<T> {
  readonly given: readonly unknown[];
  readonly opened: ReadonlyMap<string, Source | undefined>;
  readonly result: T;
}

/** What is made of the files of a tree, made anew for another one only where a file that was opened for it, or what was given besides, is not the very same. */
export function keeper<T>(): (name: string, tree: Tree, syntax: Syntax, given: readonly unknown[], make: (tree: Tree) => T) => T {
  const runs = new WeakMap<Syntax, Map<string, Kept<T>>>();
  return (name, tree, syntax, given, make) => {
    const known = runs.get(syntax) ?? new Map<string, Kept<T>>();
    runs.set(syntax, known);
    const before = known.get(name);
    if (before && isSame(before, tree, given)) return before.result;
    const opened = new Map<string, Source | undefined>();
    const result = make(watched(tree, opened));
    known.set(name, { given, opened, result });
    return result;
  };
}

const isSame = <T>(before: Kept<T>, tree: Tree, given: readonly unknown[]): boolean =>
  given.length === before.given.length && given.every((one, index) => one === before.given[index]) && [...before.opened].every(([path, source]) => tree.open(path) === source);

function watched(tree: Tree, opened: Map<string, Source | undefined>): Tree {
  const noting = (open: Tree['open']): Tree['open'] => (path) => {
    const source = open(path);
    opened.set(path, source);
    return source;
  };
  return { ...tree, open: noting(tree.open), openIgnored: noting(tree.openIgnored) };
}
