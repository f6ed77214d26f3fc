import { realpathSync } from 'node:fs';
import { posix } from 'node:path';
import type { Problem } from '../model/place.ts';
import { fileSource, type Source } from '../syntax/source.ts';
import { createProjects } from './projects.ts';
import { type Content, readText } from './read.ts';
import { startOf, type Tree } from './tree.ts';
import { insideRoot, walk } from './walk.ts';

/** The files below `root`; `ignore` holds patterns in the manner of .gitignore. */
export function openTree(root: string, ignore: readonly string[]): Tree {
  const top = realpathSync(root);
  const { files, problems: met } = walk(top, ignore);
  const problems: Problem[] = [...met];
  const listed = new Set(files);
  const cache = new Map<string, Source | undefined>();
  let opened = 0;
  const missing = (path: string): Content => (listed.has(path) ? { fault: 'cannot be read: no longer a file below the root' } : {});
  const read = (path: string): Source | undefined => {
    // A listed file may have become a link by now.
    const file = insideRoot(top, path);
    const content = file === undefined ? missing(path) : readText(file, path);
    if ('text' in content) {
      opened += 1;
      return fileSource(path, content.text);
    }
    if (content.fault) problems.push({ place: startOf(path), message: content.fault });
    return undefined;
  };
  const cached = (path: string, load: () => Source | undefined): Source | undefined => {
    if (!cache.has(path)) cache.set(path, load());
    return cache.get(path);
  };
  return {
    files,
    open: (path) => (listed.has(path) ? cached(path, () => read(path)) : undefined),
    openIgnored: (path) => {
      const clean = posix.normalize(path);
      if (clean.startsWith('..') || posix.isAbsolute(clean)) return undefined;
      return cached(clean, () => read(clean));
    },
    has: (path) => listed.has(path),
    projectOf: createProjects(files),
    problems,
    get opened() {
      return opened;
    },
  };
}
