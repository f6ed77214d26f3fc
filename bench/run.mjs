// Ratios measured in one run, interleaved, so that a busy machine slows both sides alike. Needs `npm run build` first.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const command = join(here, '..', 'dist', 'hoplint.js');
const corpus = process.env.HOPLINT_CORPUS ?? join(here, '..', '..', 'shared', 'corpus');
const rounds = Number(process.env.HOPLINT_ROUNDS ?? 15);

if (!existsSync(command)) {
  console.error('dist/ is missing: npm run build');
  process.exit(2);
}

const scratch = mkdtempSync(join(tmpdir(), 'hoplint-bench-'));
try {
  startUp();
  wholeCorpus();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** What a hook pays: nothing, a small repository, and one with a single program file. */
function startUp() {
  const conf = { 'nginx.conf': 'events {}\nhttp {\n  upstream app { server app:8000; keepalive 16; }\n  server { listen 80; location / { proxy_pass http://app; } }\n}\n', 'compose.yaml': 'services:\n  edge:\n    image: nginx:1.26\n    volumes: [./nginx.conf:/etc/nginx/nginx.conf]\n  app:\n    image: example/app\n    command: gunicorn -b :8000 app:app\n' };
  const python = { ...conf, 'app.py': 'import requests\n\n\ndef app(environ, start):\n    return requests.get("https://example.com", timeout=5)\n' };
  const typescript = { ...conf, 'client.ts': 'import axios from "axios";\nexport const load = (): Promise<unknown> => axios.get("https://example.com/api", { timeout: 5000 });\n' };
  const cases = {
    'node -e 0': ['-e', '0'],
    '--version': [command, '--version'],
    '--help': [command, '--help'],
    'check, no program code': [command, 'check', '--fail-on', 'never', tree('plain', conf)],
    'check, one Python file': [command, 'check', '--fail-on', 'never', tree('python', python)],
    'check, one TypeScript file': [command, 'check', '--fail-on', 'never', tree('typescript', typescript)],
  };
  const times = interleaved(cases);
  const base = median(times['node -e 0']);
  console.log(`start-up, median of ${rounds}`);
  for (const [name, taken] of Object.entries(times)) row(name, `${median(taken).toFixed(0)} ms`, `${(median(taken) / base).toFixed(2)} x node -e 0`);
}

/** Against reading and parsing the very files that hoplint opened, with the same libraries and nothing else. */
function wholeCorpus() {
  if (!existsSync(corpus)) return console.log(`\nwhole corpus: skipped, ${corpus} is absent (HOPLINT_CORPUS names another)`);
  const roots = readdirSync(corpus, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => join(corpus, entry.name));
  const list = join(scratch, 'files.txt');
  timed(['--import', join(here, 'record-reads.mjs'), command, 'check', '--fail-on', 'never', '--format', 'json', ...roots], { HOPLINT_READS: list });
  const files = existsSync(list) ? readFileSync(list, 'utf8').split('\n').filter(Boolean) : [];
  const cases = { bare: [join(here, 'parse-bare.mjs'), list], hoplint: [command, 'check', '--fail-on', 'never', '--format', 'json', ...roots] };
  const taken = { bare: [], hoplint: [] };
  const memory = { bare: 0, hoplint: 0 };
  for (let round = 0; round < Math.min(3, rounds); round++) {
    for (const [name, args] of Object.entries(cases)) {
      const peak = join(scratch, `${name}.peak`);
      taken[name].push(timed(['--import', join(here, 'record-peak.mjs'), ...args], { HOPLINT_PEAK: peak }));
      if (existsSync(peak)) memory[name] = Math.max(memory[name], Number(readFileSync(peak, 'utf8')));
    }
  }
  console.log(`\nwhole corpus, ${roots.length} repositories, ${files.length} files opened`);
  for (const name of Object.keys(cases)) row(name, `${median(taken[name]).toFixed(0)} ms`, `${(median(taken[name]) / median(taken.bare)).toFixed(2)} x bare`, `peak ${(memory[name] / 1024).toFixed(0)} MB`);
}

function interleaved(cases) {
  const times = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const [name, args] of Object.entries(cases)) {
      const taken = timed(args);
      if (round >= 0) times[name].push(taken);
    }
  }
  return times;
}

/** Milliseconds. */
function timed(args, env = {}) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 30, env: { ...process.env, ...env } });
  const taken = Number(process.hrtime.bigint() - start) / 1e6;
  if (status === null || /please report/.test(stderr)) throw new Error(`failed: ${args.slice(-2).join(' ')}\n${stderr.slice(0, 2000)}`);
  return taken;
}

function tree(name, files) {
  mkdirSync(join(scratch, name));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(scratch, name, file), text);
  return join(scratch, name);
}

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function row(name, ...cells) {
  console.log(`  ${name.padEnd(28)}${cells.map((cell) => cell.padStart(18)).join('')}`);
}
