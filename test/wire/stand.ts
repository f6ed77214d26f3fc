import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from '../../src/lint.ts';
import type { Trace, TraceRequest } from '../../src/model/trace.ts';
import { trace } from '../../src/trace/trace.ts';
import { environment, packages } from './needs.ts';
import { type Address, type Program, serverName } from './program.ts';
import { versionOf } from './versions.ts';

/** A repository whose start script can be run, and what hoplint reads out of the same files. */
export interface Repository {
  readonly folder: string;
  readonly programs: readonly Program[];
  /** hoplint's prediction for a request. */
  readonly predict: (asked: Partial<TraceRequest>) => Trace;
  /** Names of what is written and does nothing, as hoplint sees it. */
  readonly ineffective: readonly string[];
}

export interface Running {
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

/** One container with all programs: they meet on the loopback interface. */
const dockerfile = 'FROM debian:12\nWORKDIR /srv\nCOPY . .\nCMD ["sh", "start.sh"]\n';

/** Writes the repository and reads it. Nothing runs yet, so that reading disturbs no clock. */
export async function prepare(programs: readonly Program[], declared = ''): Promise<Repository> {
  const folder = repository(programs, declared);
  const { model } = await inspect(folder);
  if (programs.some(({ needs }) => needs.some((need) => need.startsWith('npm:')))) symlinkSync(packages, join(folder, 'node_modules'));
  build(programs, folder);
  const ineffective = model.written.filter(({ written }) => written.fault === 'ineffective').map(({ written }) => written.name);
  return { folder, programs, ineffective, predict: (asked) => trace(model, { path: '/', method: 'GET', kind: 'response', ...asked }) };
}

/** Starts the programs, inner ones first, as the repository itself says; `within` is a command that runs the script elsewhere. */
export async function raise({ folder, programs }: Repository, within: readonly string[] = []): Promise<Running> {
  const log = join(folder, 'wire.log');
  const output = openSync(log, 'w');
  const [command = 'sh', ...args] = [...within, 'sh', 'start.sh'];
  const child = spawn(command, args, { cwd: folder, detached: true, stdio: ['ignore', output, output], env: { ...environment, HOME: folder } });
  closeSync(output);
  const stop = (): Promise<void> => end(child);
  try {
    if (within.length === 0) for (const { at, line } of programs) if (at) await listening(at, line, child);
  } catch (error) {
    await stop();
    throw new Error(`${String(error)}\n${readFileSync(log, 'utf8').slice(-1500)}`);
  }
  return { stop, log: () => readFileSync(log, 'utf8') };
}

/** `declared` stands in hoplint.yaml, beside the versions that are installed. */
function repository(programs: readonly Program[], declared: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'hoplint-wire-')));
  const servers = programs.filter(({ at }) => at !== undefined);
  const lines = servers.map(({ line }, index) => (index === servers.length - 1 ? `exec ${line}\n` : `${line} &\n`));
  const runtimes = programs.some(({ needs }) => needs.includes('node')) ? ['node'] : [];
  const versions = [...new Set([...programs.map(({ system }) => system), ...runtimes])].flatMap((system) => {
    const version = versionOf(system);
    return version === undefined ? [] : [`  ${system}: "${version}"\n`];
  });
  const files = { ...workloadsOf(programs, declared !== ''), 'start.sh': lines.join(''), 'hoplint.yaml': `versions:\n${versions.join('')}${declared}`, ...Object.assign({}, ...programs.map((program) => program.files)) };
  for (const [name, text] of Object.entries<string>(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** One container with all servers. Clients call it by the name of its service, where something declared stands between; else all run on one machine, and meet there. */
function workloadsOf(programs: readonly Program[], isApart: boolean): Readonly<Record<string, string>> {
  const commands = programs.filter(({ at, files }) => at === undefined && Object.keys(files).length === 0);
  if (isApart) return { Dockerfile: dockerfile, 'compose.yaml': `services:\n  ${serverName}:\n    build: .\n${commands.map(({ system, line }) => `  ${system}:\n    image: debian:12\n    command: ${JSON.stringify(line)}\n`).join('')}` };
  if (programs.every(({ at }) => at !== undefined)) return { Dockerfile: dockerfile };
  return Object.fromEntries(programs.filter((one) => one.at !== undefined || commands.includes(one)).map(({ line }, index) => [`program${index}.service`, `[Service]\nWorkingDirectory=/srv\nExecStart=${line.replaceAll('%', '%%')}\n`]));
}

/** Runs a program that is no server, and returns what it prints. Nothing when it has to be ended after `patience` milliseconds. */
export async function call({ folder }: Repository, line: string, patience: number, within: readonly string[] = []): Promise<string | undefined> {
  const [command = 'sh', ...args] = [...within, 'sh', '-c', `exec ${line}`];
  const child = spawn(command, args, { cwd: folder, detached: true, stdio: ['ignore', 'pipe', 'inherit'], env: environment });
  let printed = '';
  child.stdout.on('data', (data) => { printed += String(data); });
  const timer = setTimeout(() => void end(child), patience);
  await once(child, 'close');
  clearTimeout(timer);
  return printed === '' ? undefined : printed;
}

/** Go programs are built where they lie. */
function build(programs: readonly Program[], folder: string): void {
  for (const { system, files } of programs) {
    const module = Object.keys(files).find((name) => name.endsWith('go.mod'));
    if (!system.startsWith('go-') || module === undefined) continue;
    const { status, stderr } = spawnSync('go', ['build', '-ldflags=-s -w', '-o', 'server', '.'], { cwd: join(folder, dirname(module)), encoding: 'utf8', env: { ...environment, GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'local' } });
    if (status !== 0) throw new Error(`go build: ${stderr}`);
  }
}

async function listening({ host, port }: Address, line: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) break;
    if (await accepts(host, port)) return;
    await sleep(100);
  }
  throw new Error(`nothing listens on ${host}:${port}: ${line}`);
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('connect', () => { socket.destroy(); resolve(true); });
    socket.once('error', () => resolve(false));
  });
}

/** The whole group: daemons have children. */
async function end(child: ChildProcess): Promise<void> {
  const signal = (name: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // Already gone.
    }
  };
  signal('SIGTERM');
  await sleep(300);
  signal('SIGKILL');
}
