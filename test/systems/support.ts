import { posix } from 'node:path';
import type { Place } from '../../src/model/place.ts';
import type { FileView, Process } from '../../src/model/process.ts';
import type { Text } from '../../src/model/value.ts';
import { fileSource, type Source } from '../../src/syntax/source.ts';
import { parseNginx } from '../../src/syntax/nginx.ts';
import { parseYaml } from '../../src/syntax/yaml.ts';
import type { Reader } from '../../src/systems/reader.ts';

export const somewhere: Place = { file: 'compose.yaml', line: 1, column: 1, endLine: 1, endColumn: 2 };

export const text = (value: string): Text => ({ value, expression: value, places: [somewhere], origin: 'configured' });

export interface TestReader extends Reader {
  readonly claimed: ReadonlySet<string>;
}

/** A reader over files given as path → text. Reads nginx and YAML; programs are not read. */
export function readerOf(files: Readonly<Record<string, string>>, options: { readonly versions?: Readonly<Record<string, string>>; readonly values?: Readonly<Record<string, string>> } = {}): TestReader {
  const sources = new Map(Object.entries(files).map(([path, content]) => [path, fileSource(path, content)]));
  const claimed = new Set<string>();
  return {
    claimed,
    open: (path) => sources.get(path),
    find: (suffix) => [...sources.keys()].filter((path) => path.endsWith(suffix) || `/${path}`.endsWith(suffix)).sort(),
    nginx: parseNginx,
    yaml: parseYaml,
    ini: (source) => ({ source, entries: [], sections: [], problems: [] }),
    program: async () => undefined,
    evaluate: async () => {
      throw new Error('this reader evaluates nothing');
    },
    importer: { resolve: async () => undefined, declared: () => undefined },
    version: (system) => options.versions?.[system],
    declared: (variable) => options.values?.[variable],
    claim: (source) => {
      claimed.add(source.path);
    },
    dependency: () => undefined,
  };
}

/** The files of a process, given by their absolute paths. */
export function filesOf(files: Readonly<Record<string, string>>): FileView {
  const sources = new Map<string, Source>(Object.entries(files).map(([path, content]) => [path, fileSource(path.replace(/^\//, ''), content)]));
  return {
    open: (path) => sources.get(posix.resolve('/', path)),
    glob: (pattern) => [...sources].filter(([path]) => globbed(path, pattern)).sort().map(([, source]) => source),
    replaced: (path) => sources.has(posix.resolve('/', path)),
  };
}

const globbed = (path: string, pattern: string): boolean => new RegExp(`^${pattern.replace(/[.+^$()|[\]{}\\]/g, '\\$&').replace(/\*/g, '[^/]*').replace(/\?/g, '[^/]')}$`).test(path);

/** A container of a compose service `web`, with what the test cares about. */
export function processOf(parts: Partial<Omit<Process, 'argv' | 'image' | 'env' | 'files'>> & { readonly argv?: readonly string[]; readonly image?: string; readonly env?: Readonly<Record<string, string>>; readonly files?: Readonly<Record<string, string>> }): Process {
  const { argv = [], image, env = {}, files = {}, ...rest } = parts;
  const [name = '', tag] = image?.split(':') ?? [];
  return {
    id: 'web', project: { folder: '', sample: false }, workload: { kind: 'service', name: 'web' }, container: 'web', network: 'web', names: ['web'], labels: new Map(),
    workdir: undefined, ports: [], settings: [], sysctls: new Map(), sources: [], place: somewhere,
    ...rest,
    image: image === undefined ? undefined : { name, tag, text: text(image), bases: [] },
    argv: argv.map(text),
    env: new Map(Object.entries(env).map(([key, value]) => [key, text(value)])),
    files: filesOf(files),
  };
}
