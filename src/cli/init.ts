import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configNames } from '../config/config-names.ts';
import { initText } from '../report/init.ts';
import { rootsOf, seenFrom } from './roots.ts';
import type { Engine } from './run-roots.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

export interface InitOptions {
  readonly write?: boolean;
  readonly force?: boolean;
}

/** Prints or writes a hoplint.yaml with what hoplint found and would like to know. */
export async function init({ lint }: Pick<Engine, 'lint'>, path: string | undefined, { write, force }: InitOptions, terminal: Terminal): Promise<ExitCode> {
  const [root = terminal.cwd] = rootsOf(path === undefined ? [] : [path], terminal.cwd);
  const before = configNames.map((name) => join(root, name)).find((file) => existsSync(file));
  if (write === true && before !== undefined && force !== true) throw new UsageError(`${seenFrom(terminal.cwd, before)} exists; --force overwrites it`);
  const { result } = await lint(root);
  const text = initText(result);
  if (write !== true) {
    terminal.out(text);
    return 0;
  }
  const file = before ?? join(root, 'hoplint.yaml');
  writeFileSync(file, text);
  terminal.err(`hoplint: ${seenFrom(terminal.cwd, file)} written\n`);
  return 0;
}
