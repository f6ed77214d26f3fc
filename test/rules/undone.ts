import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { type Case, folder } from './cases.ts';

/** `from` becomes `to`; without `from` the file is new, without `to` it goes. */
interface Edit {
  readonly file: string;
  readonly from?: string;
  readonly to?: string;
  readonly moved?: string;
}

type Undoings = Readonly<Record<string, readonly (Edit | readonly Edit[])[]>>;

/** What takes away the reasons for which the `ok` cases of a rule are silent, by the name of the case: each alone makes it fire. */
export const undoingsOf = (rule: string): Undoings => load(readFileSync(join(folder, rule, 'undone.yaml'), 'utf8')) as Undoings;

/** Runs with a copy of the case in which something is undone. */
export async function withUndone<Result>({ root }: Case, undoing: Edit | readonly Edit[], run: (copy: string) => Promise<Result>): Promise<Result> {
  const copy = mkdtempSync(join(tmpdir(), 'undone-'));
  try {
    cpSync(root, copy, { recursive: true });
    for (const edit of [undoing].flat()) apply(edit, copy);
    return await run(copy);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function apply({ file, from, to, moved }: Edit, root: string): void {
  const path = join(root, file);
  if (moved !== undefined) return move(path, join(root, moved));
  if (to === undefined) return rmSync(path);
  if (from === undefined && existsSync(path)) throw new Error(`${file} is not new`);
  const text = from === undefined ? '' : readFileSync(path, 'utf8');
  if (!text.includes(from ?? '')) throw new Error(`${file} does not contain ${JSON.stringify(from)}`);
  writeFileSync(path, from === undefined ? to : text.replace(from, () => to));
}

function move(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
}
