import type { Condition } from '../../model/layer.ts';
import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import type { Timer } from '../../model/timer.ts';
import type { Source } from '../../syntax/source.ts';
import { launch } from '../python/launch.ts';
import { listenerOf, portOf } from '../python/listener.ts';
import { besides, ownerOf } from '../python/owner.ts';
import { parseOptions } from '../python/options.ts';
import { packageVersion } from '../python/version.ts';
import { words } from '../python/words.ts';
import type { Reader } from '../reader.ts';
import type { LayerReading, Listener, Reading } from '../system.ts';
import { defaultPort } from './facts.ts';
import { binds, chosen, type Written } from './chosen.ts';
import { configFile } from './config-file.ts';
import { configValues } from './config-values.ts';
import { grammar } from './grammar.ts';
import { settingsOf } from './settings.ts';
import { workerOf } from './worker.ts';
import { remarksOf } from './written.ts';

/** A process whose command is gunicorn. */
export async function fromProcess(process: Process, reader: Reader): Promise<Reading | undefined> {
  const started = launch(process.argv);
  if (started?.kind !== 'program' || !/^gunicorn(?:\d|_django|_paster|\.app\.wsgiapp)?$/.test(started.name)) return undefined;
  const command = parseOptions(started.args, grammar, 1);
  const extra = process.env.get('GUNICORN_CMD_ARGS');
  const variable = parseOptions(extra ? words(extra) : [], grammar, 0);
  const file = configFile(process, command, variable, reader);
  if (file.kind === 'file') reader.claim(file.source);
  const values = file.kind === 'file' ? await configValues(file.source, process, reader) : undefined;
  const written: Written = { process, command, variable, file, ...(values ? { values } : {}) };
  return reading(written, process.place, ownerOf(process), reader);
}

/** A configuration file that no process uses. */
export async function fromFile(source: Source, reader: Reader): Promise<Reading | undefined> {
  const values = await configValues(source, undefined, reader);
  if (values === undefined || values.values.size === 0) return undefined;
  return reading({ file: { kind: 'file', source }, values }, source.place(0), source.path, reader);
}

export const claims = (path: string, text: string): boolean =>
  /(?:^|\/)[^/]*gunicorn[^/]*\.py$/i.test(path) && /^(?:bind|workers|worker_class|threads|timeout|graceful_timeout|keepalive|accesslog|errorlog|loglevel)\s*=/m.test(text);

async function reading(written: Written, place: Place, owner: string, reader: Reader): Promise<Reading> {
  const { process, file } = written;
  const worker = await workerOf(written, reader);
  const paths = [...(file.kind === 'file' ? [file.source.path] : []), ...(process ? besides(process) : [])];
  const layer: LayerReading = {
    system: 'gunicorn', kind: 'app-server', name: `gunicorn (${owner})`, version: packageVersion('gunicorn', paths, reader), profile: worker.profile, place,
    settings: settingsOf(written, worker), conditions: conditionsOf(written), listens: listens(written, place), routes: [],
    ...(process ? { process } : {}),
    ...(file.kind === 'file' ? { defaultPlace: firstLine(file.source), defaultNames: fileNames } : {}),
  };
  return { layers: [layer], written: remarksOf(written, worker) };
}

/** What decides what `timeout` and `keepalive` mean. */
function conditionsOf(written: Written): readonly Condition[] {
  const { file } = written;
  const hidden: readonly Condition[] = file.kind === 'hidden' ? [{ name: '--config', value: undefined, decides: 'configuration', place: file.text.places[0] }] : [];
  const found = (['worker_class', 'threads'] as const).flatMap((option): readonly Condition[] => {
    const choice = chosen(option, written);
    if (choice === undefined || (file.kind === 'hidden' && choice.from === 'file')) return [];
    return [{ name: choice.name, value: choice.text.value, decides: 'clocks', place: choice.text.places[0], origin: choice.text.origin }];
  });
  return [...found, ...hidden];
}

const fileNames: ReadonlyMap<Timer, string> = new Map<Timer, string>([
  ['worker.deadline', 'timeout'],
  ['worker.silence', 'timeout'],
  ['downstream.idle', 'keepalive'],
  ['stop.graceful', 'graceful_timeout'],
]);

function firstLine(source: Source): Place {
  const end = source.text.indexOf('\n');
  return source.place(0, end < 0 ? source.text.length : Math.max(end, 1));
}

/** Without a bind: every interface on $PORT, else the loopback and the default port. */
function listens(written: Written, place: Place): readonly Listener[] {
  const bound = binds(written);
  if (bound.length > 0) return bound.flatMap((text) => (text.value?.includes(',') ? text.value.split(',').map((value) => ({ ...text, value })) : [text])).map((text) => listenerOf(text, 'http/1.1', defaultPort));
  const port = written.process?.env.get('PORT');
  if (port) return [{ kind: 'port', port: portOf(port.value ?? ''), protocol: 'http/1.1', place: port.places[0] }];
  return [{ kind: 'port', port: defaultPort, address: '127.0.0.1', protocol: 'http/1.1', place }];
}
