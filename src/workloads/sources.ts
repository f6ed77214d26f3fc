import { posix } from 'node:path';
import type { Tree } from '../discover/tree.ts';
import type { Process } from '../model/process.ts';
import type { Source } from '../syntax/source.ts';
import { filesBelow } from './folders.ts';
import { lastSegment } from './image.ts';

export interface Located {
  readonly source: Source;
  /** How it was found, for people. */
  readonly why: string;
}

/** The file of the repository that a process runs under the name `script`, e.g. `dist/main.js` → `src/main.ts`. */
export function locateScript(process: Process, script: string, tree: Tree): Located | undefined {
  const direct = process.files.open(script);
  if (direct) return { source: direct, why: `the process finds ${direct.path} at ${script}` };
  const candidates = tailsOf(script, process.workdir).flatMap(originals);
  for (const folder of process.sources) {
    for (const candidate of candidates) {
      const source = tree.open(posix.join(folder, candidate));
      if (source) return { source, why: `${script} is made from ${source.path}` };
    }
  }
  return bySuffix(process, candidates, tree) ?? fromOutput(process, script, tree);
}

/** `server/http.js` where tsconfig.json writes `src` to `server`; `dist/backend/app/server.js` from the only file that ends so. */
function fromOutput(process: Process, script: string, tree: Tree): Located | undefined {
  const why = (source: Source): Located => ({ source, why: `${script} is made from ${source.path}` });
  for (const folder of process.sources) {
    for (const candidate of tailsOf(script, process.workdir).flatMap((path) => compiledBy(folder, path, tree))) {
      const source = tree.open(posix.join(folder, candidate));
      if (source) return why(source);
    }
  }
  const files = projectFiles(process, tree).filter((file) => process.sources.some((folder) => folder === '' || file.startsWith(`${folder}/`)));
  for (const tail of tailsOf(script, process.workdir).flatMap(belowOutput)) {
    const found = files.filter((file) => endings(tail).some((ending) => file.endsWith(`/${ending}`)));
    const source = found.length === 1 && found[0] !== undefined ? tree.open(found[0]) : undefined;
    if (source) return why(source);
    if (found.length > 1) return undefined;
  }
  return undefined;
}

/** Where the compiler options of a folder put what `path` is made from. */
function compiledBy(folder: string, path: string, tree: Tree): readonly string[] {
  const text = tree.open(posix.join(folder, 'tsconfig.json'))?.text ?? '';
  const option = (name: string): string | undefined => new RegExp(`"${name}"\\s*:\\s*"(?:\\./)?([^"]{1,200}?)/?"`).exec(text)?.[1];
  const out = option('outDir');
  const roots = [option('rootDir'), 'src', ''].filter((root) => root !== undefined);
  return out !== undefined && path.startsWith(`${out}/`) ? roots.flatMap((root) => endings(posix.join(root, path.slice(out.length + 1)))) : [];
}

/** What follows the output folder, without its first folders one by one; never a bare file name. */
function belowOutput(path: string): readonly string[] {
  const parts = path.split('/');
  const at = parts.findIndex((part) => outputFolder.test(part));
  return at < 0 ? [] : parts.slice(at + 1, -2).map((_, index) => parts.slice(at + 2 + index).join('/'));
}

function endings(path: string): readonly string[] {
  const extension = posix.extname(path);
  return (compiled[extension] ?? []).map((ending) => path.slice(0, path.length - extension.length) + ending);
}

function bySuffix(process: Process, candidates: readonly string[], tree: Tree): Located | undefined {
  const files = projectFiles(process, tree);
  for (const candidate of candidates) {
    const found = files.filter((file) => file === candidate || file.endsWith(`/${candidate}`));
    if (found.length > 1) return undefined;
    const source = found[0] === undefined ? undefined : tree.open(found[0]);
    if (source) return { source, why: `${source.path} is the only file of that name` };
  }
  return undefined;
}

/** The path without the working directory; for another absolute path every tail of it, the longest first. */
function tailsOf(script: string, workdir: string | undefined): readonly string[] {
  const clean = posix.normalize(script);
  if (clean.startsWith('..')) return [];
  if (!posix.isAbsolute(clean)) return [clean];
  if (workdir !== undefined && workdir !== '/' && clean.startsWith(`${workdir}/`)) return [clean.slice(workdir.length + 1)];
  const parts = clean.slice(1).split('/').slice(0, 20);
  return parts.map((_, index) => parts.slice(index).join('/'));
}

