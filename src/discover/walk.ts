import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { Problem } from '../model/place.ts';
import { startOf } from './tree.ts';

export interface Walk {
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

/** Rules of one ignore file and the folder that they are relative to (`` or ending in `/`). */
interface Rules {
  readonly base: string;
  readonly ignore: Ignore;
}

const maxDepth = 100;
const neverEntered = new Set(['.git', '.hg', '.svn', 'node_modules', 'bower_components', '__pycache__', '.venv', '.tox', '.nox', '.terraform', 'site-packages', '.bundle', '.gradle', '.mypy_cache', '.pytest_cache', '.ruff_cache']);
/** Any of these in a folder of that name says that a package manager filled it. */
const filledBy: Readonly<Record<string, readonly string[]>> = {
  vendor: ['modules.txt', 'autoload.php', 'bundle'],
  venv: ['pyvenv.cfg'],
  env: ['pyvenv.cfg'],
};

/** Every file below the root that neither git nor `patterns` ignores. Folders behind symbolic links are not entered. */
export function walk(root: string, patterns: readonly string[]): Walk {
  const files: string[] = [];
  const problems: Problem[] = [];
  const own: Rules = { base: '', ignore: ignore().add([...patterns]) };
  const enter = (folder: string, inherited: readonly Rules[], depth: number) => {
    const entries = list(root, folder, problems);
    if (isPackageStore(folder, entries)) return;
    const rules = withRulesOf(root, folder, entries, inherited);
    for (const entry of entries) {
      const path = folder + entry.name;
      if (entry.isDirectory()) {
        if (depth >= maxDepth) problems.push({ place: startOf(path), message: 'folders are nested too deeply' });
        else if (!neverEntered.has(entry.name) && !isIgnored(`${path}/`, rules, own)) enter(`${path}/`, rules, depth + 1);
      } else if ((entry.isFile() || isLinkToFileInside(root, path, entry)) && !isIgnored(path, rules, own)) files.push(path);
    }
  };
  enter('', excludedInGit(root), 0);
  return { files: files.sort(), problems };
}

function list(root: string, folder: string, problems: Problem[]): readonly Dirent[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    problems.push({ place: startOf(folder.slice(0, -1) || '.'), message: `cannot be read: ${reasonOf(error)}` });
    return [];
  }
}

function isPackageStore(folder: string, entries: readonly Dirent[]): boolean {
  const marks = filledBy[folder.split('/').at(-2) ?? ''];
  return marks !== undefined && entries.some((entry) => marks.includes(entry.name));
}

function withRulesOf(root: string, folder: string, entries: readonly Dirent[], inherited: readonly Rules[]): readonly Rules[] {
  if (!entries.some((entry) => entry.name === '.gitignore' && entry.isFile())) return inherited;
  return [{ base: folder, ignore: rulesIn(join(root, folder, '.gitignore')) }, ...inherited];
}

function excludedInGit(root: string): readonly Rules[] {
  return [{ base: '', ignore: rulesIn(join(root, '.git', 'info', 'exclude')) }];
}

function rulesIn(file: string): Ignore {
  try {
    return ignore().add(readFileSync(file, 'utf8'));
  } catch {
    return ignore();
  }
}

/** The innermost ignore file that says anything decides, as in git. */
function isIgnored(path: string, rules: readonly Rules[], own: Rules): boolean {
  if (own.ignore.ignores(path)) return true;
  for (const { base, ignore: matcher } of rules) {
    const verdict = matcher.test(path.slice(base.length));
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}

function isLinkToFileInside(root: string, path: string, entry: Dirent): boolean {
  return entry.isSymbolicLink() && insideRoot(root, path) !== undefined;
}

/** The real path of a regular file if it lies inside the root and outside `.git`. */
export function insideRoot(root: string, path: string): string | undefined {
  try {
    const real = realpathSync(join(root, path));
    const top = root.endsWith(sep) ? root : root + sep;
    if (!real.startsWith(top) || real.slice(top.length).split(sep).includes('.git')) return undefined;
    return statSync(real).isFile() ? real : undefined;
  } catch {
    return undefined;
  }
}

export function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}
