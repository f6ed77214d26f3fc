import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { command } from './command.ts';
import { folderOf, known } from './folder.ts';

const project = realpathSync(fileURLToPath(new URL('../..', import.meta.url)));
/** What runs it leaves this file behind. */
const trace = '../touched';
const shell = `touch ${trace}`;
const python = `import os\nos.system("${shell}")\nopen("${trace}", "w")\n`;
const node = `require('child_process').execSync('${shell}');\nrequire('fs').writeFileSync('${trace}', '');\nmodule.exports = {};\n`;

/** Every file that some tool would run or import, with the known fault beside it. */
const poisoned = {
  ...known,
  'package.json': JSON.stringify({ name: 'poison', type: 'commonjs', main: 'index.js', scripts: Object.fromEntries(['preinstall', 'install', 'postinstall', 'prepare', 'start', 'test', 'build'].map((name) => [name, shell])), dependencies: { axios: '1.0.0' } }),
  '.npmrc': 'script-shell=./run.sh\nnode-options=--require ./index.js\n', '.pnp.cjs': node, 'index.js': node, '.eslintrc.js': node, 'eslint.config.js': node, 'vite.config.ts': node, 'tsconfig.json': '{ "extends": "./evil.json", "compilerOptions": { "plugins": [ { "name": "./index.js" } ] } }',
  'client.js': `${node}require('axios').get('http://known/');\nimport('./index.js');\n`, 'client.ts': `import axios from 'axios';\nimport './index.js';\naxios.get('http://127.0.0.1:9/');\n`,
  'node_modules/axios/index.js': node, 'node_modules/typescript/index.js': node, 'node_modules/@typescript-eslint/typescript-estree/index.js': node, 'node_modules/js-yaml/index.js': node,
  'conftest.py': python, 'setup.py': python, 'gunicorn.conf.py': python, 'manage.py': python, 'app/__init__.py': python, 'app/client.py': `${python}import requests\nrequests.get("http://127.0.0.1:9/")\n`,
  'Makefile': `all:\n\t${shell}\nX := $(shell ${shell})\n`, 'run.sh': `#!/bin/sh\n${shell}\nexec gunicorn -c gunicorn.conf.py $(${shell}) app:app\n`, 'Procfile': `web: ${shell} && gunicorn -c gunicorn.conf.py app:app\nnpm: npm start\n`, '.envrc': `${shell}\n`, '.env': `A=$(${shell})\n`,
  'Dockerfile': `FROM python:3.12\nRUN ${shell}\nCMD ["sh", "-c", "./run.sh"]\n`, 'compose.yaml': 'services: { web: { build: ., command: ./run.sh, env_file: .env } }\n', 'puma.rb': `system("${shell}")\nport 80\n`, 'Gemfile': `system("${shell}")\ngem "puma"\n`, 'config.ru': `system("${shell}")\n`,
  'evil.yaml': `a: !!js/function 'function () { ${node} }'\nb: !!python/object/apply:os.system ["${shell}"]\nc: !ruby/object:Gem::Installer {}\n`, 'main.tf': `data "external" "x" {\n  program = ["sh", "-c", "${shell}"]\n}\nresource "null_resource" "x" {\n  provisioner "local-exec" {\n    command = "${shell}"\n  }\n}\nmodule "m" {\n  source = "git::https://127.0.0.1:9/x.git"\n}\n`,
  'chart/Chart.yaml': 'apiVersion: v2\nname: x\nversion: 1.0.0\ndependencies: [ { name: y, version: 1.0.0, repository: "https://127.0.0.1:9/charts" } ]\n', 'chart/templates/a.yaml': `a: {{ exec "${shell}" }}\nb: {{ lookup "v1" "Secret" "a" "b" }}\n`, 'kustomization.yaml': 'resources: [ "https://127.0.0.1:9/x.yaml", "github.com/a/b//c?ref=d" ]\nhelmCharts: [ { name: a, repo: "https://127.0.0.1:9" } ]\ngenerators: [ exec.yaml ]\n', 'exec.yaml': `apiVersion: v1\nkind: X\nmetadata: { name: x, annotations: { config.kubernetes.io/function: "exec: { path: ./run.sh }" } }\n`,
  'nginx.conf': 'load_module modules/evil.so;\nevents {}\nhttp { perl_modules .; include http://127.0.0.1:9/a.conf; server { listen 80; content_by_lua_block { os.execute("x") } } }\n', '.git/hooks/pre-commit': `#!/bin/sh\n${shell}\n`, '.git/config': `[core]\n\tfsmonitor = ${shell}\n\tsshCommand = ${shell}\n`, '.gitattributes': '* filter=evil\n', '.gitignore': '*.log\n',
  'a.xml': '<!DOCTYPE a [ <!ENTITY x SYSTEM "file:///etc/passwd"> <!ENTITY y SYSTEM "http://127.0.0.1:9/"> ]>\n<Server><Connector port="&x;&y;"/></Server>\n',
};

