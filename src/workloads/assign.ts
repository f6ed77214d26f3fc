import { posix } from 'node:path';
import type { Tree } from '../discover/tree.ts';
import type { Project } from '../model/layer.ts';
import type { Source } from '../syntax/source.ts';
import type { Syntax } from '../syntax/syntax.ts';
import { get, textOf } from '../syntax/yaml-read.ts';
import type { Container } from './container.ts';
import type { BuiltImage } from './dockerfile/built-image.ts';
import { builtAlone, componentDockerfile, dockerfileFor, dockerfilesOf } from './dockerfile/find.ts';
import type { WrittenBuilds } from './dockerfile/written-builds.ts';
import { filesBelow, folderOf } from './folders.ts';
import { lastSegment, parseImage } from './image.ts';
import { isThirdParty } from './third-party.ts';

/** Images of these are pushed by a pipeline, so that only run time knows their registry. */
const deployed = new Set(['ecs', 'cloud-run', 'container-app', 'app-runner']);

function imageName({ image, container, workload }: Container): string | undefined {
  if (image?.value !== undefined) return parseImage(image.value).name;
  // A registry or a tag that only run time knows leaves the last segment; without that a container of ECS is named like its image.
  const shown = (image?.expression ?? '').replace(/\$\{\w+:?-([^{}$]*)\}/g, '$1');
  const [, path = '', last] = /^(?:(.*)\/)?([\w.-]+)(?:[:@][^/]*)?$/.exec(shown) ?? [];
  if (last !== undefined) return path === '' || /[${}<>\s]/.test(path) ? last : `${path}/${last}`;
  return image && deployed.has(workload.kind) ? container : undefined;
}

/** Gives containers whose manifest names only an image the Dockerfile of the repository that the name points to. */
export function withDockerfiles(containers: readonly Container[], tree: Tree, syntax: Syntax, builds: ReadonlyMap<string, BuiltImage> = new Map(), written?: WrittenBuilds): readonly Container[] {
  const own = new Set(containers.flatMap((container) => imageName(container) ?? []).filter((name) => !isThirdParty(name)));
  const known = new Map<Project, readonly string[]>();
  return containers.map((container) => {
    const name = imageName(container);
    if (container.build || name === undefined) return container;
    const build = builds.get(plainName(name)) ?? written?.ofImage(container.image?.value ?? name, container.project.folder);
    if (build) return { ...container, build };
    const dockerfiles = known.get(container.project) ?? dockerfilesOf(container.project, tree);
    known.set(container.project, dockerfiles);
    const path = dockerfileFor(name, dockerfiles, own.size === 1 && !isRuntime(name)) ?? componentDockerfile(name, [container.container, container.workload.name], dockerfiles) ?? dockerfileOfPackage(name, container.project, tree, syntax);
    const source = path === undefined ? undefined : tree.open(path);
    return source ? { ...container, build: builtAlone(source, tree, (base) => written?.ofBase(base, container.project.folder)) } : container;
  });
}

/** The Dockerfile beside the manifest of a package that is called like the image. */
function dockerfileOfPackage(image: string, { folder }: Project, tree: Tree, syntax: Syntax): string | undefined {
  const path = posix.join(folder, 'Dockerfile');
  if (!image.includes('/') || isThirdParty(image) || !tree.has(path)) return undefined;
  return manifests.some(([file, nameIn]) => {
    const source = tree.open(posix.join(folder, file));
    return source && nameIn(source, syntax) === lastSegment(image);
  }) ? path : undefined;
}

type NameIn = (source: Source, syntax: Syntax) => string | undefined;

const named: NameIn = (source, { yaml }) => textOf(get(yaml(source).documents[0], 'name'))?.split('/').at(-1);
const matched = (pattern: RegExp): NameIn => ({ text }) => pattern.exec(text)?.[1];
const manifests: readonly (readonly [string, NameIn])[] = [
  ['package.json', named], ['composer.json', named], ['pyproject.toml', matched(/^name\s*=\s*"([^"]+)"/m)], ['go.mod', matched(/^module\s+(?:\S+\/)?([\w.-]+)\s*$/m)],
];

const plainName = (image: string): string => image.replace(/^docker\.io\/(?:library\/)?/, '');

/** The images that manifests both name and build. */
export function namedBuilds(containers: readonly Container[]): ReadonlyMap<string, BuiltImage> {
  return new Map(containers.flatMap((container) => {
    const name = imageName(container);
    return container.build && name !== undefined ? [[plainName(name), container.build] as const] : [];
  }));
}

/** An official language image runs what is mounted, not what a Dockerfile builds. */
const isRuntime = (name: string): boolean => /^(?:(?:docker\.io\/)?library\/)?(?:python|node|ruby|golang|php|openjdk|eclipse-temurin|gradle|maven|rust|perl|elixir)$/.test(name);

/** Where the source of each container lies, most certain first. */
export function assignSources(containers: readonly Container[], project: Project, tree: Tree): (container: Container) => readonly string[] {
  const folders = foldersByName(project, tree);
  const own = containers.filter((container) => !isThirdParty(imageName(container) ?? ''));
  const programs = new Set(own.map((container) => container.build?.dockerfile.path ?? imageName(container) ?? container.id));
  return (container) => {
    const mounted = container.mounts.flatMap(({ holds }) => (holds.kind === 'folder' ? [holds.path] : []));
    const certain = [...(container.build?.folders ?? []), ...container.sources, ...mounted];
    const named = container.build === undefined && !own.includes(container) ? [] : namesOf(container).flatMap((name) => folders.get(name) ?? []);
    const last = certain.length === 0 && programs.size === 1 && own.includes(container) ? [container.home ?? project.folder] : [];
    return [...new Set([...certain, ...named, ...last])];
  };
}

function namesOf(container: Container): readonly string[] {
  const image = imageName(container);
  return [...(image === undefined ? [] : [lastSegment(image)]), container.workload.name, container.container];
}

const known = new WeakMap<Tree['files'], Map<string, ReadonlyMap<string, string>>>();

function foldersByName(project: Project, tree: Tree): ReadonlyMap<string, string> {
  const perProject = known.get(tree.files) ?? new Map<string, ReadonlyMap<string, string>>();
  known.set(tree.files, perProject);
  const folders = perProject.get(project.folder) ?? findFolders(project, tree);
  perProject.set(project.folder, folders);
  return folders;
}

/** Folders by their own name, if only one of the project bears it at the highest level. */
function findFolders(project: Project, tree: Tree): ReadonlyMap<string, string> {
  const found = new Map<string, string | undefined>();
  const folders = allFolders(project, tree).map((folder) => ({ folder, depth: folder.split('/').length }));
  const depths = new Map<string, number>();
  for (const { folder, depth } of folders.sort((a, b) => a.depth - b.depth)) {
    const name = posix.basename(folder);
    if (!found.has(name)) found.set(name, folder);
    else if (depths.get(name) === depth) found.set(name, undefined);
    if (!depths.has(name)) depths.set(name, depth);
  }
  return new Map([...found].flatMap(([name, folder]) => (folder === undefined ? [] : [[name, folder] as const])));
}

function allFolders(project: Project, tree: Tree): readonly string[] {
  const found = new Set<string>();
  for (const file of filesBelow(tree, project.folder)) {
    if (tree.projectOf(file).folder !== project.folder) continue;
    for (let at = folderOf(file); at !== '' && !found.has(at); at = folderOf(at)) found.add(at);
  }
  return [...found];
}
