import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { here, wireTests } from './cases.ts';
import { hopOf } from './expectations.ts';
import { type Late, namespaces } from './measure/namespaces.ts';
import { speaker } from './measure/speaker.ts';
import { type Address, serverAddress } from './program.ts';
import { record } from './report.ts';
import type { Client } from './servers/clients.ts';
import { node } from './servers/node.ts';
import { httpPool, undiciPool } from './servers/pools-node.ts';
import { requestsPool } from './servers/pools-python.ts';

/** Seconds: the router's memory, the pause between two requests, and how long a hang is waited for. */
const [memory, pause, patience] = [4, 8, 6];

/** Both answers of a middlebox to what comes too late: none, or a reset to whoever sends. */
const nets = { drop: namespaces(memory, 'drop'), reset: namespaces(memory, 'reset') };

interface Caller { readonly client: Client; readonly declared: string; readonly server?: string; readonly late?: Late }

const patient = 'server.keepAliveTimeout = 60000;';

const callers: Readonly<Record<string, Caller>> = {
  'requests, dropped': { client: requestsPool(), declared: 'system: python-requests' },
  'requests, reset': { client: requestsPool(), declared: 'system: python-requests', late: 'reset' },
  'requests, the server closes first': { client: requestsPool(), declared: 'system: python-requests', server: 'server.keepAliveTimeout = 2000;' },
  'http.Agent, probes after a second': { client: httpPool('{ keepAlive: true }'), declared: 'system: js-http, settings: { upstream.idle: 1h, probe.idle: 1s }' },
  'http.Agent, late probes, dropped': { client: httpPool('{ keepAlive: true, keepAliveMsecs: 300000 }'), declared: 'system: js-http, settings: { upstream.idle: 1h, probe.idle: 300s }' },
  'http.Agent, late probes, reset': { client: httpPool('{ keepAlive: true, keepAliveMsecs: 300000 }'), declared: 'system: js-http, settings: { upstream.idle: 1h, probe.idle: 300s }', late: 'reset' },
  'undici goes by the header of the server': { client: undiciPool('{ keepAliveTimeout: 2000 }'), declared: 'system: js-fetch, settings: { upstream.idle: 2s, probe.idle: 60s }' },
  'http.Agent, its timeout lets go first': { client: httpPool('{ keepAlive: true, timeout: 2000, keepAliveMsecs: 300000 }'), declared: 'system: js-http, settings: { upstream.idle: 2s, probe.idle: 300s }' },
};

const cases = Object.entries(callers).map(([name, { client, declared, server = patient, late = 'drop' }]) => {
  const net = nets[late];
  return {
    name,
    late,
    within: 'reason' in net ? [] : net.server,
    declared: `chains:\n  - via:\n      - { ${declared} }\n      - { middlebox: aws-nlb, settings: { tcp.idle_timeout.seconds: ${memory}s } }\n      - { layer: dockerfile/image }\n`,
    programs: async () => {
      const at: Address = { host: serverAddress, port: (await here()).port };
      return [node(at, [server]), client(at, '/')];
    },
  };
});

const reason = Object.values(nets).map((net) => ('reason' in net ? net.reason : undefined)).find((one) => one !== undefined);
if (reason !== undefined) test.skip(`idle pools behind a middlebox: ${reason}`, () => undefined);
if (reason !== undefined && process.env['HOPLINT_WIRE'] === 'require') test('network namespaces', () => expect.fail(reason));
afterAll(() => { for (const net of Object.values(nets)) if (!('reason' in net)) net.remove(); });

if (reason === undefined) {
  wireTests(cases, async (repository, { late }) => {
    const [server, client] = repository.programs;
    const net = nets[late];
    if (!server || !client || 'reason' in net) throw new Error('nobody calls');
    const { verdict, afterPause } = hopOf(repository.predict({ idle: pause * 1000 }).ways.filter(({ layers }) => layers.length > 1), (hop) => hop.downstream === 0);
    await sleep(2500);
    const { burst, end } = speaker(repository.folder, client.line, net.client);
    try {
      const [first] = await burst(1, 0);
      await sleep(pause * 1000);
      const second = await Promise.race([burst(1, 0).then(([answer]) => answer), sleep(patience * 1000).then(() => 'hang')]);
      const isLost = verdict === 'lost';
      const predicted = isLost ? 'the next request is lost' : afterPause === 'reused' ? 'the same connection' : 'a new connection';
      record({ part: 'drop-pool', configuration: `${client.shows} → ${server.shows}, late packets are ${late === 'drop' ? 'dropped' : 'answered with RST'}`, predicted, measured: `${first ?? ''}, then ${second ?? ''}${second === 'hang' ? ` (> ${patience} s)` : ''}` });
      expect(first).toBe('200');
      if (isLost) return expect(second, predicted).not.toBe('200');
      expect(['reused', 'new-connection'], `${verdict}, ${afterPause ?? ''}`).toContain(afterPause);
      expect(second, predicted).toBe('200');
    } finally {
      end();
    }
  });
}
