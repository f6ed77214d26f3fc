import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsers } from './parsers.ts';
import { seedTexts, seedTrees } from './seeds.ts';

const syntax = new URL('../../src/syntax/', import.meta.url);
const fuzzed = readFileSync(new URL('parsers.ts', import.meta.url), 'utf8');
/** Parts of parsers that are called for their text only. */
const within = ['parseExpression', 'parseTerm'];

describe('the fuzzer', () => {
  it('knows every parser', () => {
    const files = readdirSync(syntax).filter((name) => name.endsWith('.ts'));
    const exported = files.flatMap((name) => [...readFileSync(new URL(name, syntax), 'utf8').matchAll(/^export (?:async )?function (parse\w+)/gm)].map(([, parser = '']) => parser));
    expect(exported.length).toBeGreaterThan(10);
    expect(exported.filter((parser) => !within.includes(parser) && !fuzzed.includes(parser))).toEqual([]);
  });

  it.each(Object.keys(parsers))('has texts of its own for %s', (name) => {
    expect(seedTexts(seedTrees()).get(name) ?? []).not.toEqual([]);
  });
});
