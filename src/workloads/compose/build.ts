import { posix } from 'node:path';
import type { Tree } from '../../discover/tree.ts';
import type { Text } from '../../model/value.ts';
import { get, isMap, isScalar } from '../../syntax/yaml-read.ts';
import type { Source } from '../../syntax/source.ts';
import { pathFrom } from '../folders.ts';
import { all, type Interpolate, type MergedService, pairsIn } from './service.ts';

/** A Dockerfile with what one service asks of it. */
export interface BuildRequest {
  /** `undefined` if the repository does not hold it. */
  readonly dockerfile: Source | undefined;
  readonly context: string;
  readonly target: string | undefined;
  readonly args: ReadonlyMap<string, Text>;
}

export function buildRequest(service: MergedService, interpolate: Interpolate, tree: Tree): BuildRequest | undefined {
  const layers = all(service, 'build');
  const field = (name: string) => layers.flatMap(({ node, folder }) => {
    const found = isMap(node) ? get(node, name) : name === 'context' ? node : undefined;
    return found ? [{ node: found, folder }] : [];
  });
  const written = field('context').at(-1);
  const folder = written?.folder ?? layers.at(-1)?.folder;
  if (folder === undefined) return undefined;
  const context = pathFrom(folder, (written ? interpolate(written.node)?.value : '.') ?? '');
  const inline = field('dockerfile_inline').at(-1)?.node;
  const name = field('dockerfile').at(-1);
  const file = (name && interpolate(name.node)?.value) ?? 'Dockerfile';
  if (context === undefined) return undefined;
  const path = posix.isAbsolute(file) ? undefined : pathFrom(context, file);
  const dockerfile = isScalar(inline) ? inline.embedded() : path === undefined ? undefined : tree.open(path);
  const target = field('target').at(-1);
  const args = new Map(field('args').flatMap(({ node }) => pairsIn(node, interpolate)));
  return { dockerfile, context, target: target && interpolate(target.node)?.value, args };
}
