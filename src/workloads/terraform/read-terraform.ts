import type { Config } from '../../config/config.ts';
import type { Tree } from '../../discover/tree.ts';
import type { Project } from '../../model/layer.ts';
import type { Problem } from '../../model/place.ts';
import type { Resource } from '../../model/resource.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { groupBy } from '../group.ts';
import { type Context, openModule, resourcesOf } from './module.ts';
import { calledFolder, type ModuleFiles, moduleFiles } from './module-files.ts';

export interface ResourceSet {
  readonly project: Project;
  readonly resources: readonly Resource[];
}

/** The resources of every root module, together per project. */
export function readTerraform(tree: Tree, syntax: Syntax, config: Config): { readonly sets: readonly ResourceSet[]; readonly problems: readonly Problem[] } {
  const folders = moduleFiles(tree, syntax);
  const context: Context = { tree, syntax, folders, declared: config.values, budget: { left: 150_000 }, modules: { left: 300 } };
  const sets = groupBy([...folders.values()], ({ folder }) => tree.projectOf(folder === '' ? 'main.tf' : `${folder}/main.tf`));
  return {
    sets: [...sets].map(([project, modules]) => ({ project, resources: rootsOf(modules).flatMap((files) => resourcesOf(openModule(files, context))) })),
    problems: [...folders.values()].flatMap(({ problems }) => problems),
  };
}

/** The folders that no other folder of the project calls. */
function rootsOf(modules: readonly ModuleFiles[]): readonly ModuleFiles[] {
  const called = new Set(modules.flatMap(({ folder, blocks }) => blocks.map((block) => calledFolder(folder, block))));
  const roots = modules.filter(({ folder }) => !called.has(folder));
  return roots.length > 0 ? roots : modules;
}
