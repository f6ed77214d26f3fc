import { posix } from 'node:path';
import type { Tree } from '../../discover/tree.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { get, isScalar, items, textOf } from '../../syntax/yaml-read.ts';
import { parseYaml, type YamlMap, type YamlNode, type YamlScalar } from '../../syntax/yaml.ts';
import { folderOf, pathFrom } from '../folders.ts';
import type { Datum } from './config-maps.ts';

export interface Kustomization {
  readonly path: string;
  readonly folder: string;
  /** Manifest files among its resources. */
  readonly files: readonly string[];
  /** Folders with kustomizations of their own. */
  readonly folders: readonly string[];
  readonly patches: readonly Patch[];
  readonly patchFiles: readonly string[];
  readonly images: readonly YamlNode[];
  readonly namespace: string | undefined;
  readonly generated: ReadonlyMap<string, ReadonlyMap<string, Datum>>;
}

export interface Patch {
  readonly node: YamlNode;
  readonly target: { readonly kind: string | undefined; readonly name: string | undefined } | undefined;
}

export function readKustomization(path: string, tree: Tree, syntax: Syntax): Kustomization | undefined {
  const source = tree.open(path);
  const node = source && syntax.yaml(source).documents[0];
  if (node?.kind !== 'map') return undefined;
  const folder = folderOf(path);
  const named = ['resources', 'bases', 'components'].flatMap((field) => pathsIn(get(node, field), folder));
  const listed = [...items(get(node, 'patchesStrategicMerge')), ...items(get(node, 'patches')), ...items(get(node, 'patchesJson6902'))];
  const patchFiles = listed.flatMap((item) => pathOf(isScalar(item) ? item : get(item, 'path'), folder));
  return {
    path,
    folder,
    files: named.filter((each) => tree.has(each)),
    folders: named.filter((each) => !tree.has(each)),
    patches: listed.flatMap((item) => patchesOf(item, folder, tree, syntax)),
    patchFiles,
    images: items(get(node, 'images')),
    namespace: textOf(get(node, 'namespace')),
    generated: generatedIn(node, folder, tree),
  };
}

const pathOf = (node: YamlNode | undefined, folder: string): readonly string[] => {
  const path = isScalar(node) && !node.text.includes('\n') ? pathFrom(folder, node.text) : undefined;
  return path === undefined ? [] : [path];
};

const pathsIn = (node: YamlNode | undefined, folder: string): readonly string[] => items(node).flatMap((item) => (/^[a-z+]+:\/\/|^github\.com|\?ref=/.test(textOf(item) ?? '') ? [] : pathOf(item, folder)));

function patchesOf(item: YamlNode, folder: string, tree: Tree, syntax: Syntax): readonly Patch[] {
  const inline = isScalar(item) ? item : get(item, 'patch');
  const written = isScalar(inline) && inline.text.includes('\n') ? inline : undefined;
  const target = get(item, 'target');
  const path = written ? undefined : pathOf(isScalar(item) ? item : get(item, 'path'), folder)[0];
  const source = path === undefined ? undefined : tree.open(path);
  const documents = written ? parseYaml(written.embedded()).documents : source ? syntax.yaml(source).documents : [];
  return documents.map((node) => ({ node, target: target && { kind: textOf(get(target, 'kind')), name: textOf(get(target, 'name')) } }));
}

/** ConfigMaps of `configMapGenerator`, by `*` and name: their namespace is whatever it is installed into. */
function generatedIn(node: YamlMap, folder: string, tree: Tree): ReadonlyMap<string, ReadonlyMap<string, Datum>> {
  return new Map(items(get(node, 'configMapGenerator')).flatMap((generator) => {
    const name = textOf(get(generator, 'name'));
    if (name === undefined) return [];
    const files = items(get(generator, 'files')).flatMap((item) => fileDatum(textOf(item) ?? '', folder, tree));
    const literals = items(get(generator, 'literals')).flatMap((item) => (isScalar(item) ? literalDatum(item) : []));
    return [[`*/${name}`, new Map([...files, ...literals])] as const];
  }));
}

function fileDatum(written: string, folder: string, tree: Tree): readonly (readonly [string, Datum])[] {
  const [first = '', second] = written.split('=');
  const path = pathFrom(folder, second ?? first);
  return path === undefined ? [] : [[second === undefined ? posix.basename(first) : first, { source: () => tree.open(path) }]];
}

function literalDatum(item: YamlScalar): readonly (readonly [string, Datum])[] {
  const at = item.text.indexOf('=');
  if (at < 1) return [];
  const scalar: YamlScalar = { ...item, text: item.text.slice(at + 1), value: item.text.slice(at + 1) };
  return [[item.text.slice(0, at), { scalar, source: item.embedded }]];
}

export const hasChanges = (each: Kustomization): boolean => each.patches.length > 0 || each.images.length > 0 || each.namespace !== undefined || each.generated.size > 0;
