import { posix } from 'node:path';
import type { Tree } from '../discover/tree.ts';

/**
 * The version or range that a project states for a package, looked up in its manifests and lock files from `path` upward: `20.1.0`,
 * `^4.18.2`, `18.x`, `*` when named without one. `node` and `go` are the engines.
 */
export function dependency(tree: Tree, path: string, name: string): string | undefined {
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    for (const [file, read] of manifests) {
      const source = tree.open(folder === '.' ? file : `${folder}/${file}`);
      const found = source && read(source.text, name);
      if (found !== undefined) return found;
    }
    if (folder === '.' || folder === '/') return undefined;
  }
}

type Read = (text: string, name: string) => string | undefined;


const escaped = (name: string): string => name.replace(/[^\w]/g, '\\$&');

function line(text: string, pattern: RegExp): string | undefined {
  const match = pattern.exec(text);
  return match ? match[1] || '*' : undefined;
}

function fromPackage(text: string, name: string): string | undefined {
  const data = parsed(text);
  if (name === 'node') return textAt(data, 'engines', 'node');
  return textAt(data, 'dependencies', name) ?? textAt(data, 'devDependencies', name) ?? textAt(data, 'peerDependencies', name);
}

function fromPipfileLock(text: string, name: string): string | undefined {
  const data = parsed(text);
  return textAt(at(data, 'default'), name, 'version')?.replace(/^==/, '');
}

const fromGoMod = (text: string, name: string): string | undefined =>
  name === 'go' ? line(text, /^go\s+(\d[\d.]*)/m) : line(text, new RegExp(`^[ \\t]*(?:require\\s+)?${escaped(name)}\\s+v(\\d[\\w.+-]{0,60})`, 'm'));

const fromTomlLock = (text: string, name: string): string | undefined => line(text, new RegExp(`^name = "${escaped(name)}"\\r?\\nversion = "([^"\\n]{1,40})"`, 'im'));

const fromRequirements = (text: string, name: string): string | undefined =>
  line(text, new RegExp(`^${escaped(name)}(?:\\[[^\\]\\n]{0,60}\\])?[ \\t]*(?:==[ \\t]*([\\w.]{1,40})|(?=[ \\t]*(?:[<>~!;#]|\\r?$)))`, 'im'));

const fromPyproject = (text: string, name: string): string | undefined =>
  line(text, new RegExp(`["']?\\b${escaped(name)}(?:\\[[^\\]\\n]{0,60}\\])?["']?[ \\t]*(?:=[ \\t]*["']\\^?|==)[ \\t]*([\\d][\\w.]{0,40})`, 'im'));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const at = (data: unknown, key: string): unknown => (typeof data === 'object' && data !== null && Object.hasOwn(data, key) ? (data as Record<string, unknown>)[key] : undefined);

function textAt(data: unknown, group: string, key: string): string | undefined {
  const value = at(at(data, group), key);
  return typeof value === 'string' ? value : undefined;
}

const manifests: readonly (readonly [string, Read])[] = [
  ['package.json', fromPackage],
  ['.nvmrc', (text, name) => (name === 'node' ? text.trim() : undefined)],
  ['.node-version', (text, name) => (name === 'node' ? text.trim() : undefined)],
  ['go.mod', fromGoMod],
  ['poetry.lock', fromTomlLock],
  ['uv.lock', fromTomlLock],
  ['Pipfile.lock', fromPipfileLock],
  ['requirements.txt', fromRequirements],
  ['requirements/base.txt', fromRequirements],
  ['requirements/production.txt', fromRequirements],
  ['requirements/prod.txt', fromRequirements],
  ['pyproject.toml', fromPyproject],
  ['setup.py', fromPyproject],
  ['Gemfile.lock', (text, name) => line(text, new RegExp(`^ {4}${escaped(name)} \\(([^)\\n]{1,40})\\)`, 'm'))],
  ['Gemfile', (text, name) => line(text, new RegExp(`^[ \\t]*gem\\s+["']${escaped(name)}["'](?:,\\s*["']([^"'\\n]{1,40})["'])?`, 'm'))],
];
