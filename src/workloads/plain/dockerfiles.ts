import { posix } from 'node:path';
import type { Tree } from '../../discover/tree.ts';
import type { Container } from '../container.ts';
import { builtAlone, isDockerfile } from '../dockerfile/find.ts';
import { folderOf } from '../folders.ts';
import { bare } from './procfile.ts';

const forDevelopers = /(?:^|[.-])(?:dev|development|test|tests|testing|ci|local|debug|lint|docs|builder?|base)(?:[.-]|$)/i;

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

function nameOf(path: string): string {
  const suffix = /^Dockerfile\.(.+)$|^(.+)\.Dockerfile$/i.exec(posix.basename(path));
  return suffix?.[1] ?? suffix?.[2] ?? (posix.basename(folderOf(path)) || 'image');
}
