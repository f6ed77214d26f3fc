import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { here, wireTests } from './cases.ts';
import { fateOf, fateText, heard, isWithin, round } from './expectations.ts';
import { namespaces } from './measure/namespaces.ts';
import { type Address, type Program, serverAddress } from './program.ts';
import { record } from './report.ts';
import { type Client, curl, nodeFetch, requests } from './servers/clients.ts';
import { nginx } from './servers/nginx.ts';
import { node } from './servers/node.ts';
import { call } from './stand.ts';

/** Seconds: the router's memory, the silence of the response, and how long a hang is waited for. */
const [memory, silence, patience] = [4, 8, 16];

const net = namespaces(memory);
const reason = 'reason' in net ? net.reason : undefined;

interface Caller { readonly client: Client; readonly declared: string; readonly front?: (at: Address, to: Address) => Program }

const callers: Readonly<Record<string, Caller>> = {
  'requests without probes': { client: requests(), declared: 'client: python-requests' },
  'requests with a read timeout': { client: requests(', timeout=10'), declared: 'client: python-requests, settings: { timeout: 10s }' },
  'requests, and probes of the server': { client: requests(), declared: 'client: python-requests', front: (at, to) => listening(nginx(at, to), at, 'so_keepalive=2s:1s:3') },
  'requests, and probes of the server that come too late': { client: requests(), declared: 'client: python-requests', front: (at, to) => listening(nginx(at, to), at, 'so_keepalive=30s:1s:3') },
  'curl with early probes': { client: curl('--keepalive-time 2'), declared: 'client: curl, settings: { --keepalive-time: 2s }' },
  'curl, probes after a minute': { client: curl(), declared: 'client: curl' },
  'fetch, probes after a minute': { client: nodeFetch(), declared: 'client: js-fetch, settings: { probe.idle: 60s }' },
};

const cases = Object.entries(callers).map(([name, { client, declared, front }]) => ({
  name,
  within: 'reason' in net ? [] : net.server,
  declared: `chains:\n  - via:\n      - { ${declared} }\n      - { middlebox: aws-nlb, settings: { tcp.idle_timeout.seconds: ${memory}s } }\n      - { layer: dockerfile/image }\n`,
  programs: async () => {
    const [inner, { port }] = [await here(), await here()];
    const at: Address = { host: serverAddress, port };
    // hoplint.yaml names the workload, which stands for the first of its programs.
    return [...(front ? [front(at, inner), node(inner)] : [node(at)]), client(at, `/slow?s=${silence}`)];
  },
}));

function listening(program: Program, { host, port }: Address, options: string): Program {
  const files = Object.fromEntries(Object.entries(program.files).map(([name, text]) => [name, text.replace(`listen ${host}:${port};`, `listen ${host}:${port} ${options};`)]));
  return { ...program, files, shows: `nginx listen ${options}` };
}

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
    expect(kind, `predicted ${fateText(fate)}, measured ${measured}`).toBe(fate.kind);
    if (kind !== 'hang') expect(isWithin(seconds, fate.from, fate.to), `predicted ${fateText(fate)}, measured ${measured}`).toBe(true);
  });
}
