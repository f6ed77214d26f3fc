import { posix } from 'node:path';
import { own } from '../../model/own.ts';
import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import type { Reader } from '../reader.ts';
import { manifestOf } from './manifest.ts';

/** What a command line of the JavaScript world starts. */
export interface Launch {
  readonly runtime: 'node' | 'bun';
  /** The script, or the command of a framework: `next start`. */
  readonly script?: string;
  readonly command?: string;
  readonly args: readonly Text[];
  /** The package.json whose script was looked through. */
  readonly folder?: string;
}

const runtimes: Readonly<Record<string, 'node' | 'bun'>> = { node: 'node', nodejs: 'node', 'ts-node': 'node', tsx: 'node', 'ts-node-dev': 'node', nodemon: 'node', 'pm2-runtime': 'node', bun: 'bun' };
const frameworks = new Set(['next', 'nest', 'nuxt', 'nuxi', 'astro', 'remix-serve', 'react-router-serve']);
const managers = new Set(['npm', 'yarn', 'pnpm', 'bun']);
const runners = new Set(['npx', 'bunx', 'pnpx', 'dotenv', 'cross-env', 'env', 'dumb-init', 'tini', 'exec']);
const valued = new Set(['-r', '--require', '--import', '--loader', '--experimental-loader', '--env-file', '--max-old-space-size', '-e', '--conditions', '-C', '--title', '--name', '-i']);

/** `undefined` when it is something else, or only run time tells. */
export function launchOf(process: Process, reader: Reader): Launch | undefined {
  if (process.argv.length > 0) return started(process.argv, process, reader, 4);
  const runtime = imageOf(process);
  return runtime && (byScript('start', process, reader, 4) ?? { runtime, args: [] });
}

/** The runtime of the official images; their entry script hands a script to it. */
function imageOf(process: Process): 'node' | 'bun' | undefined {
  const images = [process.image?.name, ...(process.image?.bases ?? []).map((base) => base.name)].map((name) => /(?:^|\/)(node|bun)$/.exec(name ?? '')?.[1]);
  return images.includes('bun') ? 'bun' : images.includes('node') ? 'node' : undefined;
}

function started(argv: readonly Text[], process: Process, reader: Reader, left: number, folder?: string): Launch | undefined {
  const at = argv.findIndex((word) => !/^\w+=/.test(word.value ?? '') && !runners.has(base(word)) && !(word.value ?? '-').startsWith('-'));
  const rest = at < 0 ? [] : argv.slice(at);
  const [word, next, ...more] = rest;
  if (!word || left <= 0) return undefined;
  const name = base(word);
  const where = folder === undefined ? {} : { folder };
  if (frameworks.has(name)) return { runtime: 'node', command: `${name} ${next?.value ?? ''}`.trim(), args: more, ...where };
  if (managers.has(name)) {
    const script = scriptName(name, rest.slice(1));
    const found = script === undefined ? undefined : byScript(script, process, reader, left - 1);
    if (found) return name === 'bun' && found.runtime === 'node' && found.command === undefined ? { ...found, runtime: 'bun' } : found;
    if (name !== 'bun') return script === undefined ? undefined : started(rest.slice(rest[1]?.value === 'exec' ? 2 : 1), process, reader, left - 1, folder);
  }
  const runtime = own(runtimes, name);
  if (!runtime && /\.[cm]?js$/.test(name) && imageOf(process) === 'node') return { runtime: 'node', script: word.value ?? '', args: rest.slice(1), ...where };
  return runtime && { runtime, ...scriptOf(rest.slice(1), runtime), ...where };
}

/** `start` of `npm start`, `npm run start`, `yarn start`, `bun run start`. */
function scriptName(manager: string, args: readonly Text[]): string | undefined {
  const words = args.map((word) => word.value ?? '').filter((word) => !word.startsWith('-'));
  const [first, second] = words;
  if (first === 'run' || first === 'run-script') return second;
  return manager === 'npm' && first !== 'start' ? undefined : first;
}

function byScript(name: string, process: Process, reader: Reader, left: number): Launch | undefined {
  const found = manifestOf(process, reader);
  const script = found?.scripts.get(name);
  if (!found || !script) return undefined;
  const { command, place } = script;
  const parts = command.split(/&&|;/).map((part) => part.trim()).filter((part) => part !== '');
  for (const part of parts.toReversed()) {
    const argv = part.split(/\s+/).slice(0, 60).map((value): Text => ({ value: value.replace(/^["']|["']$/g, ''), expression: value, places: [place], origin: 'configured' }));
    const launch = started(argv, process, reader, left, found.folder);
    if (launch) return launch;
  }
  return undefined;
}

function scriptOf(args: readonly Text[], runtime: 'node' | 'bun'): { script?: string; args: readonly Text[] } {
  const words = runtime === 'bun' && args[0]?.value === 'run' ? args.slice(1) : args;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]?.value;
    if (word === undefined) break;
    if (valued.has(word)) at += 1;
    else if (!word.startsWith('-') && word !== 'watch') return { script: word, args: words.slice(at + 1) };
  }
  return { args: [] };
}

const base = (word: Text): string => posix.basename(word.value ?? '');
