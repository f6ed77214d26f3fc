import { posix } from 'node:path';
import type { Config } from '../../config/config.ts';
import { type ComposeFile, isComplete } from './compose-file.ts';
import { folderOf } from '../folders.ts';
import { groupBy } from '../group.ts';

/** Files that compose merges, the base first. */
export interface Stack {
  readonly files: readonly [ComposeFile, ...ComposeFile[]];
  readonly when: string | undefined;
}

const mostVariants = 8;
const baseNames = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];

/** The combinations in which the files run: bases, bases with one override each, and those that somebody names. */
export function stacksOf(files: readonly ComposeFile[], named: (folder: string) => readonly string[] | undefined, config: Config): readonly Stack[] {
  const byFolder = groupBy(files, (file) => file.folder);
  const usual = [...byFolder].flatMap(([folder, group]) => folderStacks(group, named(folder)));
  const used = [config.use.compose, ...(config.nested ?? []).map(({ compose }) => compose)].map((paths) => paths.flatMap((path) => files.find((file) => file.path === posix.normalize(path)) ?? []));
  return [...usual, ...used.flatMap((combined) => combination(combined, usual))];
}

function folderStacks(group: readonly ComposeFile[], named: readonly string[] | undefined): readonly Stack[] {
  const base = baseNames.flatMap((name) => group.find((file) => posix.basename(file.path) === name && folderOf(file.path) === file.folder) ?? [])[0];
  if (!base) return group.filter(hasComplete).map((file) => ({ files: [file], when: undefined }));
  const others = group.filter((file) => file !== base && !baseNames.includes(posix.basename(file.path)));
  const implied = others.filter((file) => /\.override\.ya?ml$/.test(file.path) && folderOf(file.path) === base.folder);
  const rest = others.filter((file) => !implied.includes(file));
  const overrides = rest.filter((file) => extendsBase(file, base));
  const alone = rest.filter((file) => !overrides.includes(file) && hasComplete(file));
  const main: Stack = { files: [base, ...implied], when: undefined };
  const chosen = (named ?? []).flatMap((path) => group.find((file) => file.path === path) ?? []);
  const variants = overrides.slice(0, mostVariants).map((file): Stack => ({ files: [base, file], when: file.path }));
  const stacks: readonly Stack[] = [main, ...variants, ...alone.map((file): Stack => ({ files: [file], when: undefined }))];
  return [...stacks, ...combination(chosen, stacks)];
}

function extendsBase(file: ComposeFile, base: ComposeFile): boolean {
  if (folderOf(file.path) !== file.folder) return true;
  const shares = [...file.services.keys()].some((name) => base.services.has(name));
  return shares && ![...file.services.values()].every(isComplete);
}

const hasComplete = (file: ComposeFile): boolean => [...file.services.values()].some(isComplete);

function combination(files: readonly ComposeFile[], known: readonly Stack[]): readonly Stack[] {
  const [first, ...rest] = files;
  if (!first || rest.length === 0) return [];
  const isKnown = known.some((stack) => stack.files.length === files.length && stack.files.every((file, index) => file === files[index]));
  return isKnown ? [] : [{ files: [first, ...rest], when: rest.map((file) => file.path).join(' + ') }];
}
