import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One small working repository, and what is to be found in it. */
export interface Case {
  readonly rule: string;
  readonly verdict: 'ok' | 'err';
  readonly name: string;
  readonly root: string;
  readonly expected: readonly Expected[];
}

export interface Expected {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  /** Absent: error or warning. */
  readonly severity: string | undefined;
}

export const folder = fileURLToPath(new URL('.', import.meta.url));

export const casesOf = (rule: string): readonly Case[] => (['ok', 'err'] as const).flatMap((verdict) => within(join(folder, rule, verdict)).map((name) => {
  const root = join(folder, rule, verdict, name);
  return { rule, verdict, name, root, expected: filesBelow(root).flatMap((file) => marksIn(root, file)) };
}));

export const within = (path: string): readonly string[] => (existsSync(path) ? readdirSync(path).sort() : []);

/** For formats without comments at the end of a line: `file:line rule-id [severity]` in `expect.txt`. */
function marksIn(root: string, path: string): readonly Expected[] {
  const file = relative(root, path);
  const lines = readFileSync(path, 'utf8').split('\n');
  if (file === 'expect.txt') return lines.filter((line) => line.trim() !== '').map(listed);
  return lines.flatMap((line, index) => [...line.matchAll(/(?:#|\/\/|;)\s*expect: ([a-z-]+)(?: (error|warning|info)\b)?/g)].map(([, rule = '', severity]) => ({ file, line: index + 1, rule, severity })));
}

function listed(text: string): Expected {
  const [, file = '', line = '', rule = '', severity] = /^(\S+):(\d+) ([a-z-]+)(?: (error|warning|info))?$/.exec(text.trim()) ?? [];
  if (rule === '') throw new Error(`expect.txt: cannot read "${text}"`);
  return { file, line: Number(line), rule, severity };
}

function filesBelow(path: string): readonly string[] {
  return within(path).map((name) => join(path, name)).flatMap((child) => (statSync(child).isDirectory() ? filesBelow(child) : [child]));
}
