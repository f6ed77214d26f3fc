import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Which stage may know which: one direction, as in CONTRIBUTING.md. A stage always knows itself. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  model: ['syntax (types)'],
  syntax: ['model'],
  config: ['model', 'syntax'],
  discover: ['model', 'syntax', 'config'],
  workloads: ['model', 'syntax', 'discover', 'config'],
  systems: ['model', 'syntax', 'discover', 'config', 'workloads'],
  chain: ['model', 'systems', 'config', 'discover (types)'],
  engine: ['model', 'config (types)', 'systems (types)'],
  trace: ['model', 'engine'],
  rules: ['model', 'engine', 'config (types)', 'systems (types)'],
  report: ['model'],
  cli: ['model', 'config', 'report', 'trace', 'lint', 'rules'],
};

describe('the direction of imports', () => {
  for (const [stage, may] of Object.entries(allowed)) {
    it(`${stage} knows ${may.join(', ')}`, () => {
      const folder = stage === 'rules' ? 'rules' : `src/${stage}`;
      const forbidden = files(folder).flatMap((file) => imports(file).filter(({ to, types }) => to !== stage && !may.includes(to) && !(types && may.includes(`${to} (types)`))).map(({ to, text }) => `${file} imports ${to}: ${text}`));
      expect(forbidden).toEqual([]);
    });
  }

  it('lets only discover, cli and config discovery touch the file system', () => {
    const touching = files('src').filter((file) => /from 'node:(?:fs|child_process|net|http|https|dgram|worker_threads)(?:\/promises)?'/.test(read(file)));
    expect(touching.filter((file) => !/^src\/(?:discover|cli)\//.test(file) && file !== 'src/syntax/program/grammar.ts')).toEqual([]);
  });

  it('lets only --helm start a program', () => {
    const starting = files('src').filter((file) => /node:child_process/.test(read(file)));
    expect(starting).toEqual(['src/cli/helm.ts']);
    expect(files('src').filter((file) => /from '[^']*\/cli\/helm\.ts'|from '\.\/helm\.ts'/.test(read(file)))).toEqual([]);
  });

  it('never evaluates text', () => {
    const evaluating = [...files('src'), ...files('rules')].filter((file) => /\beval\b\s*\)?\(|\bFunction\(|\bvm\b.*runIn/.test(read(file)));
    expect(evaluating).toEqual([]);
  });

  it('imports nothing by a name that is put together, nor behind the back of an import', () => {
    const hidden = [...files('src'), ...files('rules')].filter((file) => /\bimport\(\s*[^'"\s]|\b(?:getBuiltinModule|createRequire)\b|\bprocess\.binding\b/.test(read(file).replace(/walk\.import\(/g, '')));
    expect(hidden.toSorted()).toEqual(['src/cli/compiled.ts', 'src/syntax/program/grammar.ts']);
  });
});

function files(folder: string): readonly string[] {
  let entries: readonly string[] = [];
  try {
    entries = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
  return entries.filter((entry) => entry.endsWith('.ts')).map((entry) => posix.join(folder, entry.split(sep).join('/')));
}

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

function imports(file: string): readonly { readonly to: string; readonly types: boolean; readonly text: string }[] {
  return [...read(file).matchAll(/^(?:import|export)(\s+type)?[^'"]*?from '(\.[^']+)'/gm)].map(([text, types, path = '']) => {
    const target = relative(root, join(root, posix.dirname(file), path)).split(sep).join('/');
    const [top = '', second = ''] = target.split('/');
    return { to: top === 'src' ? second.replace(/\.ts$/, '') : top, types: types !== undefined, text };
  });
}
