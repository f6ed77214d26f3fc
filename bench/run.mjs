// Ratios measured in one run, interleaved, so that a busy machine slows both sides alike. Needs `npm run build` first.
// --write: the tables go to docs/performance.md. --with-others: other linters are installed into a scratch folder and run on the same files.
// --corpus FOLDER: another folder of repositories (also HOPLINT_CORPUS). --scripts FOLDER: repositories whose JavaScript the other linters get, if not the corpus's. --only NAME: one of the measures below. HOPLINT: another build than dist/.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeServices, joinedServices, nginxServers, yamlDocuments } from './generate.mjs';
import { interleaved, timed } from './measure.mjs';
import { crossplane, gixy, install, scriptLinters, yamlLinters } from './others.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const command = process.env.HOPLINT ?? join(here, '..', 'dist', 'hoplint.js');
const corpus = resolve(optionOf('--corpus') ?? process.env.HOPLINT_CORPUS ?? join(here, '..', '..', 'shared', 'corpus'));
const withOthers = process.argv.includes('--with-others');
const rounds = Number(process.env.HOPLINT_ROUNDS ?? 15);
const few = Math.min(3, rounds);
const mostFiles = 2000;

if (!existsSync(command)) {
  console.error('dist/ is missing: npm run build');
  process.exit(2);
}
if (withOthers && !existsSync(corpus)) {
  console.error(`${corpus} is missing: --corpus names another`);
  process.exit(2);
}

const scratch = mkdtempSync(join(tmpdir(), 'hoplint-bench-'));
const sections = [];
try {
  const measures = [startUp, growth, largeFile, nginxFiles, wholeCorpus, ...(withOthers ? [otherLinters] : [])];
  const only = optionOf('--only');
  for (const measure of measures.filter(({ name }) => only === undefined || name === only)) {
    for (const section of [measure()].flat()) {
      sections.push(section);
      console.log(`\n${section.title}`);
      for (const [name, ...cells] of section.rows) console.log(`  ${name.padEnd(40)}${cells.map((cell) => cell.padStart(16)).join('')}`);
    }
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
  return { title: `An nginx file of 8.5 MB, against nginx-conf parsing it (median of ${few})`, rows: compared({ 'nginx-conf alone': [join(here, 'parse-bare.mjs'), list, 'nginx'], hoplint: check(folder), ...crossplane(list) }) };
}

/** Against reading and parsing the very files that hoplint opened, with the same libraries and nothing else. */
function wholeCorpus() {
  if (!existsSync(corpus)) return { title: `Whole corpus: skipped, ${corpus} is absent (HOPLINT_CORPUS names another)`, rows: [] };
  const roots = rootsBelow(corpus);
  const list = join(scratch, 'files.txt');
  timed(['--import', join(here, 'record-reads.mjs'), ...check(...roots)], { HOPLINT_READS: list });
  const files = readFileSync(list, 'utf8').split('\n').filter(Boolean).length;
  return { title: `${roots.length} real repositories, against reading and parsing the same ${files} files with the same libraries (median of ${few})`, rows: compared({ 'reading and parsing alone': [join(here, 'parse-bare.mjs'), list], hoplint: check(...roots) }) };
}

/** Many small files: those of the corpus that hold a server, an upstream or the http block, each in a folder of its own. */
function nginxFiles() {
  const title = 'nginx files of the corpus, against nginx-conf parsing them';
  if (!existsSync(corpus)) return { title: `${title}: skipped, ${corpus} is absent`, rows: [] };
  const kinds = /\.(?:conf|nginx|vhost|template|tmpl|tpl|j2|jinja2?|erb|epp|inc|include|site)$|\/nginx[^/.]*$|\/sites-(?:available|enabled)\/[^/.]*$/i;
  const block = /(?:^|[{};])[ \t]*(?:(?:server|http)[ \t]*\{|upstream[ \t]+[\w.${}-]+[ \t]*\{)/m;
  const files = copied('nginx', kinds, (text) => block.test(text));
  const list = join(scratch, 'nginx-files.txt');
  writeFileSync(list, files.join('\n'));
  const cases = { 'nginx-conf alone': [join(here, 'parse-bare.mjs'), list, 'nginx'], hoplint: check(join(scratch, 'nginx')), ...crossplane(list), ...gixy(list) };
  return { title: `${files.length} ${title} (median of ${rounds})`, rows: compared(cases, rounds) };
}

function otherLinters() {
  const folder = install(scratch);
  if (folder === undefined) return [];
  const yaml = copied('yaml', /\.ya?ml$/i, (text) => !/\{\{|\{%/.test(text));
  const scripts = copied('scripts', /\.[cm]?jsx?$/i, (text) => text.length < 500_000, optionOf('--scripts') ?? corpus);
  return [
    against(`${yaml.length} YAML files without template tags, against other linters`, 'yaml', yamlLinters(folder, join(scratch, 'yaml'))),
    ...(scripts.length < 20 ? [] : [against(`${scripts.length} JavaScript files, against other linters`, 'scripts', scriptLinters(folder, join(scratch, 'scripts')))]),
  ];
}

function against(title, name, cases) {
  return { title: `${title} (median of ${few})`, rows: compared({ hoplint: check(join(scratch, name)), ...cases }) };
}

/** The files of the corpus with such a name and text, copied below a scratch folder under names of their own. */
function copied(name, kinds, isMeant, from = corpus) {
  const files = [];
  const enter = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && entry.name !== '.git' && entry.name !== 'node_modules') enter(path);
      if (!entry.isFile() || files.length >= mostFiles || !kinds.test(path) || statSync(path).size > 2_000_000 || !isMeant(readFileSync(path, 'utf8'))) continue;
      const to = join(scratch, name, String(files.length).padStart(4, '0'));
      mkdirSync(to, { recursive: true });
      copyFileSync(path, join(to, basename(path)));
      files.push(join(to, basename(path)));
    }
  };
  for (const root of rootsBelow(from)) enter(root);
  return files;
}

function rootsBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
}

function optionOf(name) {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

function compared(cases, times = few) {
  const taken = Object.entries(interleaved(cases, times, join(scratch, 'peak')));
  const base = taken[0]?.[1].time ?? Number.NaN;
  return taken.map(([name, { time, peak }]) => [name, ratio(time, base), peak === 0 ? 'not measured' : `${(peak / 1024).toFixed(0)} MB`]);
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
