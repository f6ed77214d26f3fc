import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { here, wireTests } from './cases.ts';
import { isWithin, round } from './expectations.ts';
import { blackHole } from './measure/namespaces.ts';
import { record } from './report.ts';
import { nginx } from './servers/nginx.ts';
import { call } from './stand.ts';

/** Ports on which nobody answers; no other test gets them. */
const hole = { first: 19_000, last: 19_099 };
const limit = 90;

/** Takes a minute and a half, and nothing of the machine: for a file whose tests last that long anyway. */
export function connectTests(): void {
  const net = blackHole(hole.first, hole.last);
  if ('reason' in net) {
    if (process.env['HOPLINT_WIRE'] === 'require') test('a black hole', () => expect.fail(net.reason));
    return test.skip(`connecting to nobody: ${net.reason}`, () => undefined);
  }
  afterAll(net.remove);
  const cases = [{
    name: 'nginx proxy_connect_timeout above 75 s',
    within: net.within,
    programs: async () => [nginx(await here(), { host: '127.0.0.1' as const, port: hole.first }, { location: `proxy_connect_timeout ${limit}s;` })],
  }];
  wireTests(cases, async (repository) => {
    const [front] = repository.programs;
    if (!front?.at) throw new Error('nothing to ask');
    await sleep(2500);
    const works = !repository.ineffective.includes('proxy_connect_timeout');
    const [status = '', seconds = ''] = (await call(repository, `curl -sS -o body -m 150 -w '%{http_code} %{time_total}' http://127.0.0.1:${front.at.port}/`, 160_000, net.within))?.split(' ') ?? [];
    const measured = `${status} @ ${round(Number(seconds))} s`;
    record({ part: 'connect', configuration: `nginx proxy_connect_timeout ${limit}s`, predicted: works ? `504 @ ${limit} s` : 'has no effect', measured });
    expect({ works, status }, measured).toEqual({ works: true, status: '504' });
    expect(isWithin(Number(seconds), limit, limit), measured).toBe(true);
  });
}
