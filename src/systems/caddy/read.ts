import { posix } from 'node:path';
import type { Version } from '../../model/layer.ts';
import type { Process } from '../../model/process.ts';
import type { Source } from '../../syntax/source.ts';
import { globMatcher } from '../nginx/files.ts';
import type { Reader } from '../reader.ts';
import { literal } from '../setting.ts';
import type { Reading } from '../system.ts';
import { fromCommand, optionOf } from './command.ts';
import { expand, type Include } from './expand.ts';
import { mainFiles } from './facts.ts';
import { jsonReading } from './json.ts';
import { layersOf, type Running } from './layers.ts';
import type { Variables } from './text.ts';
import { faultsOf } from './written.ts';

const isImage = (name: string): boolean => /(?:^|\/)(?:caddy|frankenphp)$/.test(name);

/** Recognises Caddy by its program or image, and reads what it would read. */
export function fromProcess(process: Process, reader: Reader): Reading | undefined {
  const { argv, image } = process;
  const program = posix.basename(argv[0]?.value ?? '');
  const ofImage = image !== undefined && (isImage(image.name) || image.bases.some(({ name }) => isImage(name)));
  if (argv.length > 0 ? !['caddy', 'frankenphp'].includes(program) : !ofImage) return undefined;
  const running: Running = { title: `Caddy (${process.workload.kind.toLowerCase()}/${process.workload.name}`, version: versionOf(process, reader), process, variables: variablesOf(process, reader) };
  if (argv[1]?.value === 'reverse-proxy') return { layers: [fromCommand(argv, running)].flatMap((layer) => layer ?? []) };
  const option = optionOf(argv, '--config', '-c');
  const wanted = option ? [option.value ?? ''] : mainFiles.toSorted((left, right) => (program === '' ? Number(right.startsWith('/')) - Number(left.startsWith('/')) : 0));
  const at = wanted.find((path) => path !== '' && process.files.open(path) !== undefined);
  const source = at === undefined ? undefined : process.files.open(at);
  if (at === undefined || !source) return {};
  const folder = posix.dirname(posix.resolve(process.workdir ?? '/', at));
  const include: Include = (pattern) => {
    const path = posix.resolve(folder, pattern);
    const single = /[*?]/.test(path) ? undefined : process.files.open(path);
    return single ? [single] : process.files.glob(path);
  };
  return readingOf(source, reader, include, running);
}

function variablesOf(process: Process | undefined, reader: Reader): Variables {
  return (name) => {
    const value = reader.declared(name);
    return process?.env.get(name) ?? (value === undefined ? undefined : { ...literal(value, process?.place ?? { file: 'hoplint.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 }), origin: 'declared', variable: name });
  };
}

function versionOf(process: Process, reader: Reader): Version {
  const declared = reader.version('caddy');
  if (declared !== undefined) return { known: declared };
  const { image } = process;
  const links = image ? [...image.bases, { name: image.name, tag: image.tag, place: image.text.places[0] }] : [];
  const link = links.findLast(({ name }) => /(?:^|\/)caddy$/.test(name));
  const number = /^v?(\d+(?:\.\d+)*)/.exec(link?.tag ?? '')?.[1];
  return number === undefined || !link ? { reason: 'no image tag tells which Caddy runs here' } : { known: number, place: link.place };
}

/** A file that no process accounted for. Files that a Caddyfile beside them imports are read with that one. */
export function fromStray(source: Source, reader: Reader): Reading | undefined {
  if (!/(?:^|\/)Caddyfile/i.test(source.path) && importers(source, reader)) return undefined;
  const declared = reader.version('caddy');
  const version: Version = declared === undefined ? { reason: 'no image tag tells which Caddy runs here' } : { known: declared };
  const include: Include = (pattern, from) => {
    const path = posix.join(posix.dirname(from.path), pattern);
    if (posix.isAbsolute(pattern) || path.startsWith('..')) return [];
    return reader.find(/[^*?/]*$/.exec(path)?.[0] ?? '').filter(globMatcher(path)).slice(0, 100).flatMap((file) => reader.open(file) ?? []);
  };
  return readingOf(source, reader, include, { title: `Caddy (${source.path}`, version, variables: variablesOf(undefined, reader) });
}

const importers = (source: Source, reader: Reader): boolean => reader.find('Caddyfile').some((path) => /^[ \t]*import\s+[^\s(]*[/*]/m.test(reader.open(path)?.text ?? '') && posix.dirname(source.path).startsWith(posix.dirname(path).replace(/^\.$/, '')));

function readingOf(source: Source, reader: Reader, include: Include, running: Running): Reading {
  if (/^\s*\{\s*"/.test(source.text)) return jsonReading(source, reader, running);
  const expanded = expand(source, reader, include);
  return { layers: layersOf(expanded, running), written: faultsOf(expanded, running.variables), problems: expanded.problems };
}

const named = /(?:^|\/)(?:[\w.-]*caddyfile[\w.-]*|[^/]+\.caddy)$/i;
const foreign = /\.(?:ya?ml|py|js|ts|go|rb|php|sh|md|toml|java)$/i;

/** By name; JSON by its words. */
export function claims(path: string, text: string): boolean {
  if (text.length > 1_000_000 || foreign.test(path)) return false;
  if (path.endsWith('.json')) return /"apps"\s*:/.test(text) && /"servers"\s*:/.test(text) && /"handler"\s*:\s*"reverse_proxy"/.test(text);
  return named.test(path) && /\b(?:reverse_proxy|php_fastcgi|file_server|respond|php_server|timeouts)\b/.test(text);
}
