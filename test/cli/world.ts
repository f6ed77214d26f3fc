import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Terminal } from '../../src/cli/terminal.ts';

export interface Screen extends Terminal {
  readonly printed: () => string;
  readonly complained: () => string;
}

/** A terminal that remembers. */
export function screen(cwd: string, rest: Partial<Terminal> = {}): Screen {
  const out: string[] = [];
  const err: string[] = [];
  return { cwd, env: {}, isTerminal: false, columns: undefined, out: (text) => void out.push(text), err: (text) => void err.push(text), ...rest, printed: () => out.join(''), complained: () => err.join('') };
}

/** A folder that holds these files. */
export function folder(files: Readonly<Record<string, string>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'hoplint-test-')));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}
