// Ratios measured in one run, interleaved, so that a busy machine slows both sides alike. Needs `npm run build` first.
// With --write, the table goes to docs/performance.md.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeServices, joinedServices, nginxServers, yamlDocuments } from './generate.mjs';
import { interleaved, timed } from './measure.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const command = join(here, '..', 'dist', 'hoplint.js');
const corpus = process.env.HOPLINT_CORPUS ?? join(here, '..', '..', 'shared', 'corpus');
const rounds = Number(process.env.HOPLINT_ROUNDS ?? 15);
const few = Math.min(3, rounds);

if (!existsSync(command)) {
  console.error('dist/ is missing: npm run build');
  process.exit(2);
}

const scratch = mkdtempSync(join(tmpdir(), 'hoplint-bench-'));
const sections = [];
try {
  for (const measure of [startUp, growth, largeFile, wholeCorpus]) {
    const section = measure();
    sections.push(section);
    console.log(`\n${section.title}`);
    for (const [name, ...cells] of section.rows) console.log(`  ${name.padEnd(40)}${cells.map((cell) => cell.padStart(16)).join('')}`);
  }
  if (process.argv.includes('--write')) writeFileSync(join(here, '..', 'docs', 'performance.md'), page(sections));
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
    'check, no program code': check(tree('plain', conf)),
    'check, one Python file': check(tree('python', python)),
    'check, one TypeScript file': check(tree('typescript', typescript)),
  };
  const taken = interleaved(cases, rounds);
  const base = taken['node -e 0'].time;
  return { title: `Start-up, as a multiple of \`node -e 0\` (median of ${rounds})`, rows: Object.entries(taken).map(([name, { time }]) => [name, ratio(time, base)]) };
}

/** Ten times the input may take ten times as long, and not more. */
function growth() {
  const kinds = { 'nginx servers, 100 to 1,000': [nginxServers, 100], 'YAML documents, 200 to 2,000': [yamlDocuments, 200], 'Services and Ingresses, 100 to 1,000': [joinedServices, 100], 'compose services, 200 to 2,000': [composeServices, 200] };
  const rows = Object.entries(kinds).map(([name, [make, count]], index) => {
    const cases = { small: check(tree(`small-${index}`, make(count))), large: check(tree(`large-${index}`, make(10 * count))) };
    const { small, large } = interleaved(cases, few);
    return [name, ratio(large.time, small.time)];
  });
  return { title: `Growth: ten times the input takes so many times as long (median of ${few})`, rows };
}

function largeFile() {
  const folder = tree('large-nginx', nginxServers(4160));
  const list = join(scratch, 'large.txt');
  writeFileSync(list, join(folder, 'nginx.conf'));
  return { title: `An nginx file of 8.5 MB, against nginx-conf parsing it (median of ${few})`, rows: compared({ 'nginx-conf alone': [join(here, 'parse-bare.mjs'), list], hoplint: check(folder) }) };
}

/** Against reading and parsing the very files that hoplint opened, with the same libraries and nothing else. */
function wholeCorpus() {
  if (!existsSync(corpus)) return { title: `Whole corpus: skipped, ${corpus} is absent (HOPLINT_CORPUS names another)`, rows: [] };
  const roots = readdirSync(corpus, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => join(corpus, entry.name));
  const list = join(scratch, 'files.txt');
  timed(['--import', join(here, 'record-reads.mjs'), ...check(...roots)], { HOPLINT_READS: list });
  const files = readFileSync(list, 'utf8').split('\n').filter(Boolean).length;
  return { title: `${roots.length} real repositories, against reading and parsing the same ${files} files with the same libraries (median of ${few})`, rows: compared({ 'reading and parsing alone': [join(here, 'parse-bare.mjs'), list], hoplint: check(...roots) }) };
}

function compared(cases) {
  const taken = Object.entries(interleaved(cases, few, join(scratch, 'peak')));
  const base = taken[0]?.[1].time ?? Number.NaN;
  return taken.map(([name, { time, peak }]) => [name, ratio(time, base), `${(peak / 1024).toFixed(0)} MB`]);
}

function check(...folders) {
  return [command, 'check', '--fail-on', 'never', '--format', 'json', ...folders];
}

function tree(name, files) {
  mkdirSync(join(scratch, name));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(scratch, name, file), text);
  return join(scratch, name);
}

function ratio(value, base) {
  return `${(value / base).toFixed(2)} x`;
}

function page(all) {
  const tables = all.filter(({ rows }) => rows.length > 0).map(({ title, rows }) => `## ${title}\n\n| Case | Time |${rows[0].length > 2 ? ' Peak memory |' : ''}\n${'|---'.repeat(rows[0].length)}|\n${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`);
  return `# Performance\n\nGenerated by \`npm run bench -- --write\` with Node ${process.versions.node.split('.')[0]}. Both sides of a ratio are measured in one run, in turn. What V8 compiles on the first run is kept in\n\`dist/compiled/\` where that folder can be written to; the first run of an installation takes about as long again.\n\n${tables.join('\n')}`;
}
