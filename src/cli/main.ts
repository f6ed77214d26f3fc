#!/usr/bin/env node
import module from 'node:module';
import { ownVersion } from './package.ts';
import type { Terminal } from './terminal.ts';

const argv = process.argv.slice(2);
process.stdout.on('error', leaveQuietly);

if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) process.stdout.write(`${ownVersion()}\n`);
else await start();

/** The rest is imported only now: printing the version needs none of it. */
async function start(): Promise<void> {
  keepCompiledCode();
  const { run } = await import('./run.ts');
  const terminal: Terminal = {
    cwd: process.cwd(),
    env: process.env,
    isTerminal: process.stdout.isTTY === true,
    columns: process.stdout.columns,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  };
  process.exitCode = await run(argv, terminal);
}

/** Where Node can (22.8 and later), parsers are compiled once for all runs. */
function keepCompiledCode(): void {
  if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') module.enableCompileCache();
}

/** `hoplint | head` closes the pipe early. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit();
  throw error;
}
