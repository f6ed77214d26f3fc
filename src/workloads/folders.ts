import { posix } from 'node:path';
import type { Tree } from '../discover/tree.ts';
import { groupBy } from './group.ts';

/** The files at any depth below a folder (`` for the root), in name order. */
export function filesBelow(tree: Tree, folder: string): readonly string[] {
  const clean = cleanFolder(folder);
  if (clean === '') return tree.files;
  const prefix = `${clean}/`;
  const start = firstNotBefore(tree.files, prefix);
  let end = start;
  while (tree.files[end]?.startsWith(prefix)) end += 1;
  return tree.files.slice(start, end);
}

const byName = new WeakMap<Tree['files'], ReadonlyMap<string, readonly string[]>>();

/** The files of that name anywhere in the tree, in name order. */
export function namesakes(tree: Tree, name: string): readonly string[] {
  const known = byName.get(tree.files) ?? groupBy(tree.files, (file) => posix.basename(file));
  byName.set(tree.files, known);
  return known.get(name) ?? [];
}

export function isFolder(tree: Tree, folder: string): boolean {
  const clean = cleanFolder(folder);
  return clean === '' || (tree.files[firstNotBefore(tree.files, `${clean}/`)]?.startsWith(`${clean}/`) ?? false);
}

/** Without `./` and a closing slash; the root is ``. */
export function cleanFolder(folder: string): string {
  const clean = posix.normalize(folder).replace(/\/$/, '');
  return clean === '.' ? '' : clean;
}

/** The folder of a file; `` for the root. */
export const folderOf = (file: string): string => cleanFolder(posix.dirname(file));

/** A path as a manifest in `folder` writes it, from the root; `undefined` if it leads out of it. */
export function pathFrom(folder: string, written: string): string | undefined {
  if (posix.isAbsolute(written) || written.startsWith('~') || /^[A-Za-z]:[\\/]/.test(written)) return undefined;
  const path = cleanFolder(posix.join(folder, written));
  return path === '..' || path.startsWith('../') ? undefined : path;
}

function firstNotBefore(files: readonly string[], name: string): number {
  let low = 0;
  let high = files.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((files[middle] ?? '') < name) low = middle + 1;
    else high = middle;
  }
  return low;
}
