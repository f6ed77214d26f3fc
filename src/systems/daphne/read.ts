import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import { launch } from '../python/launch.ts';
import { portOf } from '../python/listener.ts';
import { last, type OptionGrammar, type Options, parseOptions } from '../python/options.ts';
import { serverLayer } from '../python/server-layer.ts';
import { visible } from '../python/words.ts';
import type { Reader } from '../reader.ts';
import type { Listener, Reading } from '../system.ts';
import { defaultPort, httpTimeout } from './facts.ts';

const grammar: OptionGrammar = {
  short: new Map([['-p', '--port'], ['-b', '--bind'], ['-u', '--unix-socket'], ['-e', '--endpoint'], ['-v', '--verbosity'], ['-t', '--http-timeout']]),
  flags: new Set(['--proxy-headers', '--no-server-name', '--nostatic', '-h', '--help']),
};

/** The daphne command. */
export async function fromProcess(process: Process, reader: Reader): Promise<Reading | undefined> {
  const started = launch(process.argv);
  if (started?.kind !== 'program' || !/^daphne(?:\.cli)?$/.test(started.name)) return undefined;
  const options = parseOptions(started.args, grammar, 1);
  const origin = { system: 'daphne', title: 'Daphne', package: 'daphne', process, path: '', place: process.place };
  const layer = serverLayer(origin, [{ timer: 'worker.deadline', name: '--http-timeout', text: last(options, '--http-timeout') ?? options.opaque }], listens(options, process), reader);
  return { layers: [{ ...layer, settings: layer.settings.map((setting) => ({ ...setting, ...httpTimeout })) }] };
}

function listens(options: Options, { place }: Process): readonly Listener[] {
  const socket = last(options, '--unix-socket');
  const port = last(options, '--port');
  const endpoints = options.values.get('--endpoint') ?? [];
  if (endpoints.length > 0 && !port && !socket) return endpoints.map(fromEndpoint);
  if (socket?.value !== undefined && !port) return [{ kind: 'socket', path: socket.value, protocol: 'http/1.1', place: socket.places[0] }];
  const address = last(options, '--bind');
  const host = address === undefined ? { address: '127.0.0.1' } : address.value === undefined ? {} : { address: address.value };
  return [{ kind: 'port', port: port ? portOf(port.value ?? '') : defaultPort, ...host, protocol: 'http/1.1', place: port?.places[0] ?? place }];
}

/** `tcp:port=8000:interface=0.0.0.0`, `ssl:443:…`, `unix:/run/daphne.sock`. */
function fromEndpoint(text: Text): Listener {
  const place = text.places[0];
  const [, path] = /^unix:(?:address=)?([^:]+)/.exec(visible(text)) ?? [];
  if (path !== undefined) return { kind: 'socket', path, protocol: 'http/1.1', place };
  const [, port = ''] = /^(?:tcp|ssl)6?:(?:port=)?(\d{1,5})/.exec(visible(text)) ?? [];
  const [, address] = /:interface=([^:]+)/.exec(visible(text)) ?? [];
  return { kind: 'port', port: portOf(port), ...(address === undefined ? {} : { address }), protocol: 'http/1.1', place };
}
