import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, type CheckOptions } from '../../src/cli/check.ts';
import type { Engine } from '../../src/cli/run-roots.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { ConfigurationError } from '../../src/config/configuration-error.ts';
import type { Result } from '../../src/model/result.ts';
import { cutDownload, options as report, sources } from '../report/cut-download.ts';
import { folder, screen } from './world.ts';

const engine = (result: Result): Engine => ({ lint: async () => ({ result, sources }), rules: report.rules });
const usual: CheckOptions = { format: 'text', failOn: 'error', rule: [] };

async function run(result: Result, options: Partial<CheckOptions> = {}, paths: readonly string[] = [], terminal: Partial<Terminal> = {}) {
  const shown = screen(folder({ 'a/x.yaml': '', 'b/x.yaml': '' }), terminal);
  const code = await check(engine(result), paths, { ...usual, ...options }, shown);
  return { code, out: shown.printed(), err: shown.complained(), cwd: shown.cwd };
}

const counts = (errors: number, warnings: number, undetermined = 0): Result => ({ ...cutDownload, findings: [], undetermined: [], summary: { ...cutDownload.summary, errors, warnings, undetermined } });
const nothing: Result = { ...counts(0, 0), chains: [], summary: { ...cutDownload.summary, files: 0 } };

describe('exit code', () => {
  test.each([
    ['clean', counts(0, 0), {}, 0],
    ['an error', counts(1, 0), {}, 1],
    ['a warning', counts(0, 1), {}, 0],
    ['a warning that counts', counts(0, 1), { failOn: 'warning' }, 1],
    ['an error that does not count', counts(1, 0), { failOn: 'never' }, 0],
    ['undetermined', counts(0, 0, 1), {}, 0],
    ['undetermined, strict', counts(0, 0, 1), { strict: true }, 1],
    ['nothing to read', nothing, {}, 2],
    ['files without anything known', { ...nothing, summary: { ...nothing.summary, files: 3 } }, { failOn: 'never' }, 2],
  ] as const)('%s', async (_, result, options, code) => expect((await run(result, options)).code).toBe(code));
});

describe('output', () => {
  test('names files as seen from the working folder', async () => {
    const { out } = await run(cutDownload, {}, ['a']);
    expect(out).toContain('a/k8s/app.yaml:12:7');
    expect(out).toContain("12 │     - '30'");
  });

  test('JSON of one root keeps places relative to it, of several puts the root before them', async () => {
    expect(JSON.parse((await run(cutDownload, { format: 'json' }, ['a'])).out)).toEqual(cutDownload);
    const both = JSON.parse((await run(cutDownload, { format: 'json' }, ['a', 'b'])).out) as Result;
    expect(new Set(both.findings.map(({ location }) => location.file.split('/')[0]))).toEqual(new Set(['a', 'b']));
    expect(both.summary.errors).toBe(6);
  });

  test('JSON is printed whatever the exit code', async () => {
    const { code, out, err } = await run(nothing, { format: 'json' });
    expect([code, (JSON.parse(out) as Result).version]).toEqual([2, 1]);
    expect(err).toMatch(/^hoplint: nothing to read in \./);
  });

  test('goes to a file without colours', async () => {
    const { cwd, out, err } = await run(cutDownload, { output: 'out.txt' }, [], { isTerminal: true, env: { TERM: 'xterm' } });
    expect(out).toBe('');
    expect(err).toBe('hoplint: out.txt written, errors: 3, warnings: 0\n');
    expect(readFileSync(join(cwd, 'out.txt'), 'utf8')).toMatch(/^error endpoint-cut/);
  });

  test('sarif lists the rules', async () => {
    const { out } = await run(cutDownload, { format: 'sarif' });
    expect(JSON.parse(out).runs[0].tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['endpoint-cut']);
  });
});

describe('rule levels', () => {
  test('reach the engine, the last one wins', async () => {
    let seen: ReadonlyMap<string, string> | undefined;
    const spying: Engine = { rules: report.rules, lint: async (_, options) => { seen = options?.rules; return { result: cutDownload, sources }; } };
    await check(spying, [], { ...usual, rule: ['endpoint-cut=off', 'endpoint-cut=info'] }, screen(folder({})));
    expect([...(seen ?? [])]).toEqual([['endpoint-cut', 'info']]);
  });

  test.each([['endpoint-cutt=off', /did you mean `endpoint-cut`/], ['endpoint-cut=loud', /one of off, error, warning, info/], ['endpoint-cut', /one of/]])('%s is refused', async (rule, message) => {
    await expect(run(cutDownload, { rule: [rule] })).rejects.toThrow(message);
  });
});

test('a configuration that cannot be used still gives a JSON document', async () => {
  const problem = { place: { file: 'hoplint.yaml', line: 3, column: 5, endLine: 3, endColumn: 6 }, message: 'unknown key' };
  const broken: Engine = { rules: [], lint: () => Promise.reject(new ConfigurationError([problem])) };
  const shown = screen(folder({}));
  await expect(check(broken, [], { ...usual, format: 'json' }, shown)).rejects.toThrow('hoplint.yaml:3:5: unknown key');
  expect((JSON.parse(shown.printed()) as Result).problems).toEqual([{ location: problem.place, message: 'unknown key' }]);
});
