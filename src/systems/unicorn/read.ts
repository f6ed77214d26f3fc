import { posix } from 'node:path';
import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import type { Setting } from '../../model/setting.ts';
import type { Text } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';
import { listenerOf, portOf } from '../python/listener.ts';
import { last, type OptionGrammar, type Options, parseOptions } from '../python/options.ts';
import { besides, ownerOf } from '../python/owner.ts';
import { openSource } from '../python/sources.ts';
import type { Reader } from '../reader.ts';
import { argument, type DirectiveFile, directive, statements } from '../ruby/directives.ts';
import { rubyLaunch } from '../ruby/launch.ts';
import { rackTimeout } from '../ruby/rack-timeout.ts';
import { wholeSeconds } from '../ruby/seconds.ts';
import { gemVersion } from '../ruby/version.ts';
import { configured } from '../setting.ts';
import type { Listener, Reading } from '../system.ts';
import { defaultPort, defaultTimeout } from './facts.ts';

const grammar: OptionGrammar = {
  short: new Map([['-c', '--config-file'], ['-l', '--listen'], ['-p', '--port'], ['-o', '--host'], ['-E', '--env'], ['-I', '--include'], ['-r', '--require'], ['-e', '--eval']]),
  flags: new Set(['-D', '--daemonize', '-d', '--debug', '-w', '--warn', '-N', '--no-default-middleware', '-h', '--help', '-v', '--version']),
};

/** A process whose command is unicorn or unicorn_rails. */
export async function fromProcess(process: Process, reader: Reader): Promise<Reading | undefined> {
  const started = rubyLaunch(process.argv);
  if (started === undefined || !/^unicorn(?:_rails)?$/.test(started.name)) return undefined;
  const options = parseOptions(started.args, grammar, 1);
  const named = last(options, '--config-file');
  const source = named?.value === undefined ? undefined : openSource(process, named.value, reader);
  if (source) reader.claim(source);
  const hidden = named && !source ? { ...named, value: undefined } : options.opaque;
  return reading({ process, options, source, hidden, place: process.place, owner: ownerOf(process), folder: undefined }, reader);
}

/** A configuration file that no process uses. */
export const fromFile = (source: Source, reader: Reader): Promise<Reading | undefined> =>
  reading({ process: undefined, options: undefined, source, hidden: undefined, place: source.place(0), owner: source.path, folder: posix.dirname(source.path).replace(/(?:^|\/)config(?:\/unicorn)?$/, '') }, reader);

export const claims = (path: string, text: string): boolean =>
  /(?:^|\/)(?:[^/]*unicorn[^/]*\.rb|unicorn\/[^/]+\.rb)$/i.test(path) && /^[ \t]*(?:worker_processes|listen|timeout|preload_app|working_directory)\b/m.test(text) && !/^[ \t]*(?:class|module|describe|RSpec)\b/m.test(text);

interface Found {
  readonly process: Process | undefined;
  readonly options: Options | undefined;
  readonly source: Source | undefined;
  /** A configuration that nobody sees. */
  readonly hidden: Text | undefined;
  readonly place: Place;
  readonly owner: string;
  readonly folder: string | undefined;
}

async function reading(found: Found, reader: Reader): Promise<Reading | undefined> {
  const { process, source, place, owner } = found;
  const program = source && (await reader.program(source));
  const file = program && { program, process, reader };
  const paths = [...(source ? [source.path] : []), ...(process ? besides(process) : [])];
  return {
    layers: [{
      system: 'unicorn', kind: 'app-server', name: `Unicorn (${owner})`, version: gemVersion('unicorn', paths, reader), place,
      settings: await settingsOf(found, file, reader), listens: await listenersOf(found, file), routes: [],
      ...(process ? { process } : {}),
      ...(source ? { defaultPlace: source.place(0, Math.max(1, source.text.indexOf('\n'))) } : {}),
    }],
  };
}

/** Of two limits on a request the shorter one ends it, so the longer one is left out. */
async function settingsOf({ process, hidden, folder }: Found, file: DirectiveFile | undefined, reader: Reader): Promise<readonly Setting[]> {
  const text = (file && (await directive('timeout', file))?.text) ?? hidden;
  const own = text ? [configured('worker.deadline', 'timeout', text, wholeSeconds)] : [];
  const inner = await rackTimeout(process, folder, reader);
  return shorter(inner, own) ? inner : own;
}

function shorter([one]: readonly Setting[], [other]: readonly Setting[]): boolean {
  if (one?.value.kind !== 'known') return false;
  return one.value.amount < (other === undefined ? defaultTimeout : other.value.kind === 'known' ? other.value.amount : 0);
}

async function listenersOf({ options, place, hidden, process }: Found, file: DirectiveFile | undefined): Promise<readonly Listener[]> {
  const texts = options?.values.get('--listen') ?? [];
  const port = options && last(options, '--port');
  const told = [...texts.map(bound), ...(port ? [onPort(port)] : [])];
  const written = file ? await Promise.all(statements(file.program, 'listen').map(async (call) => bound(await argument(call, 0, file)))) : [];
  const all = [...told, ...written];
  if (all.length > 0) return all;
  const variable = process?.env.get('PORT');
  return variable ? [onPort(variable)] : [{ kind: 'port', port: hidden ? undefined : defaultPort, protocol: 'http/1.1', place }];
}

/** A bare number is a port. */
const bound = (text: Text): Listener => (/^\d{1,5}$/.test(text.value ?? '') ? onPort(text) : listenerOf(text, 'http/1.1'));
const onPort = (text: Text): Listener => ({ kind: 'port', port: portOf(text.value ?? ''), protocol: 'http/1.1', place: text.places[0] });
