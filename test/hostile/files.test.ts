import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, linkSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configNames } from '../../src/config/config-names.ts';
import { lint } from '../../src/lint.ts';
import { command, hoplint, inspected, problemsOf } from './command.ts';
import { folderOf, known } from './folder.ts';

const isWindows = process.platform === 'win32';
/** Root reads everything, unless it gives that right away. */
const asOthers = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : [];
const [drop = 'true', ...dropped] = [...asOthers, 'true'];
const mayNotRead = !isWindows && spawnSync(drop, dropped).status === 0;
const pipe = (path: string): unknown => execFileSync('mkfifo', [path]);

describe('files that are none', () => {
  it.skipIf(isWindows)('pipes and devices are never opened', () => {
    const root = folderOf({ ...known, 'a/x': '', '.git/info/x': '' });
    for (const name of ['nginx.conf', 'compose.yaml', 'a.py', '.env', '.gitignore', 'Dockerfile']) {
      pipe(join(root, 'a', name));
      mkdirSync(join(root, 'z', name), { recursive: true });
      mkdirSync(join(root, 'zero', name, '..'), { recursive: true });
      symlinkSync('/dev/zero', join(root, 'zero', name));
    }
    pipe(join(root, '.git/info/exclude'));
    symlinkSync('a/nginx.conf', join(root, 'nginx.conf'));
    writeFileSync(join(root, 'compose.yaml'), 'services: { a: { image: nginx, env_file: [ a/.env, zero/.env ], volumes: [ "./a/nginx.conf:/etc/nginx/nginx.conf", "./zero:/etc/nginx/conf.d" ] }, b: { build: a } }\n');
    expect(problemsOf(inspected(root))).toEqual([]);
  });

  it.skipIf(isWindows).each(configNames)('%s as a pipe is refused', (name) => {
    const root = folderOf(known);
    pipe(join(root, name));
    expect(hoplint(root)).toMatchObject({ status: 2, stderr: expect.stringContaining(`${name}:1:1: is not a file below the root`) });
    expect(hoplint(root, '--config', name)).toMatchObject({ status: 2, stderr: expect.stringContaining('not a regular file') });
  });

  it.skipIf(!mayNotRead)('what nobody may read is a problem', () => {
    const root = folderOf({ ...known, 'shut/nginx.conf': '', 'open/nginx.conf': 'upstream a {' });
    chmodSync(join(root, 'shut'), 0);
    chmodSync(join(root, 'open/nginx.conf'), 0);
    const problems = problemsOf(inspected(root, asOthers));
    chmodSync(join(root, 'shut'), 0o700);
    expect(problems.toSorted()).toEqual(['open/nginx.conf:1 cannot be read: EACCES', 'shut:1 cannot be read: EACCES']);
  });
});

describe('files that change while they are read', () => {
  it('are read as they are then, or are a problem', async () => {
    const root = folderOf({ ...known, ...Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`x${at}/nginx.conf`, 'upstream a { server b; }\n'])) });
    const away = folderOf({ 'secret.conf': 'upstream hunter2 {' });
    const running = spawn(process.execPath, [command, '--format', 'json'], { cwd: root });
    let shown = '';
    running.stdout.on('data', (data) => { shown += String(data); });
    const changing = setInterval(() => change(root, away), 1);
    const status = await new Promise((resolve) => running.on('close', resolve));
    clearInterval(changing);
    expect(status).toBe(1);
    expect(shown).toContain('known/compose.yaml');
    expect(shown).not.toContain('hunter2');
  });

  it('and have gone or became links before a report shows them', async () => {
    const root = folderOf(known);
    const away = folderOf({ 'secret.conf': 'hunter2' });
    const { sources } = await lint(root);
    rmSync(join(root, 'known/nginx.conf'));
    symlinkSync(join(away, 'secret.conf'), join(root, 'known/nginx.conf'));
    rmSync(join(root, 'known/compose.yaml'));
    expect([sources('known/nginx.conf'), sources('known/compose.yaml')]).toEqual([undefined, undefined]);
  });
});

describe('many files', () => {
  const count = 200_000;

  it(`${count} of them are walked`, () => {
    const root = folderOf(known);
    const names = ['a.txt', 'b.yaml', 'c.py', 'd.json', 'e.conf'];
    for (let folder = 0; folder < count / 10_000; folder += 1) {
      const path = join(root, `f${folder}`);
      mkdirSync(path);
      for (const name of names) copies(path, name, 10_000 / names.length);
    }
    const { summary, problems } = inspected(root);
    expect(summary.files).toBeGreaterThanOrEqual((count * 3) / names.length);
    expect(problems).toEqual([]);
  }, 900_000);

  it('and folders in folders end somewhere', () => {
    const root = folderOf(known);
    const deep = join(root, ...Array.from({ length: 900 }, () => 'd'));
    mkdirSync(deep, { recursive: true });
    expect(problemsOf(inspected(root))).toEqual([expect.stringMatching(/^(?:d\/){100}d:1 folders are nested too deeply$/)]);
  });
});

/** Links to one file, made and removed in half the time of files. */
function copies(folder: string, name: string, count: number): void {
  const first = join(folder, `0${name}`);
  writeFileSync(first, 'a: 1\n');
  for (let at = 1; at < count; at += 1) linkSync(first, join(folder, `${at}${name}`));
}

let turn = 0;
function change(root: string, away: string): void {
  turn += 1;
  const file = join(root, `x${turn % 300}/nginx.conf`);
  if (!existsSync(file)) return;
  if (turn % 3 === 0) rmSync(file);
  if (turn % 3 === 1) writeFileSync(file, 'upstream a {'.repeat(turn));
  if (turn % 3 === 2) {
    symlinkSync(join(away, 'secret.conf'), `${file}.new`);
    renameSync(`${file}.new`, file);
  }
}
