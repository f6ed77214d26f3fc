import { posix } from 'node:path';
import type { Tree } from '../../discover/tree.ts';
import type { Project } from '../../model/layer.ts';
import { parseDockerfile } from '../../syntax/dockerfile.ts';
import type { Source } from '../../syntax/source.ts';
import { filesBelow, folderOf, isFolder, pathFrom } from '../folders.ts';
import { lastSegment } from '../image.ts';
import { isThirdParty } from '../third-party.ts';
import { type Build, type BuiltImage, builtImage } from './built-image.ts';

const dockerfileName = /^(?:Dockerfile(?:[._-][\w.-]+)?|[\w.-]+\.Dockerfile|Containerfile)$/i;

export const isDockerfile = (path: string): boolean => dockerfileName.test(posix.basename(path)) && !path.endsWith('.dockerignore');

export function dockerfilesOf(project: Project, tree: Tree): readonly string[] {
  return filesBelow(tree, project.folder).filter((file) => isDockerfile(file) && tree.projectOf(file).folder === project.folder);
}

/**
 * The Dockerfile that an image name points to: one in a folder of that name, one that carries the name, or `only`: the only one,
 * when the project runs only one image of its own.
 */
export function dockerfileFor(image: string, dockerfiles: readonly string[], only: boolean): string | undefined {
  const name = lastSegment(image);
  if (isThirdParty(image) && !image.includes('/')) return undefined;
  const named = dockerfiles.filter((file) => posix.basename(folderOf(file)) === name || carries(posix.basename(file), name));
  if (named.length === 1) return named[0];
  if (named.length > 1 || !only || isThirdParty(image)) return undefined;
  return dockerfiles.length === 1 ? dockerfiles[0] : undefined;
}

/** The Dockerfile of a component whose image is called after project and component: `shop-backend` of a container `backend`, in the only folder of that name. */
export function componentDockerfile(image: string, called: readonly string[], dockerfiles: readonly string[]): string | undefined {
  if (isThirdParty(image)) return undefined;
  const found = dockerfiles.filter((file) => {
    const folder = posix.basename(folderOf(file));
    return folder !== '' && posix.basename(file) === 'Dockerfile' && lastSegment(image).endsWith(`-${folder}`) && called.includes(folder);
  });
  return found.length === 1 ? found[0] : undefined;
}

const carries = (file: string, name: string): boolean => /^dockerfile[._-]/i.test(file) && file.toLowerCase().slice(11) === name || file.toLowerCase() === `${name}.dockerfile`;

/** Builds a Dockerfile whose context nobody names: the nearest folder above it that holds most of what it copies. */
export function builtAlone(dockerfile: Source, tree: Tree, local: NonNullable<Build['local']> = () => undefined, target?: string): BuiltImage | undefined {
  return builtImage({ dockerfile, context: likelyContext(dockerfile, tree), target, args: new Map(), local }, tree);
}

function likelyContext(dockerfile: Source, tree: Tree): string {
  const own = folderOf(dockerfile.path);
  const { folder: top } = tree.projectOf(dockerfile.path);
  const sources = parseDockerfile(dockerfile).stages.flatMap((stage) => stage.instructions).filter((each) => each.keyword === 'COPY' && !each.flags.some((flag) => flag.name === 'from'))
    .flatMap((each) => each.words.slice(0, -1).map((word) => word.text)).filter((source) => !/[*?$]|^\.\/?$/.test(source));
  if (sources.length === 0 && own !== top && !holdsSource(own, tree)) return folderOf(own);
  let best = { folder: own, held: holds(own, sources, tree) };
  for (let at = own; at !== top && at !== ''; ) {
    at = folderOf(at);
    const held = holds(at, sources, tree);
    if (held > best.held) best = { folder: at, held };
  }
  return best.folder;
}

/** Beside nothing but files for the build, `COPY . .` means a folder above. */
const holdsSource = (folder: string, tree: Tree): boolean => filesBelow(tree, folder).some((file) => !isDockerfile(file) && !/(?:^|\/)(?:\.[^/]*|README[^/]*|(?:docker-)?compose[^/]*)$|\.(?:sh|md|ya?ml)$/i.test(file));

function holds(folder: string, sources: readonly string[], tree: Tree): number {
  return sources.filter((source) => {
    const path = pathFrom(folder, source.replace(/^\/+/, ''));
    return path !== undefined && (tree.has(path) || isFolder(tree, path));
  }).length;
}
