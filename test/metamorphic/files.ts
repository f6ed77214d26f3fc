import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { lint } from '../../src/lint.ts';
import type { Finding, Result } from '../../src/model/result.ts';

/** A small repository: path → text. */
export type Files = Readonly<Record<string, string>>;
/** Rewrites a repository without changing what it does. */
export type Transformation = (files: Files) => Files;

export function filesIn(root: string): Files {
  const below = (path: string): readonly string[] => readdirSync(path).map((name) => join(path, name)).flatMap((child) => (statSync(child).isDirectory() ? below(child) : [child]));
  return Object.fromEntries(below(root).map((path) => [relative(root, path), readFileSync(path, 'utf8')]).filter(([path]) => path !== 'expect.txt'));
}

export async function resultOf(files: Files): Promise<Result> {
  const root = mkdtempSync(join(tmpdir(), 'hoplint-metamorphic-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return (await lint(root)).result;
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** What was found, without places: rule and setting. */
export const verdicts = ({ findings }: Result): readonly string[] => distinct(findings.filter(isLoud).map(({ rule, setting }) => `${rule} ${setting?.name ?? ''}`));

/** The same, for a setting whose name changes with the place where it is written. */
export const timersAtFault = ({ findings }: Result): readonly string[] => distinct(findings.filter(isLoud).map(({ rule, setting }) => `${rule} ${setting?.layer ?? ''} ${setting?.timer ?? ''}`));

export const isLoud = ({ severity }: Finding): boolean => severity !== 'info';

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort();

export const mapped = (files: Files, change: (text: string, path: string) => string): Files => Object.fromEntries(Object.entries(files).map(([path, text]) => [path, change(text, path)]));
