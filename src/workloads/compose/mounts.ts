import { posix } from 'node:path';
import type { Tree } from '../../discover/tree.ts';
import { entries, get, isMap, isScalar } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import type { Mount } from '../file-view.ts';
import { isFolder, pathFrom } from '../folders.ts';
import type { ComposeFile } from './compose-file.ts';
import { all, type Interpolate, type MergedService } from './service.ts';

/** Bind mounts, named volumes and configs. A later layer takes the place of an earlier mount on the same target. */
export function mountsOf(service: MergedService, files: readonly ComposeFile[], tree: Tree, interpolate: Interpolate): readonly Mount[] {
  const volumes = all(service, 'volumes').flatMap(({ node, folder }) => listed(node).flatMap((item) => volume(item, folder, tree, interpolate)));
  const configs = all(service, 'configs').flatMap(({ node }) => listed(node).flatMap((item) => config(item, files, tree, interpolate)));
  return [...new Map([...volumes, ...configs].map((mount) => [mount.target, mount])).values()];
}

const listed = (node: YamlNode): readonly YamlNode[] => (node.kind === 'list' ? node.items : []);

function volume(item: YamlNode, folder: string, tree: Tree, interpolate: Interpolate): readonly Mount[] {
  const { source, target } = isMap(item)
    ? { source: interpolate(get(item, 'source'))?.value, target: interpolate(get(item, 'target'))?.value }
    : shortForm(interpolate(item)?.value, isScalar(item) ? item.text : '');
  if (target === undefined || !target.startsWith('/')) return [];
  const place = posix.resolve('/', target);
  if (source === undefined || !/^[.~/]/.test(source)) return [{ target: place, holds: { kind: 'unknown' }, overlay: true }];
  return [{ target: place, holds: repositoryPath(tree, pathFrom(folder, source)), overlay: false, place: placeOf(item) }];
}

/** `source:target:mode`; where a variable hides the source, the target still shows. */
function shortForm(value: string | undefined, written: string): { readonly source?: string | undefined; readonly target?: string | undefined } {
  if (value === undefined) return { source: '/', target: /\}?:(\/[^:${}]+)(?::[\w,]+)?$/.exec(written)?.[1] };
  const [first, second] = value.split(':');
  return second === undefined || !second.startsWith('/') ? { target: first } : { source: first, target: second };
}

function repositoryPath(tree: Tree, path: string | undefined): Mount['holds'] {
  if (path === undefined) return { kind: 'unknown' };
  if (tree.has(path)) return { kind: 'file', path };
  return isFolder(tree, path) ? { kind: 'folder', path } : { kind: 'unknown' };
}

function config(item: YamlNode, files: readonly ComposeFile[], tree: Tree, interpolate: Interpolate): readonly Mount[] {
  const name = interpolate(isMap(item) ? get(item, 'source') : item)?.value;
  if (name === undefined) return [];
  const target = posix.resolve('/', (isMap(item) ? interpolate(get(item, 'target'))?.value : undefined) ?? name);
  const found = files.findLast((file) => get(file.node, 'configs', name) !== undefined);
  const content = get(found?.node, 'configs', name, 'content');
  if (isScalar(content)) return [{ target, holds: { kind: 'text', source: content.embedded }, overlay: false }];
  const path = interpolate(get(found?.node, 'configs', name, 'file'))?.value;
  return [{ target, holds: repositoryPath(tree, found && path !== undefined ? pathFrom(found.folder, path) : undefined), overlay: false, place: placeOf(item) }];
}

/** The aliases that a service has on its networks. */
export function aliasesOf(service: MergedService, interpolate: Interpolate): readonly string[] {
  return all(service, 'networks').flatMap(({ node }) => entries(node)).flatMap(({ value }) => listed(get(value, 'aliases') ?? value)).flatMap((alias) => interpolate(alias)?.value ?? []);
}
