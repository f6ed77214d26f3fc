import { createProjects } from '../../src/discover/projects.ts';
import type { Tree } from '../../src/discover/tree.ts';
import { fileSource, type Source } from '../../src/syntax/source.ts';

/** A tree without a disk: path → text. Names in `ignored` exist, but git ignores them. */
export function memoryTree(texts: Readonly<Record<string, string>>, ignored: readonly string[] = []): Tree {
  const files = Object.keys(texts).filter((path) => !ignored.includes(path)).sort();
  const listed = new Set(files);
  const cache = new Map<string, Source>();
  const load = (path: string): Source | undefined => {
    const text = texts[path];
    if (text === undefined) return undefined;
    const source = cache.get(path) ?? fileSource(path, text);
    cache.set(path, source);
    return source;
  };
  return {
    files,
    open: (path) => (listed.has(path) ? load(path) : undefined),
    openIgnored: load,
    has: (path) => listed.has(path),
    projectOf: createProjects(files),
    problems: [],
    get opened() {
      return cache.size;
    },
  };
}
