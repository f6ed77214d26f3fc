import { expect } from 'vitest';
import { here, wireTests } from './cases.ts';
import { fateOf, fateText, isWithin, round } from './expectations.ts';
import { record } from './report.ts';
import { type Client, goClient, nodeFetch, nodeHttp, requests } from './servers/clients.ts';
import { node } from './servers/node.ts';
import { call } from './stand.ts';

/** Limits of clients: of the gap, of the first byte, of the whole. */
const clients: Readonly<Record<string, Client>> = {
  'requests timeout': requests(', timeout=2'),
  'requests timeout of two parts': requests(', timeout=(5, 2)'),
  'requests without timeout': requests(),
  'fetch with AbortSignal': nodeFetch(', { signal: AbortSignal.timeout(2000) }'),
  'fetch without limit': nodeFetch(),
  'http.get timeout': nodeHttp(', { timeout: 2000 }'),
  'Go Client.Timeout': goClient('Timeout: 2 * time.Second'),
  'Go ResponseHeaderTimeout': goClient('Transport: &http.Transport{ResponseHeaderTimeout: 2 * time.Second}'),
};

const paths = {
  slow: { path: '/slow?s=4', request: { kind: 'response', duration: 4000 } },
  trickle: { path: '/trickle?n=4&gap=1', request: { kind: 'download', duration: 4000, silence: 1000 } },
  stall: { path: '/trickle?n=2&gap=4', request: { kind: 'download', duration: 8000, silence: 4000 } },
} as const;

const cases = Object.entries(clients).flatMap(([name, client]) => Object.entries(paths).map(([how, asked]) => ({
  name: `${name}, ${how}`,
  how,
  asked,
  programs: async () => {
    const at = await here();
    return [node(at), client(at, asked.path)];
  },
})));

wireTests(cases, async (repository, { how, asked }) => {
  const client = repository.programs[1];
  if (!client) throw new Error('nobody calls');
  const fate = fateOf(repository.predict({ ...asked.request, path: asked.path.replace(/\?.*/, '') }), client.system);
  const [kind = 'hang', seconds = 'Infinity'] = (await call(repository, client.line, 15_000))?.split(/\s+/) ?? [];
  const measured = `${kind} @ ${round(Number(seconds))} s`;
  record({ part: 'client', configuration: `${client.shows}, ${how}`, predicted: fateText(fate), measured });
  expect(kind, `predicted ${fateText(fate)}, measured ${measured}`).toBe(fate.kind);
  expect(isWithin(Number(seconds), fate.from, fate.to), `predicted ${fateText(fate)}, measured ${measured}`).toBe(true);
});
