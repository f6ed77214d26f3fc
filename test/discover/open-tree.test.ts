import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openTree } from '../../src/discover/open-tree.ts';

const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

function folderOf(files: Readonly<Record<string, string | Buffer>>): string {
  const root = mkdtempSync(join(tmpdir(), 'tree-'));
  made.push(root);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

describe('openTree', () => {
  it('honours nested ignore files, the innermost last', () => {
    const root = folderOf({
      '.gitignore': '*.log\n/dist\n',
      'a.log': '', 'dist/x.js': '', 'sub/.gitignore': '!keep.log\n/local.yaml\n', 'sub/keep.log': '', 'sub/local.yaml': '', 'local.yaml': '',
      '.git/info/exclude': 'secret.txt\n', 'secret.txt': '', 'node_modules/x/index.js': '', 'vendor/modules.txt': '', 'vendor/a.go': '', 'lib/vendor/b.go': '',
    });
    expect(openTree(root, []).files).toEqual(['.gitignore', 'lib/vendor/b.go', 'local.yaml', 'sub/.gitignore', 'sub/keep.log']);
  });

  it('leaves out what the configuration ignores', () => {
    expect(openTree(folderOf({ 'old/a.yaml': '', 'b.yaml': '' }), ['old/**']).files).toEqual(['b.yaml']);
  });

  it('follows links to files inside the root only, and enters no linked folder', () => {
    const outside = folderOf({ 'secret.conf': 'x' });
    const root = folderOf({ 'conf/real.conf': 'inside', '.git/config': 'x' });
    symlinkSync(join(root, 'conf/real.conf'), join(root, 'link.conf'));
    symlinkSync(join(outside, 'secret.conf'), join(root, 'out.conf'));
    symlinkSync(root, join(root, 'loop'));
    symlinkSync(join(root, '.git/config'), join(root, 'gitconfig'));
    symlinkSync(join(root, 'absent'), join(root, 'dangling'));
    const tree = openTree(root, []);
    expect(tree.files).toEqual(['conf/real.conf', 'link.conf']);
    expect(tree.open('link.conf')?.text).toBe('inside');
    expect(tree.openIgnored('out.conf')).toBeUndefined();
    expect(tree.openIgnored('../etc/passwd')).toBeUndefined();
  });

  it('opens nothing that became a link out of the root since it was listed', () => {
    const outside = folderOf({ 'secret.conf': 'x' });
    const root = folderOf({ 'a.conf': 'a', 'b.conf': 'b' });
    const tree = openTree(root, []);
    rmSync(join(root, 'a.conf'));
    symlinkSync(join(outside, 'secret.conf'), join(root, 'a.conf'));
    expect([tree.open('a.conf')?.text, tree.open('b.conf')?.text]).toEqual([undefined, 'b']);
    expect(tree.problems.map(({ place, message }) => `${place.file} ${message}`)).toEqual(['a.conf cannot be read: no longer a file below the root']);
  });

  it('opens an ignored file only when asked to', () => {
    const tree = openTree(folderOf({ '.gitignore': '.env\n', '.env': 'A=1' }), []);
    expect(tree.open('.env')).toBeUndefined();
    expect(tree.openIgnored('.env')?.text).toBe('A=1');
  });

  it('says of every unreadable configuration file why', () => {
    const root = folderOf({
      'nginx.conf': Buffer.from([0x61, 0, 0x62]), 'logo.png': Buffer.from([0x89, 0]), 'app.yaml': Buffer.from([0xff, 0xfe, 0x61, 0]),
      'big.yaml': Buffer.alloc(10 * 1024 * 1024 + 1, 0x61), 'latin.ini': Buffer.from([0x61, 0xe4]),
    });
    const tree = openTree(root, []);
    expect(tree.files.map((file) => tree.open(file)?.text)).toEqual([undefined, undefined, 'a�', undefined, undefined]);
    expect(tree.problems.map((problem) => `${problem.place.file} ${problem.message}`)).toEqual([
      'app.yaml is UTF-16, not UTF-8', 'big.yaml too large to read (over 10 MB)', 'nginx.conf is binary',
    ]);
    expect(tree.opened).toBe(1);
    expect(tree.open('latin.ini')).toBe(tree.open('latin.ini'));
  });
});
