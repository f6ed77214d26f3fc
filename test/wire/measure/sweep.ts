import { setTimeout as sleep } from 'node:timers/promises';
import type { Address } from '../program.ts';
import { keeping } from './keeping.ts';

export const methods = ['GET', 'POST'] as const;
export type Method = (typeof methods)[number];

/** Requests of each method in a burst. */
const width = 6;
/** How long a sweep goes on, in milliseconds, and how many bursts it has. */
const span = 24_000;
const [fewest, most] = [10, 20];

/** So many GET and so many POST at once: a status for each, or how it ended. */
export type Burst = (gets: number, posts: number) => Promise<readonly string[]>;

/** A burst on connections that have been idle for so many milliseconds. */
export type Attempt = (pause: number, gets: number, posts: number) => Promise<readonly string[]>;

export const after = (burst: Burst): Attempt => async (pause, gets, posts) => {
  await sleep(pause);
  return burst(gets, posts);
};

export interface Swept {
  readonly requests: number;
  /** Everything that was no 200. */
  readonly failures: readonly string[];
}

/** The instants at which a server closes, in milliseconds. */
export interface Span { readonly from: number; readonly to: number }

/**
 * Bursts of requests, their pauses spread over the instant at which the server closes, as it looks through a hop of this delay. Requests that are sent at once find
 * connections that have been idle for the same time: a pool would hand the fresh ones to stragglers. They meet a closing connection up to two ways before the instant; what
 * comes before that makes up for a busy machine, which sends late.
 */
export async function sweep(attempt: Attempt, { from, to }: Span, delay: number): Promise<Readonly<Record<Method, Swept>>> {
  const answers = [await attempt(0, width, width)];
  const rounds = Math.min(most, Math.max(fewest, Math.floor(span / to)));
  for (let round = 0; round < rounds; round++) {
    answers.push(await attempt(from - 4.5 * delay + ((to - from + 5 * delay) * round) / rounds, width, width));
  }
  return { GET: sweptOf(answers.flatMap((all) => all.slice(0, width))), POST: sweptOf(answers.flatMap((all) => all.slice(width))) };
}

const sweptOf = (answers: readonly string[]): Swept => ({ requests: answers.length, failures: answers.filter((answer) => answer !== '200') });

/** Clients of a proxy, each with a connection of its own. */
export function clientsOf(at: Address): { readonly burst: Burst; readonly end: () => void } {
  const clients = Array.from({ length: 2 * width }, () => keeping(at));
  return {
    burst: async (gets) => (await Promise.all(clients.map(({ ask }, index) => ask(index < gets ? 'GET' : 'POST')))).map(String),
    end: () => { for (const { end } of clients) end(); },
  };
}
