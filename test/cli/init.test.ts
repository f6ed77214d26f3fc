import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { init, type InitOptions } from '../../src/cli/init.ts';
import { loadConfig } from '../../src/config/load.ts';
import { lint } from '../../src/lint.ts';
import { fileSource } from '../../src/syntax/source.ts';
import { readDocuments } from '../../src/syntax/yaml-documents.ts';
import { folder, screen } from './world.ts';

const location = (path: string, rest = '') => `    location ${path} { proxy_pass http://app; ${rest} }\n`;
const files = {
  'nginx.conf': `events {}\nhttp {\n  upstream app { server app:8000; keepalive 8; }\n  server {\n    listen 80;\n${[
    location('/'),
    location('/ws/', 'proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade"; proxy_read_timeout 1h;'),
    location('/events', 'proxy_buffering off;'),
    location('~ ^/api/reports/\\d+', 'proxy_read_timeout 300s;'),
    location('= /api/export'),
    location('/slow', 'proxy_read_timeout ${SLOW_TIMEOUT};'),
  ].join('')}  }\n}\n`,
  'compose.yaml': 'services:\n  app:\n    image: example/app\n    command: gunicorn --timeout ${WORKER_TIMEOUT:-30} -b 0.0.0.0:8000 app:app\n  edge:\n    image: nginx\n    volumes: [./nginx.conf:/etc/nginx/nginx.conf]\n',
};

async function run(options: InitOptions = {}, more: Readonly<Record<string, string>> = {}) {
  const shown = screen(folder({ ...files, ...more }));
  const code = await init({ lint }, undefined, options, shown);
  return { code, out: shown.printed(), err: shown.complained(), cwd: shown.cwd };
}

const load = (text: string) => loadConfig(fileSource('hoplint.yaml', text), readDocuments);
const uncommented = (text: string): string => text.split('\n').map((line) => (/^# (?:endpoints|versions|values|  (?:- |  )?[\w./"-]+:)/.test(line) ? line.slice(2) : line)).join('\n');

describe('hoplint init', () => {
  test('prints what was found', async () => {
    const { code, out } = await run();
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "# yaml-language-server: $schema=node_modules/hoplint/schemas/hoplint.schema.json

      # What people know about the way of a request and files do not say.
      # Uncomment what is so, with your own values; README.md of hoplint explains every key.

      # 4 chains found:
      #   nginx (service/edge) -> gunicorn (service/app)  (/, /events, /api/export)
      #   nginx (service/edge) -> gunicorn (service/app)  (/ws/)
      #   nginx (service/edge) -> gunicorn (service/app)  (^/api/reports/\\d+)
      #   nginx (service/edge) -> gunicorn (service/app)  (/slow)

      # Requests that last: how long, and how their bytes come.
      # endpoints:
      #   - path: /events/**  # is not buffered (nginx.conf:4:3)
      #     kind: stream
      #     duration: 60s
      #   - path: /api/export  # is named like a download (nginx.conf:4:3)
      #     kind: download
      #     duration: 60s
      #   - path: /ws/**  # passes the Upgrade header on (nginx.conf:7:166)
      #     kind: websocket
      #     duration: 3600s
      #   - path: /api/reports/**  # proxy_read_timeout is longer than elsewhere (nginx.conf:9:78)
      #     duration: 300s

      # Variables in production; the values shown are the defaults that the files fall back to.
      # values:
      #   WORKER_TIMEOUT: 30  # read at compose.yaml:4:33
      #   SLOW_TIMEOUT: …  # read at nginx.conf:11:64

      rules: {}  # missing-timeout: warning, or off
      "
    `);
  });

  test('changes nothing as it is', async () => {
    const { out, cwd } = await run();
    const { config, problems } = load(out);
    expect(problems).toEqual([]);
    expect([config.endpoints, config.versions.size, config.values.size, config.rules.size]).toEqual([[], 0, 0, 0]);
    const before = await lint(cwd);
    const after = await lint(folder({ ...files, 'hoplint.yaml': out }));
    expect(after.result.findings).toEqual(before.result.findings);
    expect(after.result.undetermined).toEqual(before.result.undetermined);
  });

  test('is valid once its suggestions are uncommented, and every endpoint is served', async () => {
    const text = uncommented((await run()).out);
    const { config, problems } = load(text);
    expect(problems).toEqual([]);
    expect(config.endpoints).toHaveLength(4);
    expect([...config.values.keys()]).toEqual(expect.arrayContaining(['WORKER_TIMEOUT']));
    const { result } = await lint(folder({ ...files, 'hoplint.yaml': text }));
    expect(result.undetermined.filter(({ reason }) => reason.startsWith('no chain serves'))).toEqual([]);
  });

  test('writes it on request', async () => {
    const { code, out, err, cwd } = await run({ write: true });
    expect([code, out, err]).toEqual([0, '', 'hoplint: hoplint.yaml written\n']);
    expect(readFileSync(join(cwd, 'hoplint.yaml'), 'utf8')).toMatch(/^# yaml-language-server: \$schema=/);
  });

  test('overwrites nothing unasked', async () => {
    const own = { '.hoplint.yml': 'rules: {}\n' };
    await expect(run({ write: true }, own)).rejects.toThrow('.hoplint.yml exists; --force overwrites it');
    const { cwd } = await run({ write: true, force: true }, own);
    expect(readFileSync(join(cwd, '.hoplint.yml'), 'utf8')).toContain('chains found');
    expect(existsSync(join(cwd, 'hoplint.yaml'))).toBe(false);
  });

  test('begins a file where nothing is found', async () => {
    const shown = screen(folder({}));
    expect(await init({ lint }, undefined, {}, shown)).toBe(0);
    expect(load(shown.printed()).problems).toEqual([]);
  });
});
