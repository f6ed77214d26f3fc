import type { Config } from '../../config/config.ts';
import type { Tree } from '../../discover/tree.ts';
import type { Project } from '../../model/layer.ts';
import type { Problem } from '../../model/place.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import type { Container } from '../container.ts';
import { type BuiltImage, builtImage } from '../dockerfile/built-image.ts';
import type { WrittenBuilds } from '../dockerfile/written-builds.ts';
import { type ComposeFile, composeFile, composeFiles, isComposeName } from './compose-file.ts';
import { containerOf, type StackContext } from './containers.ts';
import { composeVariables, namedFiles } from './environment.ts';
import { interpolator } from './interpolate.ts';
import { mergedServices } from './merge.ts';
import { type Stack, stacksOf } from './stacks.ts';

export interface ComposeSet {
  readonly project: Project;
  readonly when: string | undefined;
  readonly containers: readonly Container[];
}

/** What each combination of compose files starts. */
export function readCompose(tree: Tree, syntax: Syntax, config: Config, written?: WrittenBuilds): { readonly sets: readonly ComposeSet[]; readonly problems: readonly Problem[] } {
  const files = composeFiles(tree, syntax);
  const lookup = (path: string): ComposeFile | undefined => {
    const source = tree.open(path);
    return files.find((file) => file.path === path) ?? (source && composeFile(path, syntax.yaml(source).documents[0]));
  };
  const stacks = stacksOf(files, (folder) => namedFiles(folder, tree), config);
  const sets = stacks.map((stack) => setOf(stack, { tree, config, lookup, written }));
  const sources = new Set([...files.map((file) => file.node.source), ...tree.files.filter(isComposeName).flatMap((path) => tree.open(path) ?? [])]);
  const problems = [...sources].flatMap((source) => syntax.yaml(source).problems);
  return { sets, problems };
}

interface Reading {
  readonly tree: Tree;
  readonly config: Config;
  readonly lookup: (path: string) => ComposeFile | undefined;
  readonly written: WrittenBuilds | undefined;
}

function setOf({ files, when }: Stack, { tree, config, lookup, written }: Reading): ComposeSet {
  const variables = composeVariables(files, tree, config);
  const project = tree.projectOf(files[0].path);
  const context: StackContext = { project, files, tree, variables, interpolate: interpolator(variables), build: ({ dockerfile, ...request }) => dockerfile && builtImage({ ...request, dockerfile, local: (image) => written?.ofBase(image, project.folder) }, tree) };
  const containers = mergedServices(files, lookup).flatMap((service) => containerOf(service, context) ?? []);
  return { project, when, containers: sharingBuilds(containers) };
}

/** A service that names the image of another service's build runs that build. */
function sharingBuilds(containers: readonly Container[]): readonly Container[] {
  const builds = new Map<string, BuiltImage>();
  for (const { image, build } of containers) if (image?.value !== undefined && build) builds.set(image.value, build);
  return containers.map((container) => {
    const build = container.build ?? builds.get(container.image?.value ?? '');
    return build === container.build ? container : { ...container, build };
  });
}
