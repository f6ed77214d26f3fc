import { expect } from 'vitest';
import { showsOf, wireTests } from './cases.ts';
import { between, round } from './expectations.ts';
import { forwarder } from './measure/forwarder.ts';
import { idleClose } from './measure/idle.ts';
import { sweep } from './measure/sweep.ts';
import { record } from './report.ts';
import { raceCases } from './servers/race-cases.ts';

/** Each way, in milliseconds: the longer the hop, the wider the gap into which requests fall. */
const delay = 25;

wireTests(raceCases, async (repository) => {
  const [server, proxy] = repository.programs;
  if (!server?.at || !proxy?.at) throw new Error('a hop has two ends');
  const { verdict } = between(repository.predict({ method: 'POST' }), proxy.system, server.system);
  const { seconds } = await idleClose(server.at, 6000);
  if (seconds === undefined) throw new Error(`${server.shows} does not close`);
  const hop = await forwarder(server.at, delay);
  try {
    const { requests, failures } = await sweep(proxy.at, seconds * 1000, delay);
    record({ part: 'race', configuration: showsOf(repository), predicted: verdict === 'race' ? 'requests are lost' : verdict, measured: `${failures.length} of ${requests} lost (closes @ ${round(seconds)} s${failures.length > 0 ? `; ${[...new Set(failures)].join(', ')}` : ''})` });
    if (verdict === 'race') return expect(failures.length).toBeGreaterThan(0);
    expect({ verdict, failures }).toEqual({ verdict: 'clean', failures: [] });
  } finally {
    hop.stop();
  }
});
