import { CommanderError } from 'commander';
import { ConfigurationError } from '../config/configuration-error.ts';
import { ownVersion } from './package.ts';
import { program } from './program.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** Runs one command line, without the program's own name, and tells the exit code. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = 0;
  try {
    await program(terminal, (reached) => { code = reached; }).parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    return explainFailure(error, terminal);
  }
}

function explainFailure(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UsageError) terminal.err(`hoplint: ${error.message}\n`);
  else if (error instanceof ConfigurationError) terminal.err(`${error.message}\n`);
  else terminal.err(bug(error));
  return 2;
}

function bug(error: unknown): string {
  const stack = error instanceof Error ? error.stack ?? error.message : String(error);
  return `hoplint ${ownVersion()} (Node ${process.version}) failed; this is a fault of hoplint, please report it with the lines below:\n${stack}\n`;
}
