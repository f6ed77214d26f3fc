import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseEvents } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parseIni } from '../../src/syntax/ini.ts';
import { parseNginx } from '../../src/syntax/nginx.ts';
import { fileSource } from '../../src/syntax/source.ts';
import { isMap } from '../../src/syntax/yaml-read.ts';
import { type YamlNode, type YamlScalar, parseYaml } from '../../src/syntax/yaml.ts';

const shared = process.env['HOPLINT_SHARED'] ?? join(import.meta.dirname, '../../../shared');
const corpus = join(shared, 'corpus');
if (!existsSync(corpus)) console.warn('no corpus of real files here: its tests are skipped');

const files = existsSync(corpus)
  ? readdirSync(corpus, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return { path, text: readFileSync(path, 'utf8') };
    })
  : [];
const ofKind = (pattern: RegExp) => files.filter(({ path }) => pattern.test(path.slice(corpus.length)));
const isNginx = (text: string): boolean => /^\s*(server|location|upstream|http|proxy_\w+|listen)\b[^\n]*[{;]\s*$/m.test(text);

function blocks(node: YamlNode): readonly YamlScalar[] {
  if (node.kind === 'scalar') return node.style === 'block' ? [node] : [];
  return isMap(node) ? node.entries.flatMap(({ value, merged }) => (merged ? [] : blocks(value))) : node.items.flatMap(blocks);
}

describe.skipIf(files.length === 0)('real files', () => {
  const yaml = ofKind(/\.(ya?ml|json)(\.[\w-]+)?$/).map((file) => ({ ...file, read: parseYaml(fileSource(file.path, file.text)) }));

  it('of YAML and JSON are read but for a handful', () => {
    expect(yaml.length).toBeGreaterThan(1000);
    expect(yaml.filter(({ read }) => read.problems.length > 0).map(({ path }) => path).length).toBeLessThanOrEqual(3);
  });

  it('that js-yaml accepts have no problem', () => {
    const accepted = yaml.filter(({ text }) => {
      try {
        return parseEvents(text, { maxDepth: 200 }).length > 0;
      } catch {
        return false;
      }
    });
    expect(accepted.filter(({ read }) => read.problems.length > 0).map(({ path }) => path)).toEqual([]);
    expect(accepted.filter(({ read, text }) => read.documents.length === 0 && /^\s*[\w"-]+:/m.test(text) && !text.includes('{{')).map(({ path }) => path)).toEqual([]);
  });

  it('of nginx end in a tree or a problem', () => {
    const embedded = yaml.flatMap(({ read }) => read.documents.flatMap(blocks)).filter(({ text }) => isNginx(text)).map((node) => parseNginx(node.embedded()));
    const whole = ofKind(/nginx.*|\.conf/).filter(({ path, text }) => !/\.(ya?ml|py|js|ts|json|rb|md|toml|sh|ini)$/.test(path) && isNginx(text)).map(({ path, text }) => parseNginx(fileSource(path, text)));
    const all = [...whole, ...embedded];
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter(({ directives, problems }) => directives.length === 0 && problems.length === 0)).toEqual([]);
    expect(all.filter(({ problems }) => problems.length > 0).length).toBeLessThan(all.length / 10);
  });

  it('of ini are read', () => {
    const ini = ofKind(/\.(ini|service|properties|cfg)$/).map(({ path, text }) => parseIni(fileSource(path, text)));
    expect(ini.filter(({ problems }) => problems.length > 0)).toEqual([]);
    expect(ini.every(({ entries }) => entries.length > 0)).toBe(true);
  });
});