const has = (...probe: readonly string[]): boolean => spawnSync(probe[0] ?? '', probe.slice(1), { stdio: 'ignore' }).status === 0;
const canTrace = process.platform === 'linux' && has('strace', '-f', '-e', 'trace=openat', 'true');
const canUnshare = process.platform === 'linux' && has('unshare', '-rn', 'true');
if (!canTrace) console.warn('skipped: strace is missing or may not trace here (apt-get install strace)');
if (!canUnshare) console.warn('skipped: unshare may not make a network namespace here');

function run(root: string, wrapper: readonly string[], ...nodeOptions: readonly string[]): { readonly stdout: string; readonly stderr: string } {
  const [program = '', ...args] = [...wrapper, process.execPath, ...nodeOptions, command, '--format', 'json'];
  const { stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8', timeout: 120_000, maxBuffer: 2 ** 28, env: { PATH: process.env.PATH } });
  expect(stdout).toContain('idle-timeout-inverted');
  return { stdout, stderr };
}

function poison(): string {
  const parent = folderOf(Object.fromEntries(Object.entries(poisoned).map(([path, text]) => [`root/${path}`, text])));
  return join(parent, 'root');
}

describe('nothing of the repository is executed', () => {
  it('a poisoned one leaves no trace', () => {
    const root = poison();
    run(root, []);
    expect(existsSync(join(root, trace))).toBe(false);
    expect(readdirSync(dirname(root))).toEqual(['root']);
    expect(readdirSync(root).filter((name) => !Object.keys(poisoned).some((path) => path.split('/')[0] === name))).toEqual([]);
  });

  it('no file of it is changed', () => {
    const root = poison();
    run(root, []);
    expect(Object.fromEntries(Object.keys(poisoned).map((path) => [path, readFileSync(join(root, path), 'utf8')]))).toEqual(poisoned);
  });

  it('programs, sockets and evaluation are never asked for', () => {
    const root = poison();
    const preload = join(folderOf({ 'forbid.cjs': forbidding }), 'forbid.cjs');
    expect(run(root, [], '--require', preload).stderr).toBe('');
  });

  it.skipIf(!canTrace)('no system call starts a program or opens a connection', () => {
    const { calls } = traced(poison(), 'execve,execveat,connect,bind,sendto');
    expect(calls.filter((call) => !call.includes('ENOENT')).slice(1)).toEqual([]);
    expect(calls[0]).toContain('execve');
  });
});

describe('no network', () => {
  it.skipIf(!canUnshare)('is needed', () => {
    const root = poison();
    expect(run(root, ['unshare', '-rn']).stdout).toBe(run(root, []).stdout);
  });
});

/** Node looks for hoplint's packages in the folders above it, too. */
const isSearched = (path: string): boolean => path.includes('/node_modules/') && project.startsWith(`${path.slice(0, path.indexOf('/node_modules/'))}/`);

describe('no path outside of the root', () => {
  it.skipIf(!canTrace)('is opened, besides hoplint and its packages', () => {
    const root = poison();
    symlinkSync('/etc/passwd', join(root, 'passwd.yaml'));
    symlinkSync('/etc', join(root, 'etc'));
    const { calls, root: real } = traced(root, 'openat,open');
    const opened = calls.flatMap((call) => (/(?:open|openat)\((?:AT_FDCWD, )?"([^"]*)"/.exec(call)?.[1] ?? []));
    const own = [`${real}/`, `${project}/`, `${dirname(command)}/`];
    expect(opened.filter((path) => path.startsWith(`${real}/`)).length).toBeGreaterThan(10);
    expect(opened.filter((path) => path !== real && !own.some((folder) => path.startsWith(folder)) && !ofNode.test(path) && !isSearched(path) && !real.startsWith(path))).toEqual([]);
    expect(opened.filter((path) => path.startsWith(`${real}/node_modules/`) || path.startsWith(`${real}/etc`))).toEqual([]);
  });
});

describe('Secrets', () => {
  const kinds = (kind: string, reference: string, timeout: number): string => `
apiVersion: v1
kind: ${kind}
metadata: { name: limits }
data: &data { GUNICORN_CMD_ARGS: "--timeout ${timeout}" }
stringData: *data
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      containers:
        - { name: a, image: python, command: [gunicorn, "a:app"], envFrom: [{ ${reference}Ref: { name: limits } }] }
        - { name: b, image: python, command: [gunicorn, "b:app"], env: [{ name: GUNICORN_CMD_ARGS, valueFrom: { ${reference}KeyRef: { name: limits, key: GUNICORN_CMD_ARGS } } }] }
`;

  it('are not read, as ConfigMaps are', () => {
    const { stdout } = run(folderOf({ ...known, 'a/web.yaml': kinds('Secret', 'secret', 4242), 'b/web.yaml': kinds('ConfigMap', 'configMap', 4343) }), []);
    expect([stdout.match(/4242000/g), stdout.match(/4343000/g)?.length]).toEqual([null, 2]);
  });
});

/** What Node itself opens when it starts: libraries, its own settings, what it may use of processor and memory. */
const ofNode = /^\/(?:lib|lib64|usr|etc\/(?:ld\.so|ssl|localtime|nsswitch)|proc\/(?:self|meminfo|cpuinfo|version|stat|\d+|sys)|sys\/(?:fs\/cgroup|devices\/system)|dev\/(?:null|tty|urandom|random|pts)|opt|node)/;

function traced(root: string, calls: string): { readonly calls: readonly string[]; readonly root: string } {
  const log = join(folderOf({}), 'strace.log');
  run(root, ['strace', '-f', '-qq', '-s', '4096', '-e', 'signal=none', '-e', `trace=${calls}`, '-o', log]);
  const lines = readFileSync(log, 'utf8').split('\n').filter((line) => line !== '' && !line.includes('resumed>'));
  return { calls: lines, root: realpathSync(root) };
}

const forbidding = `
const forbid = (name, ...members) => {
  const module = require(name);
  for (const member of members) module[member] = () => { throw new Error(name + '.' + member + ' was called'); };
};
forbid('child_process', 'exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync');
forbid('net', 'connect', 'createConnection', 'createServer');
require('net').Socket.prototype.connect = () => { throw new Error('a socket was connected'); };
forbid('http', 'get', 'request');
forbid('https', 'get', 'request');
forbid('tls', 'connect');
forbid('dns', 'lookup', 'resolve');
forbid('dgram', 'createSocket');
forbid('vm', 'runInContext', 'runInNewContext');
globalThis.fetch = () => { throw new Error('fetch was called'); };
globalThis.eval = () => { throw new Error('eval was called'); };
`;
