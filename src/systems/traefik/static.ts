import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import type { Source } from '../../syntax/source.ts';
import type { Reader } from '../reader.ts';
import { type Entry, fromArguments, fromEnvironment, fromToml, fromYaml, type Options, optionsOf } from './options.ts';

/** The static configuration: from a file, or else the command line, or else the environment. Traefik never mixes the three. */
export interface Static {
  readonly from: 'file' | 'command' | 'environment' | 'nothing' | 'unseen file';
  readonly options: Options;
  /** The file that holds it. */
  readonly source: Source | undefined;
  /** Options on the command line that a file makes void. */
  readonly shadowed: readonly Entry[];
  /** Where it stands, as far as it has a place of its own. */
  readonly place: Place | undefined;
}

/** Reads it through the process's own view of files. */
export function staticOf(process: Process, reader: Reader): Static {
  const typed = fromArguments(process.argv).filter(({ name }) => name.toLowerCase() !== 'configfile');
  const path = configFile(process);
  const source = path === undefined ? undefined : process.files.open(path);
  if (source) return { from: readable(source, reader) ? 'file' : 'unseen file', options: optionsOf(read(source, reader)), source, shadowed: typed, place: source.place(0) };
  if (typed.length > 0) return { from: 'command', options: optionsOf(typed), source: undefined, shadowed: [], place: undefined };
  const env = fromEnvironment(process.env);
  const from = path !== undefined ? 'unseen file' : env.length > 0 ? 'environment' : 'nothing';
  return { from, options: optionsOf(path === undefined ? env : []), source: undefined, shadowed: [], place: undefined };
}

/** Options of a configuration file by its ending. */
export function read(source: Source, reader: Reader): readonly Entry[] {
  if (source.path.endsWith('.toml')) return fromToml(reader.ini(source));
  return reader.yaml(source).documents.slice(0, 1).flatMap(fromYaml);
}

function readable(source: Source, reader: Reader): boolean {
  if (source.path.endsWith('.toml')) return true;
  const { documents, problems } = reader.yaml(source);
  return documents.length > 0 || problems.length === 0;
}

const usual = ['/etc/traefik/traefik.toml', '/etc/traefik/traefik.yaml', '/etc/traefik/traefik.yml', 'traefik.toml', 'traefik.yaml', 'traefik.yml'];

/** The file that it would read: the named one, else the first usual one that the repository shows, else one that is mounted unseen. */
function configFile(process: Process): string | undefined {
  const named = fromArguments(process.argv).find(({ name }) => name.toLowerCase() === 'configfile')?.text.value ?? process.env.get('TRAEFIK_CONFIGFILE')?.value;
  if (named !== undefined) return named;
  return usual.find((path) => process.files.open(path) !== undefined) ?? usual.find((path) => process.files.replaced(path));
}
