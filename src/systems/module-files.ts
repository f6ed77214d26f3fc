import { posix } from 'node:path';
import type { Program } from '../syntax/program/tree.ts';

const scripts = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

/** The files of the repository that an import may mean, most likely first. Packages from elsewhere give none that exists. */
export function moduleFiles(program: Program, module: string): readonly string[] {
  const { path } = program.source;
  if (program.language === 'python') return pythonFiles(path, module);
  if (program.language !== 'javascript' && program.language !== 'typescript') return [];
  if (!module.startsWith('.')) return /^(?:@|~|src)\//.test(module) ? scriptFiles(module.replace(/^[@~]\//, 'src/')) : [];
  return scriptFiles(posix.join(posix.dirname(path), module));
}

/** `./x.js` may be compiled from `./x.ts`. */
function scriptFiles(base: string): readonly string[] {
  if (base.startsWith('..')) return [];
  const stem = base.replace(/\.[cm]?jsx?$/, '');
  return [base, ...scripts.map((extension) => stem + extension), ...scripts.map((extension) => `${base}/index${extension}`)];
}

/** Absolute names are tried from every folder above the importing file, as the source root is not known. */
function pythonFiles(path: string, module: string): readonly string[] {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const rest = module.slice(dots).replaceAll('.', '/');
  if (dots > 0) {
    const folder = posix.join(posix.dirname(path), ...Array<string>(dots - 1).fill('..'));
    return pythonNames(posix.join(folder, rest));
  }
  const folders = posix.dirname(path).split('/').map((_, index, all) => all.slice(0, all.length - index).join('/'));
  return [...folders.filter((folder) => folder !== '.'), '.'].flatMap((folder) => pythonNames(posix.join(folder, rest)));
}

const pythonNames = (base: string): readonly string[] => (base.startsWith('..') ? [] : [`${base}.py`, `${base}/__init__.py`]);
