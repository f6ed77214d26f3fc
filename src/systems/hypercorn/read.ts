import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import type { Program } from '../../syntax/program/tree.ts';
import { evaluateIn } from '../python/environment.ts';
import { launch } from '../python/launch.ts';
import { isTest } from '../python/library.ts';
import { listenerOf } from '../python/listener.ts';
import { last, type OptionGrammar, parseOptions } from '../python/options.ts';
import { startedProgram } from '../python/script.ts';
import { type Limit, serverLayer } from '../python/server-layer.ts';
import type { Reader } from '../reader.ts';
import type { Source } from '../../syntax/source.ts';
import type { Listener, Reading } from '../system.ts';
import type { Place } from '../../model/place.ts';
import { defaultPort } from './facts.ts';
import { configOf } from './config.ts';

const grammar: OptionGrammar = {
  short: new Map([['-b', '--bind'], ['-c', '--config'], ['-k', '--worker-class'], ['-w', '--workers'], ['-p', '--pid'], ['-g', '--group'], ['-u', '--user'], ['-m', '--umask']]),
  flags: new Set(['--debug', '--reload', '-h', '--help']),
};
const about = { system: 'hypercorn', title: 'Hypercorn', package: 'hypercorn' } as const;

/** The hypercorn command, or Python code that serves with a `Config()`. */
export async function fromProcess(process: Process, reader: Reader): Promise<Reading | undefined> {
  const started = launch(process.argv);
  if (started === undefined) return undefined;
  if (started.kind !== 'program' || !/^hypercorn(?:\.__main__)?$/.test(started.name)) {
    const program = await startedProgram(process, started, reader);
    return program && inCode(program, process, reader);
  }
  const options = parseOptions(started.args, grammar, 1);
  const config = await configOf(last(options, '--config'), process, reader);
  const choose = (option: string, key: string): Limit['text'] => last(options, option) ?? config.values.get(key) ?? config.hidden ?? options.opaque;
  const isWritten = (option: string): boolean => options.values.has(option);
  const limits: readonly Limit[] = [
    { timer: 'downstream.idle', name: isWritten('--keep-alive') || config.values.size === 0 ? '--keep-alive' : 'keep_alive_timeout', text: choose('--keep-alive', 'keep_alive_timeout') },
    { timer: 'stop.graceful', name: isWritten('--graceful-timeout') || config.values.size === 0 ? '--graceful-timeout' : 'graceful_timeout', text: choose('--graceful-timeout', 'graceful_timeout') },
  ];
  const binds = options.values.get('--bind') ?? [config.values.get('bind')].filter((text) => text !== undefined);
  return { layers: [serverLayer({ ...about, process, path: '', place: process.place }, limits, listens(binds, process.place), reader)] };
}

/** Code that no process starts. */
export async function fromFile(source: Source, reader: Reader): Promise<Reading | undefined> {
  const program = await reader.program(source);
  return program && inCode(program, undefined, reader);
}

export const claims = (path: string, text: string): boolean => path.endsWith('.py') && !isTest(path) && /\bfrom\s+hypercorn\.config\s+import\b/.test(text) && /\bserve\s*\(/.test(text);

async function inCode(program: Program, process: Process | undefined, reader: Reader): Promise<Reading | undefined> {
  const config = program.imports.some(({ module, name }) => module === 'hypercorn.config' && name === 'Config');
  const server = program.imports.some(({ module, name }) => /^hypercorn\.(?:asyncio|trio)$/.test(module) && name === 'serve');
  if (!config || !server) return undefined;
  reader.claim(program.source);
  const value = async (key: string): Promise<Text | undefined> => {
    const found = program.definitions.findLast(({ name }) => name.endsWith(`.${key}`));
    const item = found?.value.kind === 'list' ? found.value.items[0] : found?.value;
    return found && item && evaluateIn(process, item, program, found.scope, reader);
  };
  const place = program.calls.find(({ callee }) => /(?:^|\.)serve$/.test(callee))?.place ?? program.source.place(0);
  const bind = await value('bind');
  const limits: readonly Limit[] = [
    { timer: 'downstream.idle', name: 'keep_alive_timeout', text: await value('keep_alive_timeout') },
    { timer: 'stop.graceful', name: 'graceful_timeout', text: await value('graceful_timeout') },
  ];
  return { layers: [serverLayer({ ...about, process, path: program.source.path, place }, limits, listens(bind ? [bind] : [], place), reader)] };
}

const listens = (binds: readonly Text[], place: Place): readonly Listener[] =>
  binds.length > 0 ? binds.map((text) => listenerOf(text, 'http/1.1', defaultPort)) : [{ kind: 'port', port: defaultPort, address: '127.0.0.1', protocol: 'http/1.1', place }];
