import { posix } from 'node:path';
import type { Tree } from '../discover/tree.ts';
import type { Program } from '../syntax/program/tree.ts';

/** The file of a Go package that declares a function, a constant or a variable: of the package's own without a module. */
export function goDeclaration(tree: Tree, { source }: Program, module: string | undefined, name: string): string | undefined {
  if (!/^\w{1,80}$/.test(name)) return undefined;
  const folder = module === undefined ? posix.dirname(source.path) : ofModule(module, foldersOf(tree));
  const declares = new RegExp(`^(?:func[ \\t]+${name}[ \\t]*[(\\[]|[ \\t]*(?:(?:var|const)[ \\t]+)?${name}[ \\t]+(?:[\\w.*\\[\\]]+[ \\t]*)?=[^=])`, 'm');
  const files = folder === undefined ? [] : (foldersOf(tree).get(folder) ?? []).filter((path) => path !== source.path && !path.endsWith('_test.go'));
  return files.find((path) => declares.test(tree.open(path)?.text ?? ''));
}

const cache = new WeakMap<Tree, ReadonlyMap<string, readonly string[]>>();

function foldersOf(tree: Tree): ReadonlyMap<string, readonly string[]> {
  const known = cache.get(tree);
  if (known) return known;
  const folders = new Map<string, string[]>();
  for (const path of tree.files) {
    if (!path.endsWith('.go')) continue;
    const folder = posix.dirname(path);
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  cache.set(tree, folders);
  return folders;
}

/** Paths without a host in front are the standard library's. */
const ofModule = (module: string, folders: ReadonlyMap<string, readonly string[]>): string | undefined => (module.split('/')[0]?.includes('.') ? importedFolder(module, folders) : undefined);

/** The only folder that ends as an import path does, its host and owner aside. */
export function importedFolder(module: string, folders: ReadonlyMap<string, readonly string[]>): string | undefined {
  const parts = module.split('/');
  for (let from = 1; from < parts.length; from += 1) {
    const tail = parts.slice(from).join('/');
    if (folders.has(tail)) return tail;
    const nested = parts.length - from > 1 ? [...folders.keys()].filter((folder) => folder.endsWith(`/${tail}`)) : [];
    if (nested.length === 1) return nested[0];
  }
  return undefined;
}
