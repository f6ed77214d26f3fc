import { posix } from 'node:path';
import type { Tree } from '../../discover/tree.ts';
import type { Container } from '../container.ts';
import { parseDockerfile } from '../../syntax/dockerfile.ts';
import type { BuiltImage } from '../dockerfile/built-image.ts';
import { builtAlone, isDockerfile } from '../dockerfile/find.ts';
import { folderOf } from '../folders.ts';
import { groupBy } from '../group.ts';
import { bare } from './procfile.ts';

const forDevelopers = /(?:^|[._-])(?:dev|development|test|tests|testing|ci|local|debug|lint|docs|builder?|base)(?:[._-]|$)/i;

/** Images that no manifest starts, each as a process of its own. */
export function loneDockerfiles(tree: Tree, started: ReadonlySet<string>): readonly Container[] {
  return tree.files.filter((path) => isDockerfile(path) && !started.has(path) && !forDevelopers.test(posix.basename(path))).flatMap((path) => {
    const source = tree.open(path);
    const build = source && builtAlone(source, tree);
    if (!source || !build) return [];
    const name = nameOf(path);
    return [{ ...bare(`dockerfile/${path}`, path, tree, build.place), workload: { kind: 'dockerfile', name }, container: name, build, sources: build.folders }];
  });
}

/** The stage for production of a Dockerfile of which manifests build only stages for developers. */
export function productionStages(tree: Tree, built: readonly BuiltImage[]): readonly Container[] {
  const targets = groupBy(built, ({ dockerfile }) => dockerfile.path);
  return [...targets].flatMap(([path, images]) => {
    const source = images.every(({ target }) => target !== undefined && forDevelopers.test(target)) ? tree.open(path) : undefined;
    const stage = source && parseDockerfile(source).stages.find(({ name }) => /^prod(?:uction)?$/i.test(name ?? ''))?.name;
    const build = source && stage !== undefined ? builtAlone(source, tree, undefined, stage) : undefined;
    if (!build || stage === undefined) return [];
    const name = `${nameOf(path)} ${stage}`;
    return [{ ...bare(`dockerfile/${path}/${stage}`, path, tree, build.place), workload: { kind: 'dockerfile', name }, container: name, build, sources: build.folders }];
  });
}

function nameOf(path: string): string {
  const suffix = /^Dockerfile[._-](.+)$|^(.+)\.Dockerfile$/i.exec(posix.basename(path));
  return suffix?.[1] ?? suffix?.[2] ?? (posix.basename(folderOf(path)) || 'image');
}
