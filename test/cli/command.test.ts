import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { built } from './built.ts';
import { folder } from './world.ts';

const upstream = 'http { upstream app { server 127.0.0.1:1; } server { listen 80; location / { proxy_pass http://app; } } }\n';

describe('the built command', () => {
  let command = '';
  beforeAll(() => { command = built(); }, 120_000);
  const run = (cwd: string, ...argv: readonly string[]) => spawnSync(process.execPath, [command, ...argv], { cwd, encoding: 'utf8', env: { PATH: process.env['PATH'] } });

  test('prints its version', () => expect(run('.', '--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/));

  test('a folder without anything to read is exit code 2, never silence', () => {
    const { status, stderr } = run(folder({ 'notes.txt': 'x' }));
    expect(stderr).toMatch(/^hoplint: nothing to (read|check) in \.:/);
    expect(status).toBe(2);
  });

  test('a path that does not exist is exit code 2 without a stack', () => {
    const { status, stderr } = run(folder({}), 'nope');
    expect([status, stderr]).toEqual([2, 'hoplint: no such file or folder: nope\n']);
  });

  test('a configuration with a fault is exit code 2 and names the line', () => {
    const { status, stderr, stdout } = run(folder({ 'hoplint.yaml': 'endpoints:\n  - path: /a\n    duration: 5\n', 'nginx.conf': upstream }), '--format', 'json');
    expect([status, stderr]).toEqual([2, 'hoplint.yaml:3:15: `duration: 5` needs a unit: 5s, 5ms or 5m\n']);
    expect(JSON.parse(stdout).problems).toHaveLength(1);
  });

  test('a reader that closes the pipe early is no fault', () => {
    const { stderr } = spawnSync('bash', ['-c', `"${process.execPath}" "${command}" check --help | true`], { encoding: 'utf8' });
    expect(stderr).toBe('');
  });

  test('explains every rule that it lists', () => {
    const listed = run('.', 'explain').stdout.split('\n').filter((line) => /^[a-z]/.test(line));
    expect(listed).toContain('idle-timeout-inverted');
    expect(run('.', 'explain', 'idle-timeout-inverted').status).toBe(0);
  });
});
