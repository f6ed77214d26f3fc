import { posix } from 'node:path';
import type { Condition } from '../../model/layer.ts';
import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import type { Source } from '../../syntax/source.ts';
import { besides, ownerOf } from '../python/owner.ts';
import type { Reader } from '../reader.ts';
import type { DirectiveFile } from '../ruby/directives.ts';
import { rackTimeout } from '../ruby/rack-timeout.ts';
import { gemVersion } from '../ruby/version.ts';
import type { Reading } from '../system.ts';
import { type Command, commandOf } from './command.ts';
import { type ConfigFile, configFile } from './config-file.ts';
import { listenersOf } from './listen.ts';
import { clustered } from './mode.ts';
import { settingsOf } from './settings.ts';
import { remarksOf } from './written.ts';

/** A process whose command is Puma. */
export async function fromProcess(process: Process, reader: Reader): Promise<Reading | undefined> {
  const paths = besides(process);
  const command = commandOf(process, paths, reader);
  if (command === undefined) return undefined;
  const file = configFile(process, command, reader);
  if (file.kind === 'file') reader.claim(file.source);
  return reading({ process, command, file, place: process.place, owner: ownerOf(process), folder: undefined, paths: [...(file.kind === 'file' ? [file.source.path] : []), ...paths] }, reader);
}

/** A configuration file that no process uses. */
export async function fromFile(source: Source, reader: Reader): Promise<Reading | undefined> {
  const folder = posix.dirname(source.path).replace(/(?:^|\/)config(?:\/puma)?$/, '');
  return reading({ process: undefined, command: undefined, file: { kind: 'file', source }, place: source.place(0), owner: source.path, folder, paths: [source.path] }, reader);
}

export const claims = (path: string, text: string): boolean =>
  /(?:^|\/)(?:[^/]*puma[^/]*\.rb|puma\/[^/]+\.rb)$/i.test(path) && /^[ \t]*(?:threads|workers|bind|port|worker_timeout|persistent_timeout|preload_app!|plugin)\b/m.test(text) && !/^[ \t]*(?:class|module|describe|RSpec)\b/m.test(text);

interface Found {
  readonly process: Process | undefined;
  readonly command: Command | undefined;
  readonly file: ConfigFile;
  readonly place: Place;
  readonly owner: string;
  /** Of an application that nothing starts. */
  readonly folder: string | undefined;
  readonly paths: readonly string[];
}

async function reading(found: Found, reader: Reader): Promise<Reading> {
  const { process, command, file, place, owner, paths } = found;
  const program = file.kind === 'file' ? await reader.program(file.source) : undefined;
  const directives: DirectiveFile | undefined = program && { program, process, reader };
  const hidden = file.kind === 'hidden' ? file.text : undefined;
  const version = gemVersion('puma', paths, reader);
  const cluster = await clustered(process, command, directives, hidden, version.known, place);
  const settings = [...(await settingsOf(directives, hidden, cluster)), ...(await rackTimeout(process, found.folder, reader))];
  return {
    layers: [{
      system: 'puma', kind: 'app-server', name: `Puma (${owner})`, version, profile: modes[cluster.value], place, settings, conditions: cluster.places.filter((one) => one !== place).slice(0, 1).map((at): Condition => ({ name: 'workers', value: cluster.why, decides: 'clocks', place: at })),
      listens: await listenersOf(process, command, directives, hidden !== undefined, place), routes: [],
      ...(process ? { process } : {}),
      ...(file.kind === 'file' ? { defaultPlace: firstLine(file.source) } : {}),
    }],
    written: await remarksOf(directives, cluster),
  };
}

const modes = { yes: 'cluster', no: 'single', unknown: 'unknown' } as const;

function firstLine(source: Source): Place {
  const end = source.text.indexOf('\n');
  return source.place(0, end < 0 ? Math.max(source.text.length, 1) : Math.max(end, 1));
}
