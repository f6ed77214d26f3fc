import type { Process } from '../../model/process.ts';
import type { Place } from '../../model/place.ts';
import type { Text } from '../../model/value.ts';
import { keyword, spreads } from '../../syntax/program/query.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { evaluateIn } from '../python/environment.ts';
import { launch } from '../python/launch.ts';
import { fullCallee, isTest } from '../python/library.ts';
import { listenerOf, portOf } from '../python/listener.ts';
import { last, type OptionGrammar, parseOptions } from '../python/options.ts';
import { startedProgram } from '../python/script.ts';
import { serverLayer } from '../python/server-layer.ts';
import type { Reader } from '../reader.ts';
import { literal } from '../setting.ts';
import type { Listener, Reading } from '../system.ts';
import { defaultPort } from './facts.ts';

const grammar: OptionGrammar = {
  short: new Map(),
  flags: new Set(['--help', '--call', '--expose-tracebacks', '--no-expose-tracebacks', '--ipv4', '--no-ipv4', '--ipv6', '--no-ipv6', '--log-untrusted-proxy-headers', '--clear-untrusted-proxy-headers']),
};
const about = { system: 'waitress', title: 'Waitress', package: 'waitress' } as const;

interface Written {
  readonly timeout: Text | undefined;
  readonly listen: Text | undefined;
  readonly host: Text | undefined;
  readonly port: Text | undefined;
  readonly socket: Text | undefined;
}

/** The waitress-serve command, or Python code that calls `serve`. */
export async function fromProcess(process: Process, reader: Reader): Promise<Reading | undefined> {
  const started = launch(process.argv);
  if (started === undefined) return undefined;
  if (started.kind === 'program' && /^waitress(?:-serve)?$/.test(started.name)) {
    const options = parseOptions(started.args, grammar, 1);
    const value = (name: string): Text | undefined => last(options, `--${name}`);
    const written = { timeout: value('channel-timeout') ?? options.opaque, listen: value('listen'), host: value('host'), port: value('port'), socket: value('unix-socket') };
    return reading(written, '--channel-timeout', process, '', process.place, reader);
  }
  const program = await startedProgram(process, started, reader);
  return program && inCode(program, process, reader);
}

/** Code or a paste.deploy file that no process uses. */
export async function fromFile(source: Source, reader: Reader): Promise<Reading | undefined> {
  if (source.path.endsWith('.ini')) return inPaste(source, reader);
  const program = await reader.program(source);
  return program && inCode(program, undefined, reader);
}

export const claims = (path: string, text: string): boolean =>
  path.endsWith('.ini') ? /^[ \t]*use[ \t]*=[ \t]*egg:waitress#main/m.test(text) : path.endsWith('.py') && !isTest(path) && /\bwaitress\b/.test(text) && /\bserve\s*\(/.test(text);

async function inCode(program: Program, process: Process | undefined, reader: Reader): Promise<Reading | undefined> {
  const call = program.calls.findLast((one) => /^waitress\.(?:serve|create_server)$/.test(fullCallee(program, one)));
  if (call === undefined) return undefined;
  reader.claim(program.source);
  const value = async (name: string): Promise<Text | undefined> => {
    const found = keyword(call, name);
    if (found) return evaluateIn(process, found.value, program, call.scope, reader);
    return spreads(call) ? passedOn(call) : undefined;
  };
  const written = { timeout: await value('channel_timeout'), listen: await value('listen'), host: await value('host'), port: await value('port'), socket: keyword(call, 'unix_socket') ? await value('unix_socket') : undefined };
  return reading(written, 'channel_timeout', process, program.source.path, call.place, reader);
}

const passedOn = (call: Call): Text => ({ value: undefined, expression: call.args.at(-1)?.text ?? '', places: [call.place], origin: 'configured' });

function inPaste(source: Source, reader: Reader): Reading | undefined {
  const { entries } = reader.ini(source);
  const use = entries.find(({ key, value }) => key === 'use' && value === 'egg:waitress#main');
  if (use === undefined) return undefined;
  const value = (key: string): Text | undefined => {
    const entry = entries.findLast((one) => one.section === use.section && one.key === key);
    return entry && literal(entry.value, entry.valuePlace);
  };
  return reading({ timeout: value('channel_timeout'), listen: value('listen'), host: value('host'), port: value('port'), socket: value('unix_socket') }, 'channel_timeout', undefined, source.path, use.keyPlace, reader);
}

const reading = (written: Written, name: string, process: Process | undefined, path: string, place: Place, reader: Reader): Reading => ({
  layers: [serverLayer({ ...about, process, path, place }, [{ timer: 'downstream.idle', name, text: written.timeout }], listens(written, place), reader)],
});

/** `listen` holds several addresses, apart by blanks; without anything it is every interface. */
function listens({ listen, host, port, socket }: Written, place: Place): readonly Listener[] {
  if (socket?.value !== undefined) return [{ kind: 'socket', path: socket.value, protocol: 'http/1.1', place: socket.places[0] }];
  if (listen?.value !== undefined) return listen.value.trim().split(/\s+/).slice(0, 20).map((value) => everywhere(listenerOf({ ...listen, value }, 'http/1.1', defaultPort)));
  const address = host?.value === undefined || host.value === '*' ? {} : { address: host.value };
  return [{ kind: 'port', port: listen ? undefined : port ? portOf(port.value ?? '') : defaultPort, ...address, protocol: 'http/1.1', place: (listen ?? port)?.places[0] ?? place }];
}

function everywhere(listener: Listener): Listener {
  if (listener.kind !== 'port' || listener.address !== '*') return listener;
  const { address: _, ...rest } = listener;
  return rest;
}
