import { posix } from 'node:path';
import type { Tree } from '../../discover/tree.ts';
import type { DockerInstruction } from '../../syntax/dockerfile.ts';
import { substitute } from '../../syntax/substitute.ts';
import type { Mount } from '../file-view.ts';
import { filesBelow, folderOf, isFolder, pathFrom } from '../folders.ts';
import { globMatcher } from '../glob.ts';
import { type Building, lookup, type Stage } from './built-image.ts';

/** Stages that copy each other's whole root would multiply without end. */
const mostMounts = 2000;

/** COPY and ADD: what they put where, and the folders that it comes from. */
export function copied(instruction: DockerInstruction, state: Stage, building: Building): Partial<Stage> {
  const words = instruction.words.map((word) => substitute(word.text, word.place, lookup(state)).value);
  const written = words.at(-1);
  if (words.length < 2 || written === undefined) return {};
  const target = posix.resolve('/', state.workdir ?? '', written);
  const isInto = /(?:^|\/)\.{0,2}$/.test(written) || words.length > 2;
  const from = instruction.flags.find((flag) => flag.name === 'from')?.value;
  const sources = words.slice(0, -1);
  if (from !== undefined) return fromStage(sources, { target, isInto }, state, building.stages.get(from.toLowerCase()));
  const found = sources.flatMap((source) => (source === undefined ? [] : inContext(source, building)));
  const mounts = found.flatMap((path) => mountsFor(path, { target, isInto: isInto || found.length > 1 }, building.tree).map((mount) => ({ ...mount, place: instruction.place })));
  const folders = found.map((path) => (building.tree.has(path) ? folderOf(path) : path));
  return { mounts: [...state.mounts, ...mounts].slice(0, mostMounts), folders: [...new Set([...state.folders, ...folders.filter((folder) => folder !== building.context)])] };
}

interface Destination {
  readonly target: string;
  /** The target is a folder that receives the files under their own names. */
  readonly isInto: boolean;
}

/** Files and folders of the build context that a source names, wildcards resolved. */
function inContext(source: string, { context, tree }: Building): readonly string[] {
  if (/^https?:|^git@/.test(source)) return [];
  const path = pathFrom(context, source.replace(/^\/+/, '') || '.');
  if (path === undefined) return [];
  if (!/[*?[]/.test(path)) return tree.has(path) || isFolder(tree, path) ? [path] : [];
  const depth = path.split('/').length;
  const matches = globMatcher(path);
  const base = folderOf(path.replace(/[*?[].*$/, 'x'));
  return [...new Set(filesBelow(tree, base).map((file) => file.split('/').slice(0, depth).join('/')))].filter(matches);
}

function mountsFor(path: string, { target, isInto }: Destination, tree: Tree): readonly Mount[] {
  if (!tree.has(path)) return [{ target, holds: { kind: 'folder', path }, overlay: true }];
  const inside: Mount = { target: posix.join(target, posix.basename(path)), holds: { kind: 'file', path }, overlay: true };
  if (isInto) return [inside];
  const itself: Mount = { target, holds: { kind: 'file', path }, overlay: true };
  const mayBeFolder = posix.extname(target) === '' && posix.extname(path) !== '';
  return mayBeFolder ? [inside, itself] : [itself];
}

function fromStage(sources: readonly (string | undefined)[], { target, isInto }: Destination, state: Stage, stage: Stage | undefined): Partial<Stage> {
  if (!stage) return { mounts: [...state.mounts, { target, holds: { kind: 'unknown' }, overlay: true }] };
  const mounts = sources.flatMap((source) => {
    const at = posix.resolve('/', stage.workdir ?? '', source ?? '');
    return stage.mounts.flatMap((mount) => moved(mount, at, isInto ? [target, posix.join(target, posix.basename(at))] : [target]));
  });
  return { mounts: [...state.mounts, ...mounts].slice(0, mostMounts), folders: [...new Set([...state.folders, ...stage.folders])] };
}

/** What of a mount shows below `at` in the other stage, as it shows at the new places. */
function moved(mount: Mount, at: string, targets: readonly string[]): readonly Mount[] {
  const below = at === '/' ? '/' : `${at}/`;
  if (mount.target === at || mount.target.startsWith(below)) return targets.map((target) => ({ ...mount, target: posix.join(target, mount.target.slice(at.length)) }));
  if (mount.holds.kind !== 'folder' || !(mount.target === '/' || at.startsWith(`${mount.target}/`))) return [];
  const path = posix.join(mount.holds.path, at.slice(mount.target === '/' ? 1 : mount.target.length + 1));
  return targets.map((target) => ({ target, holds: { kind: 'folder', path }, overlay: true }));
}
