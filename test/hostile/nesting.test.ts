import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/model/result.ts';
import { hoplint, inspected, problemsOf } from './command.ts';
import { type Contents, folderOf, known } from './folder.ts';
import { type Nested, nested } from './nested.ts';

const filesOf = ({ file, text, beside }: Nested, depth: number): Contents => {
  const all = { ...beside, [file]: text((open, inner, close) => open.repeat(depth) + inner + close.repeat(depth)) };
  return Object.fromEntries(Object.entries(all).map(([path, content]) => [`x/${path}`, content]));
};
const systemsIn = ({ chains }: Result): readonly string[] => chains.flatMap(({ layers }) => layers.map(({ system }) => system));

describe.each(nested)('$name', (language) => {
  it('is read three levels deep', () => {
    const result = JSON.parse(hoplint(folderOf(filesOf(language, 3)), '--format', 'json').stdout) as Result;
    expect(systemsIn(result)).toContain(language.system);
    expect(result.problems).toEqual([]);
  });

  it('ends 100,000 levels deep in a problem with its place, or costs nothing but itself', () => {
    const result = inspected(folderOf({ ...known, ...filesOf(language, 100_000) }));
    const told = result.problems.filter(({ location }) => location.file === `x/${language.file}`);
    if (!language.harmless) return void expect(told, problemsOf(result).join()).not.toEqual([]);
    expect(systemsIn(result)).toContain(language.system);
    expect(told).toEqual([]);
  });
});

const groups = Array.from({ length: 6 }, (_, group) => nested.filter((_, at) => at % 6 === group));

describe('everything that nests', () => {
  it.each(groups.map((languages) => [languages.map(({ name }) => name).join(', '), languages] as const))('stands in a row without stopping the rest: %s', (_, languages) => {
    const rows = languages.flatMap(({ file, text, beside }, at) => Object.entries({ ...beside, [file]: text((open, inner, close) => (open + inner + close).repeat(5000)) }).map(([path, content]): [string, string | Buffer] => [`x${at}/${path}`, content]));
    inspected(folderOf({ ...known, ...Object.fromEntries(rows) }));
  });
});

/** Closed without being opened, never closed, or said over and over. */
const strays = ['}\n', ';\n', '</a>\n', '[a\n', '{% endif %}\n', '${A:-', 'A<', '%w[', '=begin\n', '<-', '1,', '---\n', 'Environment=A=1\n', 'A=1\n'];
const files = new Map(nested.map((language) => [language.file, language.text((open, inner, close) => open + inner + close)]));

describe('signs without their counterparts', () => {
  it.each(strays)('%j by the thousand do not stop the rest', (stray) => {
    inspected(folderOf({ ...known, ...Object.fromEntries([...files].map(([path, text]) => [`x/${path}`, text + stray.repeat(30_000 / stray.length)])) }));
  });

  it('by the hundred thousand are as many problems as people read', () => {
    const { problems } = inspected(folderOf({ ...known, ...Object.fromEntries([...files].filter(([path]) => /nginx|Caddy|httpd|\.xml|\.ini/.test(path)).flatMap(([path, text]) => [['a', '}\n'], ['b', ';\n'], ['c', '</a>\n'], ['d', '[a\n']].map(([folder, stray]) => [`${folder}/${path}`, text + stray?.repeat(150_000)]))) }));
    expect(problems.length).toBeGreaterThan(5);
    expect(problems.length).toBeLessThan(1000);
  });
});
