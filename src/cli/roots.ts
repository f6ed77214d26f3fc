import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { configNames } from '../config/config-names.ts';
import { UsageError } from './usage-error.ts';

/**
 * The folders to read, absolute. A file stands for the repository around it, as pre-commit names files;
 * a folder inside another one is read with it.
 */
export function rootsOf(paths: readonly string[], cwd: string): readonly string[] {
  const roots = [...new Set((paths.length === 0 ? ['.'] : paths).map((path) => rootOf(path, cwd)))];
  return roots.filter((root) => !roots.some((other) => other !== root && root.startsWith(other.endsWith(sep) ? other : other + sep)));
}

/** How a root is called from the working folder: empty for the folder itself. */
export const seenFrom = (cwd: string, root: string): string => relative(realpathSync(cwd), root).split(sep).join('/');

function rootOf(path: string, cwd: string): string {
  const full = resolve(cwd, path);
  if (!existsSync(full)) throw new UsageError(`no such file or folder: ${path}`);
  const real = realpathSync(full);
  return statSync(real).isDirectory() ? real : repositoryAround(dirname(real));
}

function repositoryAround(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (['.git', ...configNames].some((name) => existsSync(join(at, name)))) return at;
    if (dirname(at) === at) return folder;
  }
}
