import { posix } from 'node:path';
import type { FileView, Process } from '../../model/process.ts';
import type { Source } from '../../syntax/source.ts';
import { globMatcher } from '../nginx/files.ts';
import type { Variables } from '../nginx/text.ts';
import type { Reader } from '../reader.ts';
import { literal } from '../setting.ts';
import type { Reading } from '../system.ts';
import type { Context } from './context.ts';
import { expand, type Expanded } from './expand.ts';
import type { Layout } from './facts.ts';
import { layoutOf, linksOf, runsApacheByDefault, versionOf } from './image.ts';
import { layersOf } from './layers.ts';
import { named } from './tree.ts';
import { faultsOf } from './written.ts';

const programs = /^(?:httpd|apache2|apachectl|apache2ctl|httpd-foreground|apache2-foreground|run-httpd)$/;

/** Recognises Apache by its program or image, and reads what it would read. */
export function fromProcess(process: Process, reader: Reader): Reading | undefined {
  const words = process.argv.map((text) => text.value ?? '');
  const at = /entrypoint[^/]*$/.test(words[0] ?? '') ? 1 : 0;
  const isNamed = programs.test(posix.basename(words[at] ?? ''));
  if (!isNamed && !(words.length === 0 && runsApacheByDefault(process))) return undefined;
  const variables: Variables = (name) => process.env.get(name) ?? declared(name, reader, process.place);
  const rewrites = rewritesOf(process, reader);
  const expanded = configurationOf(process, words, variables, reader);
  if (!expanded) return {};
  return readingOf(expanded, {
    title: `Apache (${process.workload.kind.toLowerCase()}/${process.workload.name}`, version: versionOf(process, reader), profile: expanded.profile, process, rewrites,
    ...(expanded.shippedPort ? { shippedPort: /\bListen\b|ports\.conf/.test(rewrites) ? { port: undefined } : expanded.shippedPort } : {}),
  });
}

function declared(name: string, reader: Reader, place: Process['place']): ReturnType<Variables> {
  const value = reader.declared(name);
  return value === undefined ? undefined : { ...literal(value, place), origin: 'declared', variable: name };
}

type Installed = Expanded & Pick<Context, 'profile' | 'shippedPort'>;

/** `-f file`, else the main file, else what stands beside the shipped one. */
function configurationOf(process: Process, words: readonly string[], variables: Variables, reader: Reader): Installed | undefined {
  const layout = layoutOf(process);
  const option = words.indexOf('-f');
  const serverRoot = words.indexOf('-d');
  const root = serverRoot < 0 ? posix.dirname(layout.main).replace(/\/conf$/, '') : posix.resolve(process.workdir ?? '/', words[serverRoot + 1] ?? '');
  const main = option < 0 ? layout.main : posix.resolve(root, words[option + 1] ?? '');
  const how = { reader, variables, include: includesOf(process.files, root) };
  const source = process.files.open(main);
  if (source) return plain(expand([source], how));
  if (option >= 0 || process.files.replaced(main)) return undefined;
  const hasPorts = process.files.replaced('/etc/apache2/ports.conf');
  return { ...expand(besides(layout, process.files), how), profile: layout.profile, ...(hasPorts ? {} : { shippedPort: { port: layout.port } }) };
}

/** A main file that names its modules has no others. */
function plain(expanded: Expanded): Installed {
  const modules = named(expanded.blocks, 'loadmodule');
  const isBare = modules.length > 0 && !modules.some(({ args }) => args[0]?.text === 'reqtimeout_module');
  return { ...expanded, profile: isBare ? 'bare' : 'plain' };
}

function besides(layout: Layout, files: FileView): readonly Source[] {
  const found = layout.includes.flatMap((pattern) => files.glob(pattern));
  return found.filter((source, index) => found.findIndex((other) => other.path === source.path && other.text === source.text) === index);
}

function includesOf(files: FileView, root: string) {
  return (pattern: string): readonly Source[] => {
    const at = posix.resolve(root, pattern);
    if (/[*?]/.test(at)) return files.glob(at);
    const single = files.open(at);
    return single ? [single] : files.glob(`${at}/*`);
  };
}

const most = 20;

/** The lines of Dockerfiles that may put settings into files: `RUN sed …`, `RUN echo … >>`. */
function rewritesOf(process: Process, reader: Reader): string {
  const files = new Set(linksOf(process).map(({ place }) => place.file));
  const texts = [...files].slice(0, most).filter((file) => /dockerfile/i.test(file)).flatMap((file) => reader.open(file)?.text ?? []);
  return texts.flatMap((text) => text.replace(/\\\r?\n/g, ' ').split('\n').filter((line) => /^\s*RUN\b/i.test(line))).join('\n');
}

/** A file that no process accounted for. Virtual hosts alone leave open what their main file says. */
export function fromStray(source: Source, reader: Reader): Reading | undefined {
  const variables: Variables = (name) => declared(name, reader, source.place(0));
  const expanded = expand([source], { reader, variables, include: (pattern, from) => strayIncludes(pattern, from, reader) });
  const isMain = ['serverroot', 'loadmodule', 'listen'].some((name) => named(expanded.blocks, name).length > 0);
  return readingOf(expanded, { title: `Apache (${source.path}`, version: versionOf(undefined, reader), profile: isMain ? plain(expanded).profile : 'fragment', rewrites: '' });
}

function strayIncludes(pattern: string, from: Source, reader: Reader): readonly Source[] {
  const relative = pattern.replace(/^\/(?:etc\/(?:apache2|httpd)|usr\/local\/apache2)\//, '');
  if (posix.isAbsolute(relative)) return [];
  const path = posix.join(posix.dirname(from.path), relative.replace(/^conf\//, ''));
  if (path.startsWith('..')) return [];
  if (!/[*?]/.test(path)) return [reader.open(path)].flatMap((file) => file ?? []);
  return reader.find(/[^*?/]*$/.exec(path)?.[0] ?? '').filter(globMatcher(path)).slice(0, 100).flatMap((file) => reader.open(file) ?? []);
}

function readingOf({ blocks, problems, variables }: Expanded, rest: Omit<Context, 'main' | 'variables'>): Reading {
  const context: Context = { ...rest, main: blocks, variables };
  return { layers: layersOf(context), written: faultsOf(context), problems };
}
