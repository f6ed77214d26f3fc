import { expect } from 'vitest';
import { here, wireTests } from './cases.ts';
import { fateOf, fateText, heard, isWithin, round } from './expectations.ts';
import { record } from './report.ts';
import { clients } from './servers/client-cases.ts';
import { node } from './servers/node.ts';
import { call } from './stand.ts';

const paths = {
  slow: { path: '/slow?s=4', request: { kind: 'response', duration: 4000 } },
  trickle: { path: '/trickle?n=4&gap=1', request: { kind: 'download', duration: 4000, silence: 1000 } },
  stall: { path: '/trickle?n=2&gap=4', request: { kind: 'download', duration: 8000, silence: 4000 } },
} as const;

const cases = Object.entries(clients).flatMap(([name, { client, unasserted }]) => Object.entries(paths).map(([how, asked]) => ({
  name: `${name}, ${how}`,
  how,
  asked,
  ...(unasserted === undefined ? {} : { unasserted }),
  programs: async () => {
    const at = await here();
    return [node(at), client(at, asked.path)];
  },
})));

wireTests(cases, async (repository, { how, asked, unasserted }) => {
  const why = unasserted?.[how];
  const client = repository.programs[1];
  if (!client) throw new Error('nobody calls');
  const fate = fateOf(repository.predict({ ...asked.request, path: asked.path.replace(/\?.*/, '') }), client.system);
  const { kind, seconds } = heard(await call(repository, client.line, 25_000));
  const measured = `${kind} @ ${round(seconds)} s`;
  record({ part: 'client', configuration: `${client.shows}, ${how}`, predicted: fateText(fate), measured, ...(why === undefined ? {} : { unasserted: why }) });
  if (why !== undefined) return;
  expect(kind, `predicted ${fateText(fate)}, measured ${measured}`).toBe(fate.kind);
  expect(isWithin(seconds, fate.from, fate.to), `predicted ${fateText(fate)}, measured ${measured}`).toBe(true);
});
