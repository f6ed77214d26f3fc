import { expect } from 'vitest';
import type { TraceIdle } from '../../src/model/trace.ts';
import { showsOf, wireTests } from './cases.ts';
import { connectTests } from './connect.ts';
import { between, round } from './expectations.ts';
import { forwarder } from './measure/forwarder.ts';
import { idleClose } from './measure/idle.ts';
import { speaker } from './measure/speaker.ts';
import { clientsOf, methods, type Swept, sweep } from './measure/sweep.ts';
import { record } from './report.ts';
import { raceCases } from './servers/race-cases.ts';

/** Each way, in milliseconds: the longer the hop, the wider the gap into which requests fall. */
const delay = 40;

wireTests(raceCases, async (repository) => {
  const [server, reusing] = repository.programs;
  if (!server?.at || !reusing) throw new Error('a hop has two ends');
  const { at } = server;
  const seconds = median(await Promise.all(Array.from({ length: 5 }, async () => (await idleClose(at, 6000)).seconds ?? Number.POSITIVE_INFINITY)));
  if (seconds === Number.POSITIVE_INFINITY) throw new Error(`${server.shows} does not close`);
  const hop = await forwarder(server.at, delay);
  const { burst, end } = reusing.at ? clientsOf(reusing.at) : speaker(repository.folder, reusing.line);
  try {
    const swept = await sweep(burst, seconds * 1000, delay);
    const results = methods.map((method) => ({ method, ...swept[method], told: toldOf(between(repository.predict({ method }), reusing.system, server.system)) }));
    const measured = `closes @ ${round(seconds)} s: ${results.map(({ method, ...one }) => `${method} ${lossText(one)}`).join(', ')}`;
    const predicted = results.map(({ method, told }) => `${method} ${told}`).join(', ');
    record({ part: 'race', configuration: showsOf(repository), predicted, measured });
    for (const { method, told, failures } of results) expect(failures.length > 0 ? 'lost' : 'clean', `${method}: predicted ${predicted}; measured ${measured}`).toBe(told === 'lost' ? 'lost' : 'clean');
  } finally {
    end();
    hop.stop();
  }
});

connectTests();

/** A busy machine makes single values late. */
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.POSITIVE_INFINITY;

/** A race that the reusing side mends by itself is one that nobody sees. */
function toldOf({ verdict, repeats, why }: TraceIdle): 'clean' | 'lost' | 'repeated' {
  if (verdict === 'clean') return 'clean';
  if (verdict !== 'race' || repeats === undefined) throw new Error(`hoplint is not sure: ${verdict}, ${why}`);
  return repeats === 'yes' ? 'repeated' : 'lost';
}

const lossText = ({ requests, failures }: Swept): string => `${failures.length} of ${requests} lost${failures.length > 0 ? ` (${[...new Set(failures)].join(', ')})` : ''}`;
