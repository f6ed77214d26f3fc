import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { environment } from '../needs.ts';

/** A client program that keeps its pool between the bursts that it is told to send. */
export interface Speaker {
  /** Sends so many GET and so many POST at once; statuses or errors come back in that order. */
  readonly burst: (gets: number, posts: number) => Promise<readonly string[]>;
  readonly end: () => void;
}

export function speaker(folder: string, line: string, within: readonly string[] = []): Speaker {
  const [command = 'sh', ...args] = [...within, 'sh', '-c', `exec ${line}`];
  const child = spawn(command, args, { cwd: folder, detached: true, stdio: ['pipe', 'pipe', 'inherit'], env: environment });
  const lines = createInterface({ input: child.stdout });
  const gone = once(child, 'close').then(() => { throw new Error(`${line} has ended`); });
  gone.catch(() => undefined);
  child.stdin.on('error', () => undefined);
  return {
    burst: async (gets, posts) => {
      const answer = once(lines, 'line');
      child.stdin.write(`${gets} ${posts}\n`);
      const [text] = (await Promise.race([answer, gone])) as [string];
      return text.trim().split(/\s+/);
    },
    end: () => kill(child),
  };
}

function kill({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}
