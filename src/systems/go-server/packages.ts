import { posix } from 'node:path';
import type { Source } from '../../syntax/source.ts';
import { importedFolder } from '../go-package.ts';
import type { Reader } from '../reader.ts';

const mostPackages = 150;

/** The Go files of the repository by folder, without tests and vendored ones. */
export function folders(reader: Reader): ReadonlyMap<string, readonly string[]> {
  const known = cache.get(reader);
  if (known) return known;
  const found = new Map<string, string[]>();
  for (const path of reader.find('.go')) {
    if (/_test\.go$|(^|\/)(vendor|testdata)\//.test(path)) continue;
    const folder = posix.dirname(path);
    found.set(folder, [...(found.get(folder) ?? []), path]);
  }
  cache.set(reader, found);
  return found;
}

const cache = new WeakMap<Reader, ReadonlyMap<string, readonly string[]>>();

/** Folders that hold a `package main`. */
export function mains(reader: Reader): readonly string[] {
  const known = mainsOf.get(reader);
  if (known) return known;
  const found = [...folders(reader)].filter(([, files]) => files.some((file) => isMain(reader.open(file)))).map(([folder]) => folder);
  mainsOf.set(reader, found);
  return found;
}

const mainsOf = new WeakMap<Reader, readonly string[]>();

/** Its first clause, so that no other file is searched to its end. */
export const isMain = (source: Source | undefined): boolean => source !== undefined && /^package[ \t]+(\w+)[ \t\r]*(?:\/[/*].*)?$/m.exec(source.text)?.[1] === 'main';

/** The files of a package and of those that it imports from this repository. */
export function closure(folder: string, reader: Reader): readonly Source[] {
  const all = folders(reader);
  const seen = new Set([folder]);
  const sources: Source[] = [];
  for (const at of seen) {
    for (const file of all.get(at) ?? []) {
      const source = reader.open(file);
      if (!source) continue;
      sources.push(source);
      for (const path of imports(source.text)) {
        const other = seen.size < mostPackages ? importedFolder(path, all) : undefined;
        if (other !== undefined) seen.add(other);
      }
    }
  }
  return sources;
}

/** Import paths with a host in front, as modules have. */
function imports(text: string): readonly string[] {
  const head = text.slice(0, 20_000).split(/^func /m)[0] ?? '';
  return [...head.matchAll(/^[ \t]*(?:import\s+)?(?:[\w.]+\s+)?"([\w.~-]+(?:\/[\w.~-]+)+)"/gm)].map((match) => match[1] ?? '');
}
