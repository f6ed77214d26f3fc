import type { Process } from '../../model/process.ts';
import type { Source } from '../../syntax/source.ts';
import { launch } from '../python/launch.ts';
import { besides, ownerOf } from '../python/owner.ts';
import { packageVersion } from '../python/version.ts';
import type { Reader } from '../reader.ts';
import type { Reading } from '../system.ts';
import { fileOptions } from './files.ts';
import { layersOf, type Origin } from './layers.ts';
import type { OptionList } from './list.ts';
import { processOptions } from './options.ts';
import { holdsOptions, programOptions } from './program-options.ts';
import { remarksOf } from './written.ts';

/** A process whose command is uwsgi. */
export function fromProcess(process: Process, reader: Reader): Promise<Reading | undefined> {
  const started = launch(process.argv);
  if (started?.kind !== 'program' || !/^(?:py)?uwsgi(?:[-_](?:core|python[\d.]*))?$/.test(started.name)) return Promise.resolve(undefined);
  const list = processOptions(process, started.args, reader);
  return Promise.resolve(reading(list, { process, place: process.place, owner: ownerOf(process) }, reader));
}

/** A configuration that no process uses. */
export async function fromFile(source: Source, reader: Reader): Promise<Reading | undefined> {
  const list = source.path.endsWith('.py') ? await programOptions(source, reader) : fileOptions(source, 'uwsgi', undefined, reader, []);
  if (list.options.length === 0) return undefined;
  return reading(list, { process: undefined, place: source.place(0), owner: source.path }, reader);
}

export const claims = (path: string, text: string): boolean =>
  path.endsWith('.py') ? holdsOptions(text) : path.endsWith('.ini') ? /^[ \t]*\[uwsgi\]/m.test(text) : /(?:^|\/)[^/]*uwsgi[^/]*\.(?:ya?ml|json)$/.test(path) && /^[ \t]*"?uwsgi"?[ \t]*:/m.test(text);

function reading(list: OptionList, origin: Omit<Origin, 'version'>, reader: Reader): Reading {
  const paths = [...list.sources.map((source) => source.path), ...(origin.process ? besides(origin.process) : [])];
  const version = packageVersion('uwsgi', paths, reader);
  return { layers: layersOf(list, { ...origin, version }), written: remarksOf(list, origin.process !== undefined), problems: list.problems };
}
