import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import { yes } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';
import { portOf } from '../python/listener.ts';
import { ownerOf } from '../python/owner.ts';
import { baseName, visible } from '../python/words.ts';
import { imageVersion } from '../program/version.ts';
import type { Reader } from '../reader.ts';
import type { Listener, Reading, RouteReading } from '../system.ts';
import { defaultPort, serverPort } from './facts.ts';
import { type Options, optionsOf, settingsOf } from './settings.ts';

/** A process that runs pgbouncer with a configuration of the repository. */
export async function fromProcess(process: Process, reader: Reader): Promise<Reading | undefined> {
  const [program] = process.argv;
  const isIt = program === undefined ? /(?:^|\/)pgbouncer$/.test(process.image?.name ?? '') : baseName(visible(program)) === 'pgbouncer';
  if (!isIt) return undefined;
  const named = process.argv.slice(1).find((word) => word.value?.endsWith('.ini'))?.value;
  const source = process.files.open(named ?? '/etc/pgbouncer/pgbouncer.ini');
  if (source) reader.claim(source);
  return source && reading(source, process, process.place, ownerOf(process), reader);
}

/** A configuration, often a template, that no process uses. */
export const fromFile = async (source: Source, reader: Reader): Promise<Reading | undefined> => reading(source, undefined, source.place(0), source.path, reader);

export const claims = (path: string, text: string): boolean => /\.(?:ini|conf|cfg)(?:\.\w+)?$/.test(path) && /^[ \t]*\[pgbouncer\]/m.test(text);

function reading(source: Source, process: Process | undefined, place: Place, owner: string, reader: Reader): Reading {
  const options = optionsOf(source, process, reader);
  return {
    layers: [{
      system: 'pgbouncer', kind: 'proxy', name: `PgBouncer (${owner})`, version: (process && imageVersion(process, 'pgbouncer')) ?? { reason: 'no image tag tells the version of PgBouncer' }, place,
      settings: settingsOf(options, options.section ?? place, process?.sysctls), listens: [listener(options, place)], routes: databases(source, reader),
      defaultPlace: options.section ?? place, ...(process ? { process } : {}),
    }],
  };
}

function listener({ value }: Options, place: Place): Listener {
  const [port, address] = [value('listen_port'), value('listen_addr')?.value];
  const host = address === undefined || /[*,{$]|^0\.0\.0\.0$/.test(address) ? {} : { address };
  return { kind: 'port', port: port ? portOf(port.value ?? '') : defaultPort, ...host, protocol: 'tcp', place: port?.places[0] ?? place };
}

/** One for every server that `[databases]` names. */
function databases(source: Source, reader: Reader): readonly RouteReading[] {
  const entries = reader.ini(source).entries.filter(({ section, value }) => section === 'databases' && value !== '').slice(0, 50);
  const found = new Map<string, RouteReading>();
  for (const { value, keyPlace, valuePlace } of entries) {
    const [, host] = /(?:^|\s)host\s*=\s*'?([^\s']+)/.exec(value) ?? [];
    if (host === undefined || /[{$<]/.test(host)) continue;
    const port = Number(/(?:^|\s)port\s*=\s*'?(\d{1,5})/.exec(value)?.[1] ?? serverPort);
    found.set(`${host}:${port}`, { route: {}, settings: [], place: keyPlace, upstream: { target: { kind: 'host', host, port }, protocol: 'tcp', pooled: yes('PgBouncer keeps server connections for further clients', valuePlace), place: valuePlace } });
  }
  return [...found.values()];
}
