import { posix } from 'node:path';
import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import type { Source } from '../../syntax/source.ts';
import { entries, get, isScalar } from '../../syntax/yaml-read.ts';
import type { YamlEntry, YamlNode } from '../../syntax/yaml.ts';
import type { Reader } from '../reader.ts';

/** What a package.json says of how its program starts. */
export interface Manifest {
  readonly folder: string;
  readonly main: string | undefined;
  readonly scripts: ReadonlyMap<string, Script>;
}

export interface Script {
  readonly command: string;
  /** Of its name, with the quotes. */
  readonly place: Place;
}

/** The package.json of a process: the one that it sees, else that of its source folder. */
export function manifestOf(process: Process, reader: Reader): Manifest | undefined {
  const source = opened('', process, reader);
  return source && read(source, reader);
}

/** The package.json of a folder that a process names. */
export function manifestIn(folder: string, process: Process, reader: Reader): Manifest | undefined {
  const source = opened(folder, process, reader) ?? reader.open(posix.join(folder, 'package.json'));
  return source && read(source, reader);
}

function opened(folder: string, process: Process, reader: Reader): Source | undefined {
  const path = posix.join(folder, 'package.json');
  return process.files.open(path) ?? process.sources.map((root) => reader.open(posix.join(root, path))).find((one) => one !== undefined);
}

function read(source: Source, reader: Reader): Manifest {
  const [root] = reader.yaml(source).documents;
  const scripts = entries(get(root, 'scripts')).flatMap(({ key, value }) => {
    const command = stringOf(value);
    return command === undefined ? [] : [[key.text, { command, place: quoted(key) }] as const];
  });
  return { folder: posix.dirname(source.path), main: stringOf(get(root, 'main')), scripts: new Map(scripts) };
}

const stringOf = (node: YamlNode | undefined): string | undefined => (isScalar(node) && typeof node.value === 'string' ? node.text : undefined);

const quoted = ({ source, start, end }: YamlEntry['key']): Place => source.place(start - 1, end + 1);
