import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { lint, type LintRun } from '../../src/lint.ts';
import { text } from '../../src/report/text.ts';
import { type Case, casesOf, folder, within } from './cases.ts';
import { undoingsOf, withUndone } from './undone.ts';

const pages = join(folder, '../../rules');

describe.each(rules.map((rule) => rule.id))('%s', (id) => {
  const cases = casesOf(id);
  const runs = new Map<string, Promise<LintRun>>();
  const run = ({ root }: Case): Promise<LintRun> => {
    const known = runs.get(root) ?? lint(root);
    runs.set(root, known);
    return known;
  };

  it.each(cases.map((one) => [`${one.verdict}/${one.name}`, one] as const))('%s', async (_, one) => {
    expect(found(await run(one), one)).toEqual(wanted(one));
    if (one.verdict === 'err') expect(one.expected.map((mark) => mark.rule)).toContain(id);
    if (one.verdict === 'ok') expect(one.expected).toEqual([]);
  });

  const undoings = undoingsOf(id);
  const undone = cases.filter((one) => one.verdict === 'ok').flatMap((one) => (undoings[one.name] ?? []).map((undoing, at) => [one.name, at + 1, one, undoing] as const));

  it.each(undone)('ok/%s is silent for its reason (%i) only', async (_name, _at, one, undoing) => {
    const before = new Set(firedBy(await run(one), id));
    const after = await withUndone(one, undoing, lint);
    expect(firedBy(after, id).filter((key) => !before.has(key))).not.toEqual([]);
  });

  it('says for each ok case what makes it silent', () => {
    expect(Object.keys(undoings).sort()).toEqual(cases.filter((one) => one.verdict === 'ok').map((one) => one.name));
  });

  it('words its findings as they were reviewed', async () => {
    const outputs = await Promise.all(cases.filter((one) => one.verdict === 'err').map(async (one) => `${'='.repeat(8)} ${one.name}\n\n${shown(await run(one))}`));
    await expect(outputs.join('\n')).toMatchFileSnapshot(join(folder, id, 'err.snap.txt'));
  });

  it('has a page, ok cases and err cases', () => {
    expect(existsSync(join(pages, `${id}.md`))).toBe(true);
    expect(cases.filter((one) => one.verdict === 'ok').length).toBeGreaterThanOrEqual(3);
    expect(cases.filter((one) => one.verdict === 'err').length).toBeGreaterThanOrEqual(3);
  });

  it('takes the examples of its page from the cases', () => {
    const examples = examplesOf(readFileSync(join(pages, `${id}.md`), 'utf8'));
    expect(examples.length).toBeGreaterThanOrEqual(2);
    for (const { fixture, excerpt } of examples) expect(withoutMarks(readFileSync(join(folder, id, fixture), 'utf8'))).toContain(excerpt);
  });
});

it('has no cases for rules that do not exist', () => {
  const known = new Set(rules.map((rule) => rule.id));
  expect(within(folder).filter((name) => !name.includes('.') && !known.has(name))).toEqual([]);
});

/** What was found, as `file:line rule`; severities only where the case pins one. */
function found({ result }: LintRun, { expected }: Case): readonly string[] {
  const pinned = new Map(expected.map((mark) => [`${mark.file}:${mark.line} ${mark.rule}`, mark.severity]));
  const lines = result.findings.flatMap(({ location, rule, severity }) => {
    const key = `${location.file}:${location.line} ${rule}`;
    if (severity === 'info' && pinned.get(key) !== 'info') return [];
    return [pinned.get(key) === undefined ? key : `${key} ${severity}`];
  });
  return [...new Set(lines)].sort();
}

const firedBy = ({ result }: LintRun, id: string): readonly string[] => result.findings.filter(({ rule }) => rule === id).map(({ location, severity }) => `${location.file}:${location.line} ${severity}`);

const wanted = ({ expected }: Case): readonly string[] => expected.map(({ file, line, rule, severity }) => `${file}:${line} ${rule}${severity ? ` ${severity}` : ''}`).sort();

function shown({ result, sources, rules: known }: LintRun): string {
  return withoutMarks(text(result, { sources, colour: false, unicode: true, width: 100, verbose: true, quiet: false, rules: known, version: '0.0.0' }));
}

const withoutMarks = (output: string): string => output.replace(/ *(?:#|\/\/|;) expect: .*/g, '');

/** Fenced blocks that follow `<!-- fixture: err/case/file -->`. */
function examplesOf(page: string): readonly { readonly fixture: string; readonly excerpt: string }[] {
  return [...page.matchAll(/<!-- fixture: (\S+) -->\n+```\w*\n([\s\S]*?)\n```/g)].map(([, fixture = '', excerpt = '']) => ({ fixture, excerpt }));
}
