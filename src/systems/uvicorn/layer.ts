import { second } from '../../model/duration.ts';
import type { Version } from '../../model/layer.ts';
import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import type { Timer } from '../../model/timer.ts';
import { never, type Text } from '../../model/value.ts';
import { portOf } from '../python/listener.ts';
import { configured, type Reads } from '../setting.ts';
import type { LayerReading, Listener } from '../system.ts';
import { defaultPort } from './facts.ts';

/** What somebody wrote for one server. */
export interface Written {
  readonly idle: Text | undefined;
  readonly graceful: Text | undefined;
  readonly host: Text | undefined;
  readonly port: Text | undefined;
  readonly socket: Text | undefined;
  /** Names are `--timeout-keep-alive` or `timeout_keep_alive`. */
  readonly style: 'command' | 'code';
}

export function layerOf(written: Written, owner: string, place: Place, version: Version, process: Process | undefined): LayerReading {
  const names = written.style === 'command' ? commandNames : codeNames;
  return {
    system: 'uvicorn', kind: 'app-server', name: `uvicorn (${owner})`, version, place,
    settings: [
      ...(written.idle ? [configured('downstream.idle', names.get('downstream.idle') ?? '', written.idle, seconds)] : []),
      ...(written.graceful ? [configured('stop.graceful', names.get('stop.graceful') ?? '', written.graceful, orNever)] : []),
    ],
    listens: [listenerOf(written, place)], routes: [], defaultNames: names, ...(process ? { process } : {}),
  };
}

const commandNames = new Map<Timer, string>([['downstream.idle', '--timeout-keep-alive'], ['stop.graceful', '--timeout-graceful-shutdown']]);
const codeNames = new Map<Timer, string>([['downstream.idle', 'timeout_keep_alive'], ['stop.graceful', 'timeout_graceful_shutdown']]);

const seconds: Reads = (text) => (/^\d{1,12}(?:\.0*)?$/.test(text.trim()) ? Number(text) * second : undefined);
const orNever: Reads = (text) => (text === 'None' ? { ...never, written: 'None' } : seconds(text));

function listenerOf({ socket, host, port }: Written, place: Place): Listener {
  if (socket?.value !== undefined) return { kind: 'socket', path: socket.value, protocol: 'http/1.1', place: socket.places[0] };
  const address = host === undefined ? { address: '127.0.0.1' } : host.value === undefined || host.value === '' ? {} : { address: host.value };
  return { kind: 'port', port: port === undefined ? defaultPort : portOf(port.value ?? ''), ...address, protocol: 'http/1.1', place: port?.places[0] ?? place };
}
