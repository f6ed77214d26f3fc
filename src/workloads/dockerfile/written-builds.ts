import { posix } from 'node:path';
import type { Tree } from '../../discover/tree.ts';
import { sniff } from '../../discover/sniff.ts';
import type { Source } from '../../syntax/source.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { entries, get, items, textOf } from '../../syntax/yaml-read.ts';
import type { YamlNode } from '../../syntax/yaml.ts';
import { folderOf, namesakes, pathFrom } from '../folders.ts';
import { lastSegment, parseImage } from '../image.ts';
import { isThirdParty } from '../third-party.ts';
import { type BuiltImage, builtImage } from './built-image.ts';
import { bakeTargets } from './bake.ts';
import { buildCommands } from './build-commands.ts';
import { builtAlone } from './find.ts';

/** An image and what it is built from, as a script or workflow writes it. */
export interface WrittenBuild {
  readonly image: string;
  /** As written; absent for the file called Dockerfile in the context. */
  readonly dockerfile: string | undefined;
  readonly context: string;
  readonly target: string | undefined;
}

const scripts = /(?:\.(?:sh|bash|mk)|(?:^|\/)(?:[Mm]akefile|GNUmakefile|Jenkinsfile|[Jj]ustfile|Taskfile\.ya?ml)|(?:^|\/)\.(?:gitlab-ci|travis|drone|woodpecker)\.ya?ml|(?:^|\/)\.(?:github\/workflows|circleci|semaphore|buildkite)\/[^/]+\.ya?ml|(?:^|\/)(?:cloudbuild|buildspec|azure-pipelines|bitbucket-pipelines)[\w.-]*\.ya?ml)$/;

/** What the repository builds under an image's name in a project; nothing where several Dockerfiles come into question. */
export interface WrittenBuilds {
  readonly ofImage: Lookup;
  /** For an image that others of the repository are built upon. */
  readonly ofBase: Lookup;
}

/** The Dockerfile behind an image, by the last part of its name and, among several, by its tag. */
export function writtenBuilds(tree: Tree, syntax: Syntax): WrittenBuilds {
  let known: ReadonlyMap<string, readonly Located[]> | undefined;
  const built = new Map<string, BuiltImage | undefined>();
  const lookUp = (image: string, project: string): BuiltImage | undefined => {
    const { name, tag } = parseImage(image);
    if (isThirdParty(name) && !name.includes('/')) return undefined;
    known ??= find(tree, syntax);
    const only = chosen((known.get(lastSegment(name)) ?? []).filter((one) => one.project === project), tag ?? 'latest');
    if (!only) return undefined;
    const key = `${only.dockerfile}\n${only.context}\n${only.target ?? ''}`;
    if (built.has(key)) return built.get(key);
    // An image that is built upon itself has no other base here.
    built.set(key, undefined);
    const made = build(only, tree, (base) => ofBase(base, project));
    built.set(key, made);
    return made;
  };
  /** A base image in a folder of its name. */
  const ofBase = (image: string, project: string): BuiltImage | undefined => lookUp(image, project) ?? beside(image, project, tree, built, ofBase);
  return { ofImage: lookUp, ofBase };
}

type Lookup = (image: string, project: string) => BuiltImage | undefined;

function beside(image: string, project: string, tree: Tree, built: Map<string, BuiltImage | undefined>, ofBase: Lookup): BuiltImage | undefined {
  const { name } = parseImage(image);
  if (!name.includes('/') || isThirdParty(name)) return undefined;
  const [path, ...others] = namesakes(tree, 'Dockerfile').filter((file) => posix.basename(folderOf(file)) === lastSegment(name) && tree.projectOf(file).folder === project);
  const source = path === undefined || others.length > 0 ? undefined : tree.open(path);
  if (!source || path === undefined) return undefined;
  if (!built.has(path)) {
    built.set(path, undefined);
    built.set(path, builtAlone(source, tree, (base) => ofBase(base, project)));
  }
  return built.get(path);
}

interface Located {
  readonly dockerfile: string;
  readonly context: string;
  readonly target: string | undefined;
  readonly project: string;
  readonly tag: string;
  readonly forDevelopers: boolean;
}

function build({ dockerfile, context, target }: Located, tree: Tree, local: (image: string) => BuiltImage | undefined): BuiltImage | undefined {
  const source = tree.open(dockerfile);
  return source && builtImage({ dockerfile: source, context, target, args: new Map(), local }, tree);
}

/** Images for developers do not stand in the way of the one for production; a tag that only run time knows fits where none is the same. */
function chosen(all: readonly Located[], tag: string): Located | undefined {
  const productive = all.filter(({ forDevelopers }) => !forDevelopers);
  const candidates = productive.length > 0 ? productive : all;
  const [found = []] = [candidates.filter((one) => one.tag === tag), candidates.filter((one) => one.tag.includes('$')), candidates].filter((some) => some.length > 0);
  const [first, ...others] = found;
  return others.every((other) => other.dockerfile === first?.dockerfile && other.target === first.target) ? first : undefined;
}