const outputFolder = /^(?:dist|build|out|lib|output|target)$/;
const compiled: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.js', '.ts', '.tsx', '.mjs', '.jsx'],
  '.mjs': ['.mjs', '.mts', '.ts', '.js'],
  '.cjs': ['.cjs', '.cts', '.ts', '.js'],
  '': ['', '.js', '.ts', '/index.js', '/index.ts'],
};

/** Paths of source files from which a build may make `path`. */
function originals(path: string): readonly string[] {
  const extension = posix.extname(path);
  const stem = path.slice(0, path.length - extension.length);
  const stems = [stem, ...withoutOutputFolder(stem)];
  return stems.flatMap((each) => (compiled[extension] ?? [extension]).map((ending) => each + ending));
}

function withoutOutputFolder(stem: string): readonly string[] {
  const parts = stem.split('/');
  const at = parts.findIndex((part) => outputFolder.test(part));
  if (at < 0 || at === parts.length - 1) return [];
  const before = parts.slice(0, at);
  const after = parts.slice(at + 1);
  const inSource = [...before, 'src', ...after];
  const sourceBeside = [...before, ...after.slice(0, -1), 'src', ...after.slice(-1)];
  return [inSource, [...before, ...after], sourceBeside].map((each) => each.join('/'));
}

/**
 * A file that a framework keeps under one of these names (`*` within a name), in the source of the process or in a folder named
 * like its workload or image.
 */
export function frameworkFile(process: Process, names: readonly string[], tree: Tree): Located | undefined {
  const candidates = filesNamed(tree, names).filter((file) => tree.projectOf(file).folder === process.project.folder);
  const own = process.sources.map((folder) => candidates.filter((file) => folder === '' || file.startsWith(`${folder}/`)));
  for (const found of [...own, candidates.filter(isNamedLike(process))]) {
    const best = theBest(found, isNamedLike(process));
    const source = best === undefined ? undefined : tree.open(best);
    if (source) return { source, why: `${source.path} lies in the source of ${process.workload.kind} ${process.workload.name}` };
  }
  return undefined;
}

const named = new WeakMap<Tree['files'], Map<string, readonly string[]>>();

/** Found once: hundreds of processes ask for the same few names. */
function filesNamed(tree: Tree, names: readonly string[]): readonly string[] {
  const known = named.get(tree.files) ?? new Map<string, readonly string[]>();
  named.set(tree.files, known);
  const key = names.join('\n');
  const matches = matcher(names);
  const files = known.get(key) ?? tree.files.filter((file) => matches(posix.basename(file)));
  known.set(key, files);
  return files;
}

function matcher(names: readonly string[]): (name: string) => boolean {
  const escaped = names.map((name) => name.replace(/[\\^$.|+()[\]{}?]/g, '\\$&').replace(/\*+/g, '.*'));
  const expression = new RegExp(`^(?:${escaped.join('|')})$`);
  return (name) => expression.test(name);
}

/** The only one; else the only one in a folder named like the process; else the only one that lies highest. */
function theBest(files: readonly string[], isNamed: (file: string) => boolean): string | undefined {
  const named = files.filter(isNamed);
  const candidates = named.length > 0 ? named : files;
  const depth = (file: string): number => file.split('/').length;
  const highest = Math.min(...candidates.map(depth));
  const top = candidates.filter((file) => depth(file) === highest);
  return top.length === 1 ? top[0] : undefined;
}

function isNamedLike(process: Process): (file: string) => boolean {
  const program = process.argv[0]?.value;
  const image = process.image && process.image.name !== '' ? [lastSegment(process.image.name)] : [];
  const names = new Set([process.workload.name, process.container, ...image, ...(program === undefined ? [] : [posix.basename(program)])]);
  return (file) => file.split('/').slice(0, -1).some((folder) => names.has(folder));
}

const ofProject = new WeakMap<Tree['files'], Map<string, readonly string[]>>();

function projectFiles(process: Process, tree: Tree): readonly string[] {
  const { folder } = process.project;
  const known = ofProject.get(tree.files) ?? new Map<string, readonly string[]>();
  ofProject.set(tree.files, known);
  const files = known.get(folder) ?? filesBelow(tree, folder).filter((file) => tree.projectOf(file).folder === folder);
  known.set(folder, files);
  return files;
}
