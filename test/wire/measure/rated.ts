import { execFile } from 'node:child_process';
import { environment } from '../needs.ts';
import type { Attempt } from './sweep.ts';

const hour = 3_600_000;

/** curl ends with its call: each request of a burst is the second URL of a call of its own, and `--rate` makes the pause. */
export const rated = (line: string, delay: number): Attempt => async (pause, gets, posts) => {
  // From start to start: the first exchange takes two ways for its connection and two for its response.
  const spacing = Math.max(1, pause + 4 * delay);
  const call = (options: string): Promise<string> => second(`${line.replace(/--rate \S+/, `--rate ${Math.round(hour / spacing)}/h`)} ${options}`);
  return Promise.all([...Array.from({ length: gets }, () => call('')), ...Array.from({ length: posts }, () => call('-d a=1'))]);
};

/** The status of the second URL; 000 where there is none. */
const second = (line: string): Promise<string> => new Promise((resolve) => {
  execFile('sh', ['-c', line], { env: environment }, (_, stdout) => resolve(stdout.trim().split(/\s+/)[1] ?? 'none'));
});
