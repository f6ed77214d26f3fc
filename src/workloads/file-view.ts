import { posix } from 'node:path';
import type { Tree } from '../discover/tree.ts';
import type { Place } from '../model/place.ts';
import type { FileView } from '../model/process.ts';
import type { Source } from '../syntax/source.ts';
import { filesBelow, namesakes } from './folders.ts';
import { globMatcher } from './glob.ts';

/** Something that stands at a path of a process's file system. */
export interface Mount {
  /** Absolute. */
  readonly target: string;
  readonly holds:
    | { readonly kind: 'text'; readonly source: () => Source | undefined }
    | { readonly kind: 'file'; readonly path: string }
    | { readonly kind: 'folder'; readonly path: string }
    | { readonly kind: 'unknown' };
  /** It joins what was there before, as COPY and a fresh named volume do; a bind mount hides it. */
  readonly overlay: boolean;
  /** The line of the manifest that puts it there. */
  readonly place?: Place;
}

/** `mounts` in the order of their making; `sources` are searched for what the mounts do not show. */
export function fileView(tree: Tree, mounts: readonly Mount[], workdir: string | undefined, sources: readonly string[]): FileView {
  const ranked = mounts.toReversed().toSorted((a, b) => b.target.length - a.target.length);
  const absolute = (path: string): string => posix.resolve('/', workdir ?? '', path);
  const open = (path: string): Source | undefined => {
    const at = absolute(path);
    for (const mount of ranked) {
      if (!covers(mount.target, at)) continue;
      const found = openIn(tree, mount, at);
      if (found || !mount.overlay) return found;
    }
    return openBehind(tree, path, workdir, sources) ?? openMade(tree, at, ranked);
  };
  return {
    open,
    glob: (pattern) => globbed(absolute(pattern), ranked, tree, open, () => globBehind(tree, pattern, workdir, sources)),
    replaced: (path) => isReplaced(tree, ranked, absolute(path)),
    attached: (file) => attachedBy(ranked, file),
  };
}

function openIn(tree: Tree, mount: Mount, at: string): Source | undefined {
  const { holds } = mount;
  if (holds.kind === 'unknown') return undefined;
  if (holds.kind === 'folder') return tree.open(posix.join(holds.path, at.slice(mount.target.length).replace(/^\//, '')));
  if (at !== mount.target) return undefined;
  return holds.kind === 'text' ? holds.source() : tree.open(holds.path);
}

function isReplaced(tree: Tree, mounts: readonly Mount[], at: string): boolean {
  return mounts.some((mount) => mount.target === at || (covers(mount.target, at) && (!mount.overlay || mount.holds.kind === 'unknown' || openIn(tree, mount, at) !== undefined)));
}

function attachedBy(mounts: readonly Mount[], file: string): { readonly target: string; readonly place: Place } | undefined {
  for (const { holds, target, place } of mounts) {
    if (!place || place.file === file) continue;
    if (holds.kind === 'file' && holds.path === file) return { target, place };
    // The repository as a whole is there for its program, not for one file.
    if (holds.kind === 'folder' && file.startsWith(`${holds.path}/`)) return { target: posix.join(target, file.slice(holds.path.length + 1)), place };
  }
  return undefined;
}

function globbed(pattern: string, mounts: readonly Mount[], tree: Tree, open: FileView['open'], behind: () => readonly Source[]): readonly Source[] {
  const matches = globMatcher(pattern);
  const paths = new Set(mounts.flatMap((mount) => pathsIn(tree, mount)).filter(matches));
  const found = [...paths].sort().flatMap((path) => open(path) ?? []);
  const isHidden = mounts.some((mount) => !mount.overlay && covers(mount.target, posix.dirname(pattern)));
  return found.length > 0 || isHidden ? found : behind();
}

function pathsIn(tree: Tree, mount: Mount): readonly string[] {
  const { holds, target } = mount;
  if (holds.kind === 'unknown') return [];
  if (holds.kind !== 'folder') return [target];
  const { path } = holds;
  return filesBelow(tree, path).map((file) => posix.join(target, file.slice(path === '' ? 0 : path.length + 1)));
}

const ofTheSystem = /^\/(?:etc|var|proc|run|tmp|s?bin|lib(?:64)?|usr\/(?:s?bin|lib|share|local\/(?:s?bin|lib|etc)))\//;

/** What lies in the source folders, for a process whose image the repository does not show in full. */
function openBehind(tree: Tree, path: string, workdir: string | undefined, sources: readonly string[]): Source | undefined {
  for (const tail of tailsOf(path, workdir)) {
    for (const folder of sources) {
      const found = tree.open(posix.join(folder, tail));
      if (found) return found;
    }
  }
  return undefined;
}

function globBehind(tree: Tree, pattern: string, workdir: string | undefined, sources: readonly string[]): readonly Source[] {
  for (const tail of tailsOf(pattern, workdir)) {
    for (const folder of sources) {
      const matches = globMatcher(posix.join(folder, tail));
      const found = filesBelow(tree, posix.join(folder, posix.dirname(tail))).filter(matches);
      if (found.length > 0) return found.flatMap((file) => tree.open(file) ?? []);
    }
  }
  return [];
}

/** What lies in a folder that is empty when a container starts was made by its entry script: out of the only file of that name in its image. */
function openMade(tree: Tree, at: string, mounts: readonly Mount[]): Source | undefined {
  if (!/^\/(?:tmp|run|var\/run|dev\/shm)\//.test(at)) return undefined;
  const name = posix.basename(at);
  const found = new Set(mounts.flatMap(({ holds }) => {
    if (holds.kind === 'file') return posix.basename(holds.path) === name ? [holds.path] : [];
    return holds.kind === 'folder' && holds.path !== '' ? namesakes(tree, name).filter((file) => file.startsWith(`${holds.path}/`)) : [];
  }));
  const [only] = found;
  return found.size === 1 && only !== undefined ? tree.open(only) : undefined;
}

/** How a path may read from a source folder: without the working directory; if that is not known, without its first folders. */
function tailsOf(path: string, workdir: string | undefined): readonly string[] {
  const clean = posix.normalize(path);
  if (clean.startsWith('..')) return [];
  if (!posix.isAbsolute(clean)) return [clean];
  if (ofTheSystem.test(clean)) return [];
  if (workdir !== undefined && workdir !== '/' && clean.startsWith(`${workdir}/`)) return [clean.slice(workdir.length + 1)];
  if (workdir !== undefined) return [];
  const parts = clean.slice(1).split('/').slice(0, 20);
  return parts.map((_, index) => parts.slice(index).join('/'));
}

function covers(target: string, path: string): boolean {
  return path === target || target === '/' || path.startsWith(`${target}/`);
}
