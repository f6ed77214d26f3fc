import { expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { stack } from '../trace/tracing.ts';
import { folder, screen } from './world.ts';

const asked = async (files: Readonly<Record<string, string>>, ...argv: readonly string[]) => {
  const shown = screen(folder(files));
  const code = await run(['trace', ...argv], shown);
  return { code, out: shown.printed(), err: shown.complained() };
};

test('tells second by second what ends a request, and what would come next', async () => {
  const { code, out } = await asked(stack({}), 'https://shop.example:8443/report?x=1', '--for', '1m40s');
  expect(code).toBe(0);
  expect(out).toMatchInlineSnapshot(`
    "GET shop.example/report: response that takes 100 s

    nginx (service/edge) ──▶ gunicorn (service/app)

      30 s to 31 s  gunicorn (service/app) ends the work: --timeout = 30 s (set here, compose.yaml:7:33)
          sees     the client sees status 502
          log      gunicorn (service/app): [CRITICAL] WORKER TIMEOUT
          log      nginx (service/edge): nginx error.log: upstream prematurely closed connection while
                   reading response header from upstream

      that mended, next:
      60 s  nginx (service/edge) has heard nothing for long enough: proxy_read_timeout = 60 s (default
            of nginx 1.26, nginx.conf:5:3)
          sees     the client sees status 504
          log      nginx (service/edge): nginx error.log: upstream timed out (110: Connection timed out)
                   while reading response header from upstream
          goes on  gunicorn (service/app) works on for nobody until 100 s, unless the program notices
                   that nobody listens

      100 s  with all of them mended, the response is complete
    "
  `);
});

test('prints its document', async () => {
  const { out } = await asked(stack({}), '/', '--for', '10', '--format', 'json', '--method', 'post', '--host', 'a.example');
  expect(JSON.parse(out)).toMatchObject({ version: 1, request: { method: 'POST', host: 'a.example', duration: 10_000 }, ways: [{ branches: [{ steps: [], done: 10_000 }] }] });
});

test('shows what an unused connection meets when nothing slow is asked for', async () => {
  const { out } = await asked(stack({ http: 'keepalive_timeout 65s;' }), '/');
  expect(out).toContain('nginx (service/edge) closes first after 65 s');
});

test('says so where an unused connection has only one end here', async () => {
  const { out } = await asked({ 'a.py': 'import requests\nrequests.get("http://a.example/", timeout=5)\n' }, '/');
  expect(out).toContain('unknown: who answers is not described here');
});

test.each([
  [['/', '--for', 'soon'], 'hoplint: --for takes a duration'],
  [['/', '--kind', 'tunnel', '--for', '1s'], "argument 'tunnel' is invalid"],
  [[], 'missing required argument'],
])('refuses %j', async (argv, message) => {
  const { code, err } = await asked(stack({}), ...argv);
  expect(code).toBe(2);
  expect(err).toContain(message);
});

test('says when nothing serves the path', async () => {
  const files = { ...stack({}), 'nginx.conf': 'events {}\nhttp { server { listen 80; server_name a.example; location /api/ { proxy_pass http://app:8000; } } }\n' };
  expect(await asked(files, 'a.example/other', '--for', '1s')).toMatchObject({ code: 2, err: 'hoplint: no chain serves a.example/other\n' });
});
