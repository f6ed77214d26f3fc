import { spawnSync } from 'node:child_process';
import { expect, vi } from 'vitest';
import type { Result, ResultProblem } from '../../src/model/result.ts';
import { built } from '../cli/built.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/** The command under test. */
export const command = process.env.HOPLINT_COMMAND ?? built();

/** A hang is far beyond it, and a slow machine far below. */
const patienceMs = 120_000;
/** Of the heap, in MB. */
const mostMemory = 512;

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** hoplint as a process of its own, so that it can be ended when it hangs. */
export const hoplint = (root: string, ...args: readonly string[]): Run => hoplintBehind([], root, ...args);

/** The same, started by another program: `wrapper` is that program and its arguments. */
export function hoplintBehind(wrapper: readonly string[], root: string, ...args: readonly string[]): Run {
  const [program = '', ...argv] = [...wrapper, process.execPath, `--max-old-space-size=${mostMemory}`, command, ...args];
  const { status, stdout, stderr, error } = spawnSync(program, argv, { cwd: root, encoding: 'utf8', timeout: patienceMs, killSignal: 'SIGKILL', maxBuffer: 2 ** 28, env: { ...process.env, NO_COLOR: '1' } });
  expect(error, `hoplint ${args.join(' ')} did not end`).toBeUndefined();
  return { status, stdout, stderr };
}

/** The result of a run that has to find the fault of the known folder, whatever lies beside it. */
export function inspected(root: string, wrapper: readonly string[] = []): Result {
  const run = hoplintBehind(wrapper, root, '--format', 'json');
  expect(run.stderr).toBe('');
  const result = JSON.parse(run.stdout) as Result;
  expect(result.findings.map(({ rule, location }) => `${rule} ${location.file}`)).toContain('idle-timeout-inverted known/compose.yaml');
  return result;
}

/** The problems of a run, `file:line message`. */
export const problemsOf = (result: Result): readonly string[] => result.problems.map(shown);

const shown = ({ location, message }: ResultProblem): string => `${location.file}:${location.line} ${message}`;
