import { posix } from 'node:path';
import { get, isMap, isScalar, items } from '../../syntax/yaml-read.ts';
import type { YamlMap } from '../../syntax/yaml.ts';
import { folderOf, pathFrom } from '../folders.ts';
import type { ComposeFile } from './compose-file.ts';
import type { Layer, MergedService } from './service.ts';

export type Lookup = (path: string) => ComposeFile | undefined;

const deepest = 10;

/** The services of a stack with everything that they extend, include and override. */
export function mergedServices(files: readonly ComposeFile[], lookup: Lookup): readonly MergedService[] {
  const everything = files.flatMap((file) => [...included(file, lookup, 0), file]);
  const names = new Set(everything.flatMap((file) => [...file.services.keys()]));
  return [...names].map((name) => ({
    name,
    layers: everything.flatMap((file) => {
      const node = file.services.get(name);
      return node ? layersOf(node, file, lookup, 0) : [];
    }),
  }));
}

function included(file: ComposeFile, lookup: Lookup, depth: number): readonly ComposeFile[] {
  if (depth >= deepest) return [];
  return items(get(file.node, 'include')).flatMap((item) => {
    const written = isMap(item) ? get(item, 'path') : item;
    const paths = written?.kind === 'list' ? written.items : [written];
    return paths.flatMap((each) => {
      const path = isScalar(each) ? pathFrom(file.folder, each.text) : undefined;
      const found = path === undefined ? undefined : lookup(path);
      return found ? [...included(found, lookup, depth + 1), found] : [];
    });
  });
}

function layersOf(node: YamlMap, file: ComposeFile, lookup: Lookup, depth: number): readonly Layer[] {
  const own: Layer = { node, folder: file.folder };
  const extended = get(node, 'extends');
  if (!extended || depth >= deepest) return [own];
  const name = isScalar(extended) ? extended.text : scalarText(extended, 'service');
  const written = scalarText(extended, 'file');
  const path = written === undefined ? file.path : posix.join(folderOf(file.path), written);
  const from = path === file.path ? file : lookup(path);
  const base = name === undefined ? undefined : from?.services.get(name);
  return from && base && base !== node ? [...layersOf(base, from, lookup, depth + 1), own] : [own];
}

function scalarText(node: Parameters<typeof get>[0], key: string): string | undefined {
  const found = get(node, key);
  return isScalar(found) ? found.text : undefined;
}
