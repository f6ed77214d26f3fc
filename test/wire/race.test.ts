import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { TraceIdle } from '../../src/model/trace.ts';
import { showsOf, wireTests } from './cases.ts';
import { connectTests } from './connect.ts';
import { between, spanText } from './expectations.ts';
import { forwarder } from './measure/forwarder.ts';
import { idleClose } from './measure/idle.ts';
import { rated } from './measure/rated.ts';
import { speaker } from './measure/speaker.ts';
import { after, type Attempt, clientsOf, methods, type Span, type Swept, sweep } from './measure/sweep.ts';
import type { Address, Program } from './program.ts';
import { record } from './report.ts';
import { raceCases } from './servers/race-cases.ts';
import type { Repository } from './stand.ts';

/** Each way, in milliseconds: the longer the hop, the wider the gap into which requests fall. Servers that look at their connections once in a while need more of it. */
const usualDelay = 40;

/** Milliseconds: instants of closing that differ by less are the same one. */
const narrow = 200;

wireTests(raceCases, async (repository, { delay = usualDelay, unasserted }) => {
  const [server, reusing] = repository.programs.slice(-2);
  if (!server?.at || !reusing) throw new Error('a hop has two ends');
  const closes = await closingOf(server.at);
  if (!Number.isFinite(closes.to)) throw new Error(`${server.shows} does not close`);
  const hop = await forwarder(server.at, delay);
  const { attempt, end } = attemptOf(repository, reusing, delay);
  try {
    const swept = await sweep(attempt, closes, delay);
    const results = methods.map((method) => ({ method, ...swept[method], told: toldOf(between(repository.predict({ method }), reusing.system, server.system)) }));
    const measured = `closes @ ${spanText(closes.from / 1000, closes.to / 1000)}: ${results.map(({ method, ...one }) => `${method} ${lossText(one)}`).join(', ')}`;
    const predicted = results.map(({ method, told }) => `${method} ${told}`).join(', ');
    record({ part: 'race', configuration: showsOf(repository), predicted, measured, ...(unasserted === undefined ? {} : { unasserted }) });
    if (unasserted !== undefined) return;
    for (const { method, told, failures } of results) expect(failures.length > 0 ? 'lost' : 'clean', `${method}: predicted ${predicted}; measured ${measured}`).toBe(told === 'lost' ? 'lost' : 'clean');
  } finally {
    end();
    hop.stop();
  }
});

connectTests();

/** Clients of a proxy; a program that is told when to call; or a command that is its own client. */
function attemptOf({ folder }: Repository, { at, line, files }: Program, delay: number): { readonly attempt: Attempt; readonly end: () => void } {
  if (!at && Object.keys(files).length === 0) return { attempt: rated(line, delay), end: () => undefined };
  const { burst, end } = at ? clientsOf(at) : speaker(folder, line);
  return { attempt: after(burst), end };
}

/** When the server closes, in milliseconds: connections that fall idle at once, and one after the other, for some look at theirs once a second. A busy machine makes single values late. */
async function closingOf(at: Address): Promise<Span> {
  const pauses = [0, 0, 0, 0, 0, 200, 400, 600, 800];
  const values = await Promise.all(pauses.map((pause) => sleep(pause).then(async () => ((await idleClose(at, 6000)).seconds ?? Number.POSITIVE_INFINITY) * 1000)));
  const [, first = Number.POSITIVE_INFINITY, , , middle = Number.POSITIVE_INFINITY, , , last = Number.POSITIVE_INFINITY] = values.toSorted((a, b) => a - b);
  return last - first > narrow ? { from: first, to: last } : { from: middle, to: middle };
}

/** A race that the reusing side mends by itself is one that nobody sees. */
function toldOf({ verdict, repeats, why }: TraceIdle): 'clean' | 'lost' | 'repeated' {
  if (verdict === 'clean') return 'clean';
  if (verdict !== 'race' || repeats === undefined) throw new Error(`hoplint is not sure: ${verdict}, ${why}`);
  return repeats === 'yes' ? 'repeated' : 'lost';
}

const lossText = ({ requests, failures }: Swept): string => `${failures.length} of ${requests} lost${failures.length > 0 ? ` (${[...new Set(failures)].join(', ')})` : ''}`;
