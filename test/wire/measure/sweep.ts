import { setTimeout as sleep } from 'node:timers/promises';
import type { Address } from '../program.ts';
import { type Answer, keeping } from './keeping.ts';

const clients = 24;
const rounds = 14;

export interface Swept {
  readonly requests: number;
  /** Everything that was no 200. */
  readonly failures: readonly Exclude<Answer, 200>[];
}

/** POST requests of many clients, their pauses spread over the instant at which the server closes, as it looks through a hop of this delay. */
export async function sweep(at: Address, closes: number, delay: number): Promise<Swept> {
  const answers = (await Promise.all(Array.from({ length: clients }, (_, index) => one(at, closes, delay, index)))).flat();
  return { requests: answers.length, failures: answers.filter((answer): answer is Exclude<Answer, 200> => answer !== 200) };
}

async function one(at: Address, closes: number, delay: number, index: number): Promise<readonly Answer[]> {
  const client = keeping(at);
  const answers: Answer[] = [];
  for (let round = 0; round < rounds; round++) {
    answers.push(await client.ask('POST'));
    const part = ((round * clients + index * 5) % (clients * rounds)) / (clients * rounds);
    await sleep(closes - 2.6 * delay + part * 3.2 * delay);
  }
  answers.push(await client.ask('POST'));
  client.end();
  return answers;
}
