import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { showsOf, wireTests } from './cases.ts';
import { between, isWithin, round, spanText } from './expectations.ts';
import { keeping } from './measure/keeping.ts';
import { forwarder, type Seen } from './measure/forwarder.ts';
import { speaker } from './measure/speaker.ts';
import type { Address, Program } from './program.ts';
import { record } from './report.ts';
import { poolCases } from './servers/pool-cases.ts';
import type { Repository } from './stand.ts';

/** Between the two requests, in milliseconds. */
const pause = 150;

/** Longer than every short clock of these configurations. */
const patience = 7000;

wireTests(poolCases, async (repository, { unasserted: given, path = '/' }) => {
  const [server, proxy] = repository.programs;
  if (!server?.at || !proxy) throw new Error('a hop has two ends');
  const { reuses, closes, from, to, why } = between(repository.predict({}), proxy.system, server.system);
  const unasserted = given ?? (reuses === 'unknown' ? why : undefined);
  const hop = await forwarder(server.at, 0);
  const { ask, end } = proxy.at ? clientOf(proxy.at, path) : callerOf(repository, proxy);
  try {
    await ask();
    await sleep(pause);
    await ask();
    const used = hop.seen.filter(({ requests }) => requests > 0);
    await waitFor(() => used.every(({ closedAt }) => closedAt !== undefined), patience);
    const isKept = reuses === 'yes' && closes !== 'each-response' && (to === null || to > pause);
    const predicted = `${reuses === 'unknown' ? 'not known' : isKept ? 'reuses' : 'no reuse'}${isKept && from !== null && to !== null ? `, ${closes} closes @ ${spanText(from / 1000, to / 1000)}` : ''}`;
    record({ part: 'pool', configuration: `${showsOf(repository)}${path === '/' ? '' : ', a response without length'}`, predicted, measured: `${used.length} connection${used.length === 1 ? '' : 's'}${used.map((one) => `, ${closeText(one)}`).join('')}`, ...(unasserted === undefined ? {} : { unasserted }) });
    if (reuses === 'unknown') return;
    expect(used.length, `connections, predicted: ${predicted}`).toBe(isKept ? 1 : 2);
    if (unasserted !== undefined || !isKept || from === null || to === null || from > patience) return;
    const [one] = used;
    expect(one?.closedBy, predicted).toBe(closes);
    expect(isWithin(idleOf(one), from / 1000, to / 1000), `closed after ${idleOf(one)} s, predicted ${predicted}`).toBe(true);
  } finally {
    end();
    hop.stop();
  }
});

interface Asker { readonly ask: () => Promise<unknown>; readonly end: () => void }

function clientOf(at: Address, path: string): Asker {
  const { ask, end } = keeping(at);
  return { ask: () => ask('GET', path), end };
}

/** A client program is the pool itself. */
function callerOf({ folder }: Repository, { line }: Program): Asker {
  const { burst, end } = speaker(folder, line);
  return { ask: () => burst(1, 0), end };
}

const idleOf = (one: Seen | undefined): number => ((one?.closedAt ?? Number.POSITIVE_INFINITY) - (one?.answeredAt ?? 0)) / 1000;
const closeText = (one: Seen): string => (one.closedBy === undefined ? 'open' : `${one.closedBy} closes @ ${round(idleOf(one))} s`);

async function waitFor(holds: () => boolean, limit: number): Promise<void> {
  for (let waited = 0; waited < limit && !holds(); waited += 20) await sleep(20);
}
