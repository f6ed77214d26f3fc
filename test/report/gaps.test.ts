import { describe, expect, test } from 'vitest';
import type { Result } from '../../src/model/result.ts';
import { gapsOf } from '../../src/report/gaps.ts';
import { text } from '../../src/report/text.ts';
import { cutDownload, options } from './cut-download.ts';

const at = (line: number) => ({ file: 'a.py', line, column: 1, endLine: line, endColumn: 2 });
const chain = cutDownload.chains[0];
const open = (line: number, what: string) => ({ what, reason: 'not described in this repository', location: at(line) });

const result: Result = {
  ...cutDownload,
  findings: [],
  undetermined: [
    { rule: 'missing-timeout', needs: '', reason: 'timeout is not known (the result of a call): f(x)', location: at(1) },
    { rule: 'missing-timeout', needs: '', reason: 'timeout is not known (the result of a call): g(y)', location: at(2) },
    { rule: 'endpoint-cut', needs: '', reason: 'no chain serves /zip', location: at(3) },
    { rule: 'deadline-inverted', needs: 'values: { READ_TIMEOUT: … }', reason: 'proxy_read_timeout is not known', location: at(4) },
    { rule: 'silent-drop', needs: 'values: { READ_TIMEOUT: … }', reason: 'proxy_read_timeout is not known', location: at(4) },
  ],
  problems: [{ location: at(5), message: 'cannot be read as YAML' }],
  chains: chain ? [{ ...chain, openEnds: [open(6, 'a:80'), open(7, 'b:80'), open(7, 'b:80'), open(8, 'c:80')] }, { ...chain, sample: true, openEnds: [open(9, 'example:80')] }] : [],
};

describe('what could not be judged', () => {
  test('is told once per cause, what can be settled first', () => {
    expect(gapsOf(result).map(({ label, what, count, first }) => `${label} | ${what} | ${count} | ${first.line}`)).toEqual([
      'settle by | values: { READ_TIMEOUT: … } in hoplint.yaml, for deadline-inverted and silent-drop | 2 | 4',
      'endpoint | no chain serves /zip | 1 | 3',
      'not read | cannot be read as YAML | 1 | 5',
      'unknown | timeout is not known (the result of a call); nothing in hoplint.yaml settles this | 2 | 1',
      'open end | a:80, b:80 and 1 more: not described in this repository | 3 | 6',
    ]);
  });

  test('takes five entries, at least one of each kind, and counts the rest', () => {
    const problems = [1, 2, 3, 4, 5, 6].map((line) => ({ location: at(line), message: `fault ${line}` }));
    const printed = text({ ...result, problems }, options);
    expect(printed.split('\n').filter((line) => line.startsWith('  not read'))).toHaveLength(1);
    expect(printed).toContain('  … and 5 more (--verbose)\n');
  });

  test('is complete with --verbose', () => {
    const printed = text(result, { ...options, verbose: true });
    expect(printed.match(/^undetermined /gm)).toHaveLength(5);
    expect(printed).toContain('  settled by  values: { READ_TIMEOUT: … }');
    expect(printed).toContain('  nothing in hoplint.yaml settles this');
    expect(printed).not.toContain('example:80');
  });

  test('says nothing where nothing is open', () => expect(text({ ...result, undetermined: [], problems: [], chains: [] }, options)).not.toContain('not judged'));
});
