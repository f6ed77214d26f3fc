import { posix } from 'node:path';
import type { Tree } from '../../discover/tree.ts';
import { sniff } from '../../discover/sniff.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { entries, get, isMap } from '../../syntax/yaml-read.ts';
import type { YamlMap, YamlNode } from '../../syntax/yaml.ts';
import { cleanFolder, folderOf } from '../folders.ts';

export interface ComposeFile {
  readonly path: string;
  /** Where its relative paths begin; an `overrides` folder belongs to the one above. */
  readonly folder: string;
  readonly node: YamlMap;
  readonly services: ReadonlyMap<string, YamlMap>;
}

const yamlName = /\.ya?ml$/;
const composeName = /^(?:docker-)?compose\b/;

/** Every file of the tree that reads like compose: a top-level map of services with an image or a build. */
export function composeFiles(tree: Tree, syntax: Syntax): readonly ComposeFile[] {
  return tree.files.filter((path) => yamlName.test(path)).flatMap((path) => {
    const source = sniff(tree, path, /^(?:["']?services["']?|[ \t{]*"services"[ \t]*):/m);
    if (!source || /^apiVersion:/m.test(source.text)) return [];
    return composeFile(path, syntax.yaml(source).documents[0]) ?? [];
  });
}

/** Whether a file calls itself compose, readable or not. */
export const isComposeName = (path: string): boolean => yamlName.test(path) && composeName.test(posix.basename(path));

export function composeFile(path: string, node: YamlNode | undefined): ComposeFile | undefined {
  const services = get(node, 'services');
  if (!isMap(node) || !isMap(services)) return undefined;
  const found = new Map(entries(services).flatMap(({ key, value }) => (isMap(value) ? [[key.text, value] as const] : [])));
  const isCompose = isComposeName(path) || [...found.values()].some(isComplete);
  return isCompose ? { path, folder: homeOf(path), node, services: found } : undefined;
}

/** A service that can be started from this file alone. */
export function isComplete(service: YamlMap): boolean {
  return ['image', 'build', 'extends'].some((key) => get(service, key) !== undefined);
}

function homeOf(path: string): string {
  const folder = folderOf(path);
  return /^(?:overrides?|compose\.d)$/.test(posix.basename(folder)) ? cleanFolder(posix.dirname(folder)) : folder;
}
