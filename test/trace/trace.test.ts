import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { branchOf, stack, stepsOf, traced } from './tracing.ts';

const slow = { duration: 100_000 } as const;
const download = { kind: 'download', duration: 100_000 } as const;

describe('a worker that is killed behind nginx', () => {
  test('gives a 502 before the header, then the read timeout comes', async () => {
    expect(stepsOf(await traced(stack({}), slow))).toEqual(['gunicorn 30000-31000 502 status', 'nginx 60000-60000 504 status']);
  });

  test.each([
    ['HTTP/1.0, as it was before', '1.26', '', 'short'],
    ['HTTP/1.1', '1.26', 'proxy_http_version 1.1;', 'truncated'],
    ['a version that nobody names', 'latest', '', 'cut'],
  ])('cuts a download over %s', async (_, nginx, location, kind) => {
    expect(stepsOf(await traced(stack({ nginx, location }), download))).toEqual([`gunicorn 30000-31000 200 ${kind}`]);
  });

  test('writes lines in both logs, and in none of nginx where the end looks right', async () => {
    const lines = async (location: string) => branchOf(await traced(stack({ location }), download)).steps[0]?.logs.map(({ line }) => line);
    expect(await lines('proxy_http_version 1.1;')).toEqual(['[CRITICAL] WORKER TIMEOUT', expect.stringContaining('while reading upstream')]);
    expect(await lines('')).toEqual(['[CRITICAL] WORKER TIMEOUT']);
  });

  test('spares workers that only have to give signs of life', async () => {
    expect(stepsOf(await traced(stack({ gunicorn: '--timeout 30 --threads 4' }), download))).toEqual([]);
  });
});

describe('who goes on', () => {
  test('the program works for nobody, until its own limit unless that is mended', async () => {
    const { steps } = branchOf(await traced(stack({ gunicorn: '--timeout 90', location: 'proxy_read_timeout 60s;' }), slow));
    expect(steps.map(({ goesOn }) => goesOn)).toEqual([[{ layer: 1, until: 91_000, ends: 'killed' }], []]);
  });

  test('an early answer ends the work at its own time', async () => {
    const { steps } = branchOf(await traced(stack({ gunicorn: '--timeout 0', location: 'proxy_read_timeout 60s;' }), { ...slow, work: 80_000 }));
    expect(steps[0]?.goesOn).toEqual([{ layer: 1, until: 80_000, ends: 'done' }]);
  });
});

describe('tries', () => {
  const two = stack({ upstream: 'server app:8000; server app:8001;', gunicorn: '--timeout 0' });
  test('multiply the wait of what may be repeated', async () => expect(stepsOf(await traced(two, { duration: 200_000 }))).toEqual(['nginx 120000-120000 504 status']));
  test('not of a POST', async () => expect(stepsOf(await traced(two, { duration: 200_000, method: 'POST' }))).toEqual(['nginx 60000-60000 504 status']));
});

test('a silent stretch counts for gaps only', async () => {
  const files = stack({ gunicorn: '--timeout 0', location: 'proxy_read_timeout 60s; proxy_http_version 1.1;' });
  expect(stepsOf(await traced(files, { ...download, silence: 61_000 }))).toEqual(['nginx 60000-60000 200 truncated']);
  expect(stepsOf(await traced(files, { ...download, silence: 59_000 }))).toEqual([]);
});

test('a websocket that is cut has no body', async () => {
  const { steps } = branchOf(await traced(stack({ gunicorn: '--timeout 0', location: 'proxy_read_timeout 60s;' }), { kind: 'websocket', duration: 300_000, silence: 100_000 }));
  expect(steps.map(({ outcome }) => outcome)).toEqual([{ kind: 'truncated', status: 101, sees: 'a websocket that is cut off without a close frame (code 1006)', from: 60_000, to: 60_000 }]);
});

test('what nobody can read is listed, and may come first', async () => {
  const { unknown, steps } = branchOf(await traced(stack({ gunicorn: '--timeout $LIMIT' }), slow));
  expect(unknown).toMatchObject([{ layer: 1, setting: { layer: 'gunicorn' }, below: 100_000 }]);
  expect(steps.map(({ setting }) => setting.layer)).toEqual(['nginx']);
});

test('a value that hangs on the version makes branches', async () => {
  const files = { 'package.json': '{"scripts":{"start":"node server.js"}}', Dockerfile: 'FROM node\nCOPY . .\nCMD ["node","server.js"]\n', 'server.js': "require('http').createServer((q, s) => s.end()).listen(8080)\n", 'compose.yaml': 'services:\n  api:\n    build: .\n' };
  const result = await traced(files, { kind: 'upload', duration: 400_000, silence: 1000 });
  expect(result.ways[0]?.branches.map(({ assuming, steps }) => [assuming.length, steps.length])).toEqual([[1, 1], [1, 0]]);
});

describe('the examples', () => {
  const example = async (name: string, asked: object) => {
    const [{ inspect }, { trace }] = await Promise.all([import('../../src/lint.ts'), import('../../src/trace/trace.ts')]);
    return trace((await inspect(`${import.meta.dirname}/../../examples/${name}`)).model, { path: '/', method: 'GET', kind: 'response', ...asked });
  };
  const validate = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(JSON.parse(readFileSync(new URL('../../schemas/trace.schema.json', import.meta.url), 'utf8')));

  test('cut-download: three layers, one after the other', async () => {
    const result = await example('cut-download', { path: '/api/exports/7/archive' });
    expect(result.request.declared?.file).toBe('hoplint.yaml');
    expect(stepsOf(result)).toEqual(['gunicorn 30000-31000 200 short', 'gcp-lb 45000-45000 200 truncated', 'js-superagent 60000-60000  gives-up']);
  });

  test('silent-hang: the answer never arrives', async () => {
    const result = await example('silent-hang', { path: '/api/valuations', method: 'POST' });
    const requests = result.ways.findIndex(({ layers }) => layers[0]?.system === 'python-requests');
    expect(stepsOf(result, requests)).toEqual(['box aws-nlb 350000-350000  gives-up']);
    expect(branchOf(result, requests).steps[0]?.outcome).toMatchObject({ from: 1_500_000 });
  });

  test.each([['cut-download', { path: '/api/exports/7/archive' }], ['silent-hang', { path: '/api/valuations', idle: 400_000 }], ['sporadic-502', {}]])('%s follows the schema', async (name, asked) => {
    validate(JSON.parse(JSON.stringify(await example(name, asked))));
    expect(validate.errors ?? []).toEqual([]);
  });
});

test('an old Caddy ends a body in good order that broke off', async () => {
  const files = (version: string) => ({
    'compose.yaml': `services:\n  edge:\n    image: caddy:${version}\n    volumes: ["./Caddyfile:/etc/caddy/Caddyfile:ro"]\n  app:\n    image: python:3.12\n    command: gunicorn --timeout 30 -b 0.0.0.0:8000 app:app\n`,
    Caddyfile: ':80 {\n  reverse_proxy app:8000\n}\n',
  });
  expect(stepsOf(await traced(files('2.7.5'), download))[0]).toBe('gunicorn 30000-31000 200 short');
  expect(stepsOf(await traced(files('2.7.6'), download))[0]).toBe('gunicorn 30000-31000 200 truncated');
});
