import { posix } from 'node:path';
import type { Tree } from '../../discover/tree.ts';
import type { Problem } from '../../model/place.ts';
import { type HclBlock, type HclBody, type HclExpression, parseHcl } from '../../syntax/hcl.ts';
import { hclOfJson } from '../../syntax/hcl-json.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { folderOf } from '../folders.ts';
import { groupBy } from '../group.ts';

/** The `.tf` files of one folder taken together. */
export interface ModuleFiles {
  readonly folder: string;
  readonly blocks: readonly HclBlock[];
  /** Values that Terraform loads by itself. */
  readonly loaded: ReadonlyMap<string, HclExpression>;
  /** Values of tfvars files that somebody has to name. */
  readonly offered: ReadonlyMap<string, readonly HclExpression[]>;
  readonly problems: readonly Problem[];
}

const largest = 2_000_000;

/** Every folder with Terraform files. */
export function moduleFiles(tree: Tree, syntax: Syntax): ReadonlyMap<string, ModuleFiles> {
  const folders = groupBy(tree.files.filter((path) => /\.tf(?:\.json)?$/.test(path)), folderOf);
  const values = tree.files.filter((path) => path.endsWith('.tfvars'));
  return new Map([...folders].map(([folder, paths]) => [folder, filesOf(folder, paths, values.filter((path) => isBeside(folder, path)), tree, syntax)]));
}

/** In the folder itself, or one or two levels below it, as in `envs/prod.tfvars`. */
function isBeside(folder: string, path: string): boolean {
  const below = folder === '' ? path : path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : '';
  return below !== '' && below.split('/').length <= 3;
}

function filesOf(folder: string, paths: readonly string[], values: readonly string[], tree: Tree, syntax: Syntax): ModuleFiles {
  const parsed = paths.flatMap((path) => read(path, tree, syntax));
  const offered = new Map<string, HclExpression[]>();
  const loaded = new Map<string, HclExpression>();
  for (const path of values) {
    const isLoaded = folderOf(path) === folder && /(?:^|\/)(?:terraform|[^/]+\.auto)\.tfvars$/.test(path);
    for (const { name, value } of read(path, tree, syntax)[0]?.body.attributes ?? []) {
      if (isLoaded) loaded.set(name, value);
      else offered.set(name, [...(offered.get(name) ?? []), value]);
    }
  }
  return { folder, blocks: parsed.flatMap(({ body }) => body.blocks), loaded, offered, problems: parsed.flatMap(({ problems }) => problems) };
}

function read(path: string, tree: Tree, { yaml }: Syntax): readonly { readonly body: HclBody; readonly problems: readonly Problem[] }[] {
  const source = tree.open(path);
  if (!source || source.text.length > largest) return [];
  return [path.endsWith('.json') ? hclOfJson(yaml(source).documents[0]) : parseHcl(source)];
}

export const attributeOf = (body: HclBody, name: string): HclExpression | undefined => body.attributes.find((attribute) => attribute.name === name)?.value;

/** The folder of a local module that a `module` block calls. */
export function calledFolder(folder: string, block: HclBlock): string | undefined {
  const source = attributeOf(block.body, 'source');
  if (block.type !== 'module' || source?.kind !== 'literal' || typeof source.value !== 'string' || !/^\.\.?\//.test(source.value)) return undefined;
  const path = posix.join(folder === '' ? '.' : folder, source.value).replace(/\/$/, '');
  return path === '.' ? '' : path;
}
