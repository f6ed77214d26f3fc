import { describe, expect, test } from 'vitest';
import { check as checkCommand } from '../../src/cli/check.ts';
import { rules } from '../../rules/index.ts';
import { lint } from '../../src/lint.ts';
import { withDefaults } from '../../src/systems/defaults.ts';
import { systems } from '../../src/systems/registry.ts';
import { folder, screen } from '../cli/world.ts';

const undetermined = async (files: Readonly<Record<string, string>>) => (await lint(folder(files))).result.undetermined;

const chained = {
  'compose.yaml': 'services:\n  edge:\n    image: nginx:1.28\n    volumes: [./nginx.conf:/etc/nginx/nginx.conf]\n  app:\n    image: example/app\n    command: gunicorn --timeout ${WORKER_TIMEOUT} --keep-alive 5 -b 0.0.0.0:8000 app:app\n',
  'nginx.conf': 'events {}\nhttp {\n  upstream app { server app:8000; }\n  server { listen 80; location / { proxy_pass http://app; proxy_read_timeout 30s; } }\n}\n',
};
const calling = (timeout: string) => ({ Dockerfile: 'FROM python:3.12\nWORKDIR /app\nCOPY . .\nCMD gunicorn app:app\n', 'app.py': `import os\nimport requests\n\ndef app(limit):\n    requests.get("http://a/", timeout=${timeout})\n` });
const client = calling('float(os.environ["CALL_TIMEOUT"])');
const tagless = {
  'compose.yaml': chained['compose.yaml'].replace('nginx:1.28', 'nginx').replace('--timeout ${WORKER_TIMEOUT}', '-k gthread --timeout 20'),
  'nginx.conf': chained['nginx.conf'].replace('app:8000;', 'app:8000; keepalive 4;').replace('listen 80;', 'listen 80; proxy_http_version 1.1;'),
};

describe('the line that an undetermined requirement needs', () => {
  test.each([
    ['a variable of a command', chained, '60'],
    ['a variable of a program', client, '7'],
    ['a version', tagless, ''],
  ] as const)('settles %s', async (_, files, value) => {
    const before = await undetermined(files);
    const lines = [...new Set(before.map(({ needs }) => needs))];
    expect(lines.length).toBeGreaterThan(0);
    expect(lines).not.toContain('');
    const config = lines.map((line) => line.replace('…', value)).join('\n');
    expect(await undetermined({ ...files, 'hoplint.yaml': `${config}\n` })).toEqual([]);
  });

  test('is empty where only code could settle it', async () => {
    const [entry] = await undetermined(calling('limit()'));
    expect(entry?.needs).toBe('');
  });

  test('names a version that settles every default that depends on one', () => {
    for (const { facts } of systems) {
      const profiles = [undefined, ...new Set(facts.defaults.flatMap((entry) => entry.profiles ?? []))];
      for (const profile of profiles) {
        const bearer = { place: { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 }, ...(profile === undefined ? {} : { profile }) };
        for (const { value, name } of withDefaults([], facts, { ...bearer, version: { reason: '' } })) {
          if (value.kind !== 'one-of') continue;
          const known = new RegExp(`^versions: \\{ ${facts.system}: "([^"…]+)" \\}$`).exec(value.settledBy)?.[1];
          expect([facts.system, name, known]).not.toContain(undefined);
          const settled = withDefaults([], facts, { ...bearer, version: { known: known ?? '' } });
          expect([facts.system, settled.find((one) => one.name === name)?.value.kind]).not.toContain('one-of');
        }
      }
    }
  });
});

describe('a declared endpoint', () => {
  const declared = (path: string) => ({ 'hoplint.yaml': `endpoints: [{ path: ${path}, duration: 90s }]\n` });
  const own = { ...chained, 'nginx.conf': chained['nginx.conf'].replace('location /', 'location /api/') };

  test('that no chain serves is undetermined', async () => {
    const entries = (await undetermined({ ...own, ...declared('/zip') })).filter(({ rule }) => rule === 'endpoint-cut');
    expect(entries).toContainEqual({ rule: 'endpoint-cut', needs: '', reason: 'no chain serves /zip', location: { file: 'hoplint.yaml', line: 1, column: 21, endLine: 1, endColumn: 25 } });
  });

  test('that a chain serves is not', async () => {
    expect((await undetermined({ ...own, ...declared('/api/zip') })).filter(({ reason }) => reason.startsWith('no chain'))).toEqual([]);
  });
});

