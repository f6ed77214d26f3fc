#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { ownVersion } from './package.ts';
import type { Terminal } from './terminal.ts';

const argv = process.argv.slice(2);
process.stdout.on('error', leaveQuietly);

if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) process.stdout.write(`${ownVersion()}\n`);
else await start();

/** The rest is imported only now: printing the version needs none of it. */
async function start(): Promise<void> {
  if (process.version.startsWith('v20.')) tuneForAShortRun();
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

/** Measured with this version only; without the flags a run just takes longer. */
function tuneForAShortRun(): void {
  // Of a grammar, a check needs a part only. Later versions of Node do so unasked.
  setFlagsFromString('--wasm-lazy-compilation');
  // A check is over before most of what V8 would optimise by default has paid for itself: a third less processor time on many repositories.
  setFlagsFromString('--interrupt-budget=1000000');
  // Trees live until the end: room for new ones at once saves copying those that are there.
  setFlagsFromString('--semi-space-growth-factor=16');
}

/** `hoplint | head` closes the pipe early. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit();
  throw error;
}
