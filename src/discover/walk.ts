import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { own } from '../model/own.ts';
import type { Problem } from '../model/place.ts';
import { readText, reasonOf } from './read.ts';
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
  const configured: Rules = { base: '', ignore: ignore().add(patterns.filter(isUsable)) };
  const ignored = rulesBelow(root, problems);
  const enter = (folder: string, inherited: readonly Rules[], depth: number) => {
    const entries = list(root, folder, problems);
    if (isPackageStore(folder, entries)) return;
    const rules = entries.some((entry) => entry.name === '.gitignore' && entry.isFile()) ? [ignored(folder, '.gitignore'), ...inherited] : inherited;
    for (const entry of entries) {
      const path = folder + entry.name;
      if (entry.isDirectory()) {
        if (depth >= maxDepth) problems.push({ place: startOf(path), message: 'folders are nested too deeply' });
        else if (!neverEntered.has(entry.name) && !isIgnored(`${path}/`, rules, configured)) enter(`${path}/`, rules, depth + 1);
      } else if ((entry.isFile() || isLinkToFileInside(root, path, entry)) && !isIgnored(path, rules, configured)) files.push(path);
    }
  };
  enter('', [ignored('', '.git/info/exclude')], 0);
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
  const marks = own(filledBy, folder.split('/').at(-2) ?? '');
  return marks !== undefined && entries.some((entry) => marks.includes(entry.name));
}

/** Git's own limit of a path: a longer line matches nothing. */
const longestRule = 4096;
const mostRuleBytes = 2 ** 20;
/** More wildcards than anybody writes would only serve to keep the matcher busy. */
const mostWildcards = 12;

/** Reads ignore files: no rules where one is missing, leads out of the root or is no text. */
function rulesBelow(root: string, problems: Problem[]): (base: string, name: string) => Rules {
  return (base, name) => {
    const path = base + name;
    const file = realFile(root, path);
    const content = file === undefined ? {} : readText(file, path, mostRuleBytes);
    if ('text' in content) return { base, ignore: ignore().add(content.text.split(/\r?\n/).filter(isUsable)) };
    if (content.fault) problems.push({ place: startOf(path), message: `its rules are left out: ${content.fault}` });
    return { base, ignore: ignore() };
  };
}

const isUsable = (rule: string): boolean => rule.length <= longestRule && rule.split(/[*?[]+/).length <= mostWildcards + 1;

/** The innermost ignore file that says anything decides, as in git. */
function isIgnored(path: string, rules: readonly Rules[], configured: Rules): boolean {
  if (configured.ignore.ignores(path)) return true;
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
  const real = realFile(root, path);
  return real === undefined || real.slice(root.length).split(sep).includes('.git') ? undefined : real;
}

function realFile(root: string, path: string): string | undefined {
  try {
    const real = realpathSync.native(join(root, path));
    const isBelow = real.startsWith(root.endsWith(sep) ? root : root + sep);
    return isBelow && statSync(real).isFile() ? real : undefined;
  } catch {
    return undefined;
  }
}
