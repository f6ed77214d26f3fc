import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { here, wireTests } from './cases.ts';
import { hopOf } from './expectations.ts';
import { namespaces } from './measure/namespaces.ts';
import { speaker } from './measure/speaker.ts';
import { serverAddress, serverName } from './program.ts';
import { record } from './report.ts';
import { dropPoolCases, forgetting } from './servers/drop-cases.ts';

/** Seconds: the router's memory, the pause between two requests, and how long a hang is waited for. */
const [memory, pause, patience] = [4, 8, 6];

/** Both answers of a middlebox to what comes too late: none, or a reset to whoever sends. */
const nets = { drop: namespaces(memory, 'drop'), reset: namespaces(memory, 'reset') };

const cases = dropPoolCases.map(({ name, client, server, late, unasserted }) => {
  const net = nets[late];
  return {
    name,
    late,
    ...(unasserted === undefined ? {} : { unasserted }),
    within: 'reason' in net ? [] : net.server,
    declared: forgetting(memory, late),
    programs: async () => {
      const [inner, { port }] = [await here(), await here()];
      return [...server({ host: serverAddress, port }, inner), client({ host: serverName, port }, '/')];
    },
  };
});

const reason = Object.values(nets).map((net) => ('reason' in net ? net.reason : undefined)).find((one) => one !== undefined);
if (reason !== undefined) test.skip(`idle pools behind a middlebox: ${reason}`, () => undefined);
if (reason !== undefined && process.env['HOPLINT_WIRE'] === 'require') test('network namespaces', () => expect.fail(reason));
afterAll(() => { for (const net of Object.values(nets)) if (!('reason' in net)) net.remove(); });

if (reason === undefined) {
  wireTests(cases, async (repository, { late, unasserted }) => {
    const [server, client] = repository.programs;
    const net = nets[late];
    if (!server || !client || 'reason' in net) throw new Error('nobody calls');
    const { verdict, repeats, afterPause } = hopOf(repository.predict({ idle: pause * 1000 }).ways.filter(({ layers }) => layers.length > 1), (hop) => hop.downstream === 0);
    await sleep(2500);
    const { burst, end } = speaker(repository.folder, client.line, net.client);
    try {
      const [first] = await burst(1, 0);
      await sleep(pause * 1000);
      const second = await Promise.race([burst(1, 0).then(([answer]) => answer), sleep(patience * 1000).then(() => 'hang')]);
      const isRepeated = verdict === 'lost' && repeats === 'yes';
      const isLost = verdict === 'lost' && !isRepeated;
      const predicted = isRepeated ? 'the next request is repeated' : isLost ? 'the next request is lost' : afterPause === 'reused' ? 'the same connection' : 'a new connection';
      record({ part: 'drop-pool', configuration: `${client.shows} → ${server.shows}, late packets are ${late === 'drop' ? 'dropped' : 'answered with RST'}`, predicted, measured: `${first ?? ''}, then ${second ?? ''}${second === 'hang' ? ` (> ${patience} s)` : ''}`, ...(unasserted === undefined ? {} : { unasserted }) });
      expect(first).toBe('200');
      if (unasserted !== undefined) return;
      if (isLost) return expect(second, predicted).not.toBe('200');
      if (isRepeated) return expect(second, predicted).toBe('200');
      expect(['reused', 'new-connection'], `${verdict}, ${afterPause ?? ''}`).toContain(afterPause);
      expect(second, predicted).toBe('200');
    } finally {
      end();
    }
  });
}
