import { expect, test } from 'vitest';
import type { TraceIdle } from '../../src/model/trace.ts';
import { stack, traced } from './tracing.ts';

const pool = (idle: string) => ({ upstream: `server app:8000; keepalive 8; keepalive_timeout ${idle};`, location: 'proxy_http_version 1.1; proxy_set_header Connection "";', gunicorn: '--threads 4 --keep-alive 5' });
const inner = async (files: Readonly<Record<string, string>>, asked = {}): Promise<TraceIdle | undefined> => (await traced(files, asked)).ways[0]?.idle[1];

test('the server closes first: a race', async () => {
  expect(await inner(stack(pool('60s')))).toMatchObject({ closes: 'upstream', from: 5000, to: 5850, reuses: 'yes', verdict: 'race' });
});

test('the same time is a race, too', async () => {
  expect(await inner(stack(pool('5s')))).toMatchObject({ verdict: 'race' });
});

test('the pool lets go first: clean', async () => {
  expect(await inner(stack(pool('3s')))).toMatchObject({ closes: 'downstream', from: 3000, verdict: 'clean' });
});

test('without a pool there is nothing to race', async () => {
  expect(await inner(stack({}))).toMatchObject({ closes: 'each-response', reuses: 'no', verdict: 'clean' });
});

test('after a pause the next request meets what is left', async () => {
  const after = async (idle: number) => (await inner(stack(pool('60s')), { idle }))?.afterPause;
  expect([await after(2000), await after(5000), await after(30_000)]).toEqual(['reused', 'may-fail', 'new-connection']);
});

test('at the entry nobody knows the client', async () => {
  const [first] = (await traced(stack({ http: 'keepalive_timeout 65s;' }))).ways[0]?.idle ?? [];
  expect(first).toMatchObject({ downstream: null, upstream: 0, closes: 'upstream', from: 65_000, reuses: 'unknown', verdict: 'unknown' });
});

test('who repeats a request, repeats one that a middlebox resets, and none that it drops', async () => {
  const told = async (middlebox: string) => {
    const files = {
      'compose.yaml': 'services:\n  web:\n    build: .\n', Dockerfile: 'FROM python:3.12\nCOPY . .\nCMD gunicorn --threads 4 --keep-alive 3600 -b 0.0.0.0:8000 app:app\n', 'app.py': 'app = 1\n',
      'job.py': 'import urllib3\npool = urllib3.PoolManager()\npool.request("GET", "http://web:8000/")\n', 'hoplint.yaml': `chains:\n  - via:\n      - { middlebox: ${middlebox} }\n      - { layer: service/web }\n`,
    };
    const { ways } = await traced(files);
    return ways.flatMap(({ layers, idle }) => (layers[0]?.kind === 'client' ? idle : []))[0];
  };
  expect(await told('aws-nlb')).toMatchObject({ verdict: 'lost', repeats: 'yes' });
  const dropped = await told('azure-lb');
  expect(dropped).toMatchObject({ verdict: 'lost' });
  expect(dropped).not.toHaveProperty('repeats');
});

test('one early probe does not keep a flow that is forgotten before the second', async () => {
  const told = async (interval: string) => {
    const adapter = `class Probing(HTTPAdapter):\n    def init_poolmanager(self, *args, **kwargs):\n        kwargs["socket_options"] = [(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1), (socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 20)${interval}]\n        super().init_poolmanager(*args, **kwargs)\n`;
    const files = {
      'compose.yaml': 'services:\n  web:\n    build: .\n', Dockerfile: 'FROM python:3.12\nCOPY . .\nCMD gunicorn --threads 4 --keep-alive 3600 -b 0.0.0.0:8000 app:app\n', 'app.py': 'app = 1\n',
      'job.py': `import socket\nimport requests\nfrom requests.adapters import HTTPAdapter\n\n${adapter}\nsession = requests.Session()\nsession.mount("http://", Probing())\nsession.get("http://web:8000/")\n`,
      'hoplint.yaml': 'chains:\n  - via:\n      - { middlebox: aws-nlb, settings: { idle: 60s } }\n      - { layer: service/web }\n',
    };
    const { ways } = await traced(files);
    return ways.flatMap(({ layers, idle }) => (layers[0]?.kind === 'client' ? idle : []))[0]?.verdict;
  };
  expect(await told('')).toBe('lost');
  expect(await told(', (socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 20)')).toBe('race');
});
