import { posix } from 'node:path';
import type { Config } from '../../config/config.ts';
import type { Tree } from '../../discover/tree.ts';
import type { Text } from '../../model/value.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import { declaredValues } from '../declared.ts';
import { dotenvAt, readDotenv } from '../dotenv.ts';
import { pathFrom } from '../folders.ts';
import type { ComposeFile } from './compose-file.ts';
import type { StackContext } from './containers.ts';
import { all, type MergedService, pairs, scalars } from './service.ts';

/** `env_file`, then `environment`. */
export function environmentOf(service: MergedService, { interpolate, tree }: StackContext): ReadonlyMap<string, Text> {
  const files = all(service, 'env_file').flatMap(({ node, folder }) => scalars(node).map((each) => ({ node: each, path: pathFrom(folder, interpolate(each)?.value ?? '') })));
  const fromFiles = files.flatMap(({ node, path }) => (path === undefined ? [] : through(tree, path, node)));
  return new Map([...fromFiles, ...pairs(service, 'environment', interpolate)]);
}

function through(tree: Tree, path: string, node: YamlNode): readonly (readonly [string, Text])[] {
  return [...dotenvAt(path, tree)].map(([name, text]) => [name, { ...text, places: [...text.places, placeOf(node)] }]);
}

/** What compose puts into `${X}`: `values:` of hoplint.yaml over the `.env` beside the file, or the example of one. */
export function composeVariables(files: readonly ComposeFile[], tree: Tree, config: Config): ReadonlyMap<string, Text> {
  const folder = files[0]?.folder ?? '';
  return new Map([...dotenvAt(posix.join(folder, '.env'), tree), ...declaredValues(config)]);
}

/** The files that `COMPOSE_FILE` of a folder's `.env` combines. */
export function namedFiles(folder: string, tree: Tree): readonly string[] | undefined {
  const source = tree.openIgnored(posix.join(folder, '.env'));
  const value = source && readDotenv(source).get('COMPOSE_FILE')?.value;
  return value === undefined ? undefined : value.split(/[:;]/).flatMap((name) => pathFrom(folder, name) ?? []);
}
