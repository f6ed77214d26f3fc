import { describe, expect, it } from 'vitest';
import { hoplint } from './command.ts';
import { folderOf, known } from './folder.ts';

const names = ['new\nline', 'quo"te\'s', '100%25', '\u001b[31mred', 'a,b:c', 'back\\slash', ' blank ', '\u202eright', '::error::x', '😀', '-rf', '<b>&', '`$(id)`', '\r', '%0A', 'é'];
const files = Object.fromEntries(names.flatMap((name) => Object.entries(known).map(([path, text]) => [path.replace('known', name), text])));
const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/;

describe.skipIf(process.platform === 'win32')('names of files with signs of a report', () => {
  const root = (): string => folderOf({ ...files, 'bad\n%,\u001b[1m.yaml/compose.yaml': 'services: [\n', 'zero\n\u001b]0;x\u0007/nginx.conf': 'a\u0000' });

  it('leave text without control characters', () => {
    const { stdout, stderr } = hoplint(root(), '--verbose');
    expect(stdout).toContain('idle-timeout-inverted');
    expect(`${stdout}${stderr}`).not.toMatch(control);
  });

  it('leave one GitHub command per line', () => {
    const { stdout } = hoplint(root(), '--format', 'github');
    const lines = stdout.split('\n').filter((line) => line !== '');
    expect(lines.length).toBeGreaterThan(names.length);
    expect(lines.filter((line) => !/^::(?:error|warning|notice) file=[^,:]*,line=\d+,(?:col|endLine)=\d+[^:]*::/.test(line))).toEqual([]);
    expect(stdout).not.toMatch(control);
  });

  it('leave JSON that names them exactly', () => {
    const result = JSON.parse(hoplint(root(), '--format', 'json').stdout) as { findings: { location: { file: string } }[]; problems: { location: { file: string } }[] };
    const named = new Set([...result.findings, ...result.problems].map(({ location }) => location.file));
    expect(names.filter((name) => !named.has(`${name}/compose.yaml`))).toEqual([]);
    expect(named).toContain('zero\n\u001b]0;x\u0007/nginx.conf');
  });

  it('leave SARIF with addresses that lead to them', () => {
    const log = JSON.parse(hoplint(root(), '--format', 'sarif').stdout) as { runs: { results: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }[] };
    const named = new Set(log.runs[0]?.results.map(({ locations }) => decodeURIComponent(locations[0]?.physicalLocation.artifactLocation.uri ?? '')));
    expect(names.filter((name) => !named.has(`${name}/compose.yaml`))).toEqual([]);
  });
});
