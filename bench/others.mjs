// Other linters on the very files that hoplint gets: each runs as its own documentation says, with as little to check as it can be told.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Installed into a scratch folder; none of them is a dependency of hoplint. */
const packages = ['prettier@3.10.1', 'yaml-lint@1.7.0', '@stoplight/spectral-cli@6.16.3', 'eslint@9.39.5', 'oxlint@1.94.0'];

/** The folder with the installed packages, or `undefined` when the registry cannot be reached. */
export function install(scratch) {
  const folder = join(scratch, 'others');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const { status, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', ...packages], { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' });
  if (status === 0) return folder;
  console.error(`other linters cannot be installed: ${stderr?.trim().split('\n').at(-1) ?? 'npm is missing'}`);
  return undefined;
}

/** Commands for the YAML files below `tree`, by name. */
export function yamlLinters(folder, tree) {
  const ruleset = join(folder, 'spectral.yaml');
  writeFileSync(ruleset, 'rules:\n  no-tabs-in-names:\n    given: $\n    then: { field: "@key", function: pattern, functionOptions: { notMatch: "\\t" } }\n');
  return {
    'prettier --check': [bin(folder, 'prettier', 'bin/prettier.cjs'), '--no-config', '--log-level', 'error', '--check', `${tree}/**/*.{yaml,yml}`],
    'yaml-lint': [bin(folder, 'yaml-lint', 'dist/cli.js'), `${tree}/**/*.{yaml,yml}`],
    'spectral, one rule': [bin(folder, '@stoplight/spectral-cli', 'dist/index.js'), 'lint', '--quiet', '-r', ruleset, `${tree}/**/*.{yaml,yml}`],
    ...(works('yamllint', '--version') && { 'yamllint -d relaxed': { command: 'yamllint', args: ['-d', 'relaxed', tree] } }),
  };
}

/** Commands for the JavaScript files below `tree`, by name. */
export function scriptLinters(folder, tree) {
  const config = join(folder, 'eslint.config.js');
  writeFileSync(config, `export default [{ files: ['**/*.js', '**/*.mjs', '**/*.cjs', '**/*.jsx'], languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } }, rules: { 'no-unused-vars': 'warn' } }];\n`);
  return {
    'eslint, one rule': { args: [bin(folder, 'eslint', 'bin/eslint.js'), '--no-config-lookup', '--config', config, '--no-warn-ignored', '--quiet', '.'], cwd: tree },
    'oxlint, one rule': { args: [bin(folder, 'oxlint', 'bin/oxlint'), '--quiet', '-A', 'all', '-W', 'no-unused-vars', '.'], cwd: tree },
    'prettier --check': [bin(folder, 'prettier', 'bin/prettier.cjs'), '--no-config', '--log-level', 'error', '--check', `${tree}/**/*.{js,mjs,cjs,jsx}`],
  };
}

/** crossplane reading the files of a list, where this machine's Python finds it (`PYTHONPATH` may name a checkout). */
export function crossplane(list) {
  const parse = 'import crossplane, sys\nfor path in open(sys.argv[1]).read().split("\\n"):\n    if path: crossplane.parse(path, single=True, catch_errors=True)\n';
  return works('python3', '-c', 'import crossplane') ? { crossplane: { command: 'python3', args: ['-c', parse + pythonPeak, list], sized: true } } : {};
}

/** gixy-ng checking the files of a list, found like crossplane. */
export function gixy(list) {
  const files = readFileSync(list, 'utf8').split('\n').filter(Boolean);
  return works('python3', '-c', 'import gixy.cli.main') ? { 'gixy-ng': { command: 'python3', args: ['-m', 'gixy.cli', ...files] } } : {};
}

/** What record-peak.mjs does. */
const pythonPeak = 'import os, resource\nif "HOPLINT_PEAK" in os.environ: open(os.environ["HOPLINT_PEAK"], "w").write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))\n';

const bin = (folder, name, file) => join(folder, 'node_modules', name, file);

const works = (command, ...args) => spawnSync(command, args).status === 0;
