// Runs hoplint on checkouts of public repositories and compares every error and warning with the judged ones of test/ecosystem/baseline.json.
//   npm run ecosystem -- <folder of checkouts, each named owner__name> [--write]
// $HOPLINT names another build than dist/hoplint.js, $HOPLINT_TIMES=1 prints how long each run takes. --write keeps known verdicts. Exit: 0 the same findings, 1 something is new or gone, 2 nothing could be compared.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const baselineFile = join(root, 'test', 'ecosystem', 'baseline.json');
const hoplint = resolve(process.env.HOPLINT ?? join(root, 'dist', 'hoplint.js'));
const limit = 120_000;

process.exitCode = main(process.argv.slice(2));

function main(argv) {
  const [folder] = argv.filter((argument) => !argument.startsWith('--'));
  const present = folder === undefined ? [] : repositories().filter((name) => existsSync(checkout(folder, name)));
  if (present.length === 0) return refuse('usage: npm run ecosystem -- <folder of checkouts, each named owner__name> [--write]');
  if (!existsSync(hoplint)) return refuse(`${hoplint} is missing: npm run build`);
  const judged = readJson(baselineFile, []);
  const known = judged.filter(({ repository }) => present.includes(repository));
  const found = present.flatMap((repository) => check(folder, repository));
  const differs = report(present, known, found);
  if (!argv.includes('--write')) return differs ? 1 : 0;
  const absent = judged.filter(({ repository }) => !present.includes(repository));
  writeFileSync(baselineFile, page([...absent, ...withVerdicts(found, known)]));
  return 0;
}

function repositories() {
  return readJson(join(root, 'test', 'ecosystem', 'repositories.json'), []).map(({ repository }) => repository);
}

function checkout(folder, repository) {
  return join(folder, repository.replace('/', '__'));
}

/** Errors and warnings of one repository. A run that crashes or hangs is an entry of its own, so that it shows as new. */
function check(folder, repository) {
  const started = performance.now();
  const args = [hoplint, 'check', '--format', 'json', '--fail-on', 'error', checkout(folder, repository)];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: limit, maxBuffer: 1 << 29 });
  if (process.env.HOPLINT_TIMES) console.error(`${((performance.now() - started) / 1000).toFixed(1).padStart(7)} s  ${repository}`);
  const result = parsed(stdout);
  if (result === undefined) return [failure(repository, `exit ${status}: ${stderr.trim().split('\n')[0]}`)];
  return result.findings.filter(({ severity }) => severity !== 'info').map((finding) => entry(repository, finding));
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failure(repository, message) {
  return { repository, fingerprint: 'failure', rule: 'failure', severity: 'error', file: '.', line: 1, message, verdict: 'wrong' };
}

function entry(repository, { fingerprint, rule, severity, location, message }) {
  return { repository, fingerprint, rule, severity, file: location.file, line: location.line, message, verdict: 'unsure' };
}

/** Prints what is new and what is gone; whether anything is. */
function report(present, known, found) {
  const changes = present.map((name) => change(of(known, name), of(found, name))).map((each, index) => ({ name: present[index], ...each }));
  const changed = changes.filter(({ added, gone }) => added.length + gone.length > 0);
  for (const { name, added, gone } of changed) console.log([name, ...added.map(line('+')), ...gone.map(line('-'))].join('\n'));
  const count = (kind) => changed.reduce((sum, each) => sum + each[kind].length, 0);
  console.log(`${present.length} repositories, ${severities(found)}: ${count('added')} new, ${count('gone')} gone`);
  return changed.length > 0;
}

function of(entries, name) {
  return entries.filter(({ repository }) => repository === name);
}

/** Two findings may share a fingerprint (one per chain): they are counted, not merged. */
function change(known, found) {
  return { added: without(found, known), gone: without(known, found) };
}

function without(entries, others) {
  const left = grouped(others);
  return entries.filter((each) => left.get(key(each))?.pop() === undefined);
}

function grouped(entries) {
  const groups = new Map();
  for (const each of entries) groups.set(key(each), [...(groups.get(key(each)) ?? []), each]);
  return groups;
}

function key({ repository, fingerprint, severity }) {
  return `${repository} ${fingerprint} ${severity}`;
}

function line(sign) {
  return ({ rule, severity, file, line: at, message }) => `  ${sign} ${severity} ${rule}  ${file}:${at}\n      ${message}`;
}

function severities(entries) {
  const errors = entries.filter(({ severity }) => severity === 'error').length;
  return `${errors} errors, ${entries.length - errors} warnings`;
}

function withVerdicts(found, known) {
  const verdicts = new Map(known.map(({ repository, fingerprint, verdict }) => [`${repository} ${fingerprint}`, verdict]));
  return found.map((each) => ({ ...each, verdict: verdicts.get(`${each.repository} ${each.fingerprint}`) ?? each.verdict }));
}

function page(entries) {
  const order = (each) => `${each.repository} ${each.file} ${String(each.line).padStart(6, '0')} ${each.rule} ${each.fingerprint}`;
  const sorted = entries.map((each) => [order(each), each]).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `[\n${sorted.map(([, each]) => `  ${JSON.stringify(each)}`).join(',\n')}\n]\n`;
}

function readJson(file, otherwise) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : otherwise;
}

function refuse(message) {
  console.error(message);
  return 2;
}