describe('hoplint.yaml of a folder', () => {
  const shop = Object.fromEntries(Object.entries(chained).map(([name, text]) => [`shop/${name}`, text.replace('${WORKER_TIMEOUT}', '30')]));
  const cut = async (files: Readonly<Record<string, string>>) => (await lint(folder(files))).result.findings.filter(({ rule }) => rule === 'endpoint-cut').map(({ location, message }) => `${location.file} ${/\d+ s that it takes|\d+ s for/.exec(message)?.[0]}`);
  const pay = Object.fromEntries(Object.entries(shop).map(([name, text]) => [name.replace('shop/', 'pay/'), text]));

  test('has endpoints for the chains below it only', async () => {
    const found = await cut({ ...shop, ...pay, 'shop/hoplint.yaml': 'endpoints: [{ path: /zip, duration: 90s }]\n' });
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((line) => !line.startsWith('shop/'))).toEqual([]);
  });

  test('wins over the root for the same request', async () => {
    const root = { ...shop, ...pay, 'hoplint.yaml': 'endpoints: [{ path: /zip, duration: 90s }]\n' };
    expect((await cut(root)).some((line) => line.startsWith('shop/'))).toBe(true);
    const found = await cut({ ...root, 'shop/hoplint.yaml': 'endpoints: [{ path: /zip, duration: 5s }]\n' });
    expect(found.filter((line) => line.startsWith('shop/'))).toEqual([]);
    expect(found.some((line) => line.startsWith('pay/'))).toBe(true);
  });

  test('names compose files from where it stands', async () => {
    const files = { ...shop, 'shop/compose.prod.yaml': 'services:\n  app:\n    command: gunicorn --timeout 90 -b 0.0.0.0:8000 app:app\n', 'shop/compose.more.yaml': 'services:\n  app:\n    environment: { A: b }\n', 'shop/hoplint.yaml': 'use: { compose: [compose.yaml, compose.prod.yaml, compose.more.yaml] }\n' };
    const { result } = await lint(folder(files));
    expect(result.chains.map(({ when }) => when)).toContain('shop/compose.prod.yaml + shop/compose.more.yaml');
  });

  test('that cannot be used is a problem, not the end', async () => {
    const { result } = await lint(folder({ ...shop, 'shop/hoplint.yaml': 'endpoint: []\n' }));
    expect(result.problems).toEqual([{ location: expect.objectContaining({ file: 'shop/hoplint.yaml', line: 1 }), message: 'unknown key `endpoint`; did you mean `endpoints`?' }]);
    expect(result.chains.length).toBeGreaterThan(0);
  });
});

test('a version of an unknown system is named', async () => {
  const { result } = await lint(folder({ ...chained, 'hoplint.yaml': 'versions: { ngnix: "1.28" }\n' }));
  expect(result.problems).toEqual([{ location: { file: 'hoplint.yaml', line: 1, column: 13, endLine: 1, endColumn: 18 }, message: 'hoplint knows no system called `ngnix`; did you mean `nginx`?' }]);
});

describe('--strict', () => {
  const code = (files: Readonly<Record<string, string>>, strict: boolean) => checkCommand({ lint, rules }, [], { format: 'text', failOn: 'error', rule: [], strict }, screen(folder(files)));
  const sound = calling('7');
  test.each([
    ['an undetermined requirement', client, 1],
    ['a file that cannot be read', { ...sound, 'compose.yaml': 'services:\n  a: [\n' }, 1],
    ['nothing left open', sound, 0],
  ] as const)('with %s', async (_, files, strict) => {
    expect(await code(files, true)).toBe(strict);
    expect(await code(files, false)).toBe(0);
  });
});
