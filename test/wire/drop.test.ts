import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { here, wireTests } from './cases.ts';
import { fateOf, fateText, heard, isWithin, round } from './expectations.ts';
import { namespaces } from './measure/namespaces.ts';
import { serverAddress, serverName } from './program.ts';
import { record } from './report.ts';
import { dropCases, forgetting } from './servers/drop-cases.ts';
import { call } from './stand.ts';

/** Seconds: the router's memory, the silence of the response, and how long a hang is waited for. */
const [memory, silence, patience] = [4, 8, 16];

const net = namespaces(memory);
const reason = 'reason' in net ? net.reason : undefined;

const cases = dropCases.map(({ name, client, server }) => ({
  name,
  within: 'reason' in net ? [] : net.server,
  declared: forgetting(memory),
  programs: async () => {
    const [inner, { port }] = [await here(), await here()];
    return [...server({ host: serverAddress, port }, inner), client({ host: serverName, port }, `/slow?s=${silence}`)];
  },
}));

if (reason !== undefined) test.skip(`silent drop: ${reason}`, () => undefined);
if (reason !== undefined && process.env['HOPLINT_WIRE'] === 'require') test('network namespaces', () => expect.fail(reason));
if (!('reason' in net)) {
  afterAll(net.remove);
  wireTests(cases, async (repository) => {
    const client = repository.programs.at(-1);
    if (!client) throw new Error('nobody calls');
    const fate = fateOf(repository.predict({ path: '/slow', kind: 'response', duration: silence * 1000 }), client.system);
    await sleep(2500);
    const { kind, seconds } = heard(await call(repository, client.line, patience * 1000, net.client));
    const measured = kind === 'hang' ? `hang (> ${patience} s)` : `${kind} @ ${round(seconds)} s`;
    const [server] = repository.programs;
    record({ part: 'drop', configuration: `${client.shows} → ${server?.shows ?? ''}`, predicted: fate.kind === 'hang' ? 'hang' : fateText(fate), measured });
    if (fate.kind === 'hang' || fate.from > patience) return expect(kind, `predicted ${fateText(fate)}`).toBe('hang');
    expect(kind, `predicted ${fateText(fate)}, measured ${measured}`).toBe(fate.kind);
    expect(isWithin(seconds, fate.from, fate.to), `predicted ${fateText(fate)}, measured ${measured}`).toBe(true);
  });
}