function find(tree: Tree, syntax: Syntax): ReadonlyMap<string, readonly Located[]> {
  const found = new Map<string, Located[]>();
  for (const path of tree.files) {
    for (const one of buildsIn(path, tree, syntax)) {
      const located = locate(one, path, tree);
      const name = lastSegment(parseImage(one.image).name);
      if (located && /^[\w.-]+$/.test(name)) found.set(name, [...(found.get(name) ?? []), located]);
    }
  }
  return found;
}

function buildsIn(path: string, tree: Tree, syntax: Syntax): readonly WrittenBuild[] {
  if (/(?:^|\/)docker-bake[\w.-]*\.hcl$/.test(path)) return bakes(tree.open(path));
  if (/(?:^|\/)skaffold\.ya?ml$/.test(path)) return artifacts(tree.open(path), syntax);
  if (!scripts.test(path)) return [];
  const source = sniff(tree, path, /build/, /docker|podman|buildah|nerdctl/);
  if (!source) return [];
  return [...buildCommands(source), ...(/\.ya?ml$/.test(path) && source.text.includes('build-push-action') ? actions(source, syntax) : [])];
}

/** Relative to the root of the project or to the file that says so. */
function locate({ image, dockerfile, context, target }: WrittenBuild, from: string, tree: Tree): Located | undefined {
  if (/[$`*]|\{\{/.test(`${dockerfile ?? ''}${context}${target ?? ''}`)) return undefined;
  const { folder: project, sample } = tree.projectOf(from);
  for (const folder of sample ? [] : new Set([project, folderOf(from)])) {
    const base = pathFrom(folder, context);
    const file = base === undefined ? undefined : dockerfile === undefined ? posix.join(base, 'Dockerfile') : pathFrom(folder, dockerfile);
    const inContext = base !== undefined && dockerfile !== undefined ? pathFrom(base, dockerfile) : undefined;
    const path = [file, inContext].find((one) => one !== undefined && tree.has(one));
    if (base !== undefined && path !== undefined) return { dockerfile: path, context: base, target, project: tree.projectOf(path).folder, tag: parseImage(image).tag ?? 'latest', forDevelopers: developers.test(posix.basename(path)) || developers.test(parseImage(image).tag ?? '') || developers.test(target ?? '') };
  }
  return undefined;
}

const developers = /(?:^|[.:_-])(?:dev|develop|development|test|tests|testing|ci|local|debug|lint|docs|builder?|cache)(?:[._-]|$)/i;

const bakes = (source: Source | undefined): readonly WrittenBuild[] => (source ? bakeTargets(source) : []);

/** `artifacts` of skaffold. */
function artifacts(source: Source | undefined, syntax: Syntax): readonly WrittenBuild[] {
  if (!source) return [];
  return syntax.yaml(source).documents.flatMap((document) => items(get(document, 'build', 'artifacts'))).flatMap((artifact) => {
    const image = textOf(get(artifact, 'image'));
    const context = textOf(get(artifact, 'context')) ?? '.';
    return image === undefined ? [] : [{ image, context, dockerfile: textOf(get(artifact, 'docker', 'dockerfile')), target: textOf(get(artifact, 'docker', 'target')) }];
  });
}

/** Steps of GitHub workflows that use docker/build-push-action; tags may come out of a step of docker/metadata-action. */
function actions(source: Source, syntax: Syntax): readonly WrittenBuild[] {
  const jobs = syntax.yaml(source).documents.flatMap((document) => entries(get(document, 'jobs')));
  return jobs.flatMap(({ value }) => {
    const steps = items(get(value, 'steps'));
    return steps.filter((step) => /^docker\/build-push-action@/.test(textOf(get(step, 'uses')) ?? '')).flatMap((step) => action(step, steps));
  });
}

function action(step: YamlNode, steps: readonly YamlNode[]): readonly WrittenBuild[] {
  const input = (name: string): string | undefined => rawOf(get(step, 'with', name));
  const tags = (input('tags') ?? '').split(/[\s,]+/);
  const images = tags.flatMap((tag) => {
    const id = /steps\.([\w-]+)\.outputs\.tags/.exec(tag)?.[1];
    const meta = id === undefined ? undefined : steps.find((other) => textOf(get(other, 'id')) === id);
    return meta ? (rawOf(get(meta, 'with', 'images')) ?? '').split(/[\s,]+/) : [tag];
  });
  const context = input('context') ?? '.';
  return images.filter((image) => image !== '').map((image) => ({ image, context: /^\{\{defaultContext\}\}$/.test(context) ? '.' : context, dockerfile: input('file'), target: input('target') }));
}

const rawOf = (node: YamlNode | undefined): string | undefined => (node?.kind === 'scalar' ? node.text : undefined);
