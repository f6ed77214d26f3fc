import type { Process } from '../../model/process.ts';
import type { Setting } from '../../model/setting.ts';
import { exact } from '../../model/setting.ts';
import { off, type Text } from '../../model/value.ts';
import { launch } from '../python/launch.ts';
import { portOf } from '../python/listener.ts';
import { last, type OptionGrammar, type Options, parseOptions } from '../python/options.ts';
import { serverLayer } from '../python/server-layer.ts';
import { visible } from '../python/words.ts';
import type { Reader } from '../reader.ts';
import type { Listener, Reading } from '../system.ts';
import { defaultPort } from './facts.ts';

const switches = ['ws', 'http1-keep-alive', 'http1-pipeline-flush', 'http2-adaptive-window', 'log', 'access-log', 'respawn-failed-workers', 'factory', 'reload', 'reload-tick', 'static-path-precompressed'];
const grammar: OptionGrammar = { short: new Map(), flags: new Set(['--help', '--version', ...switches.flatMap((name) => [`--${name}`, `--no-${name}`])]) };

/** The granian command and its GRANIAN_* variables. */
export async function fromProcess(process: Process, reader: Reader): Promise<Reading | undefined> {
  const started = launch(process.argv);
  if (started?.kind !== 'program' || !/^granian(?:\.__main__|\.cli)?$/.test(started.name)) return undefined;
  const options = parseOptions(started.args, grammar, 1);
  const value = (name: string): Text | undefined => last(options, `--${name}`) ?? process.env.get(`GRANIAN_${name.toUpperCase().replaceAll('-', '_')}`);
  const kill = value('workers-kill-timeout');
  const older = kill ? undefined : value('workers-graceful-timeout');
  const origin = { system: 'granian', title: 'Granian', package: 'granian', process, path: '', place: process.place };
  const limit = { timer: 'stop.graceful', name: older ? '--workers-graceful-timeout' : '--workers-kill-timeout', text: kill ?? older } as const;
  const layer = serverLayer(origin, [limit], [listener(value, process)], reader);
  return { layers: [{ ...layer, settings: [...layer.settings, ...withoutKeepAlive(options, process)] }] };
}

function withoutKeepAlive(options: Options, process: Process): readonly Setting[] {
  const word = process.argv.find((one) => visible(one) === '--no-http1-keep-alive');
  if (!options.flags.has('--no-http1-keep-alive') || !word) return [];
  return [{ timer: 'downstream.idle', name: '--no-http1-keep-alive', value: off('keep-alive is switched off'), provenance: { kind: 'configured' }, place: word.places[0], via: [], window: exact, fixed: false }];
}

function listener(value: (name: string) => Text | undefined, { place }: Process): Listener {
  const socket = value('uds');
  if (socket?.value !== undefined) return { kind: 'socket', path: socket.value, protocol: 'http/1.1', place: socket.places[0] };
  const [host, port] = [value('host'), value('port')];
  const address = host === undefined ? { address: '127.0.0.1' } : host.value === undefined ? {} : { address: host.value };
  return { kind: 'port', port: port ? portOf(port.value ?? '') : defaultPort, ...address, protocol: 'http/1.1', place: port?.places[0] ?? place };
}
