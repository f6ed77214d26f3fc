import { posix } from 'node:path';
import type { Version } from '../../model/layer.ts';
import type { Process } from '../../model/process.ts';
import { parseHaproxy } from '../../syntax/haproxy.ts';
import type { Source } from '../../syntax/source.ts';
import type { Reader } from '../reader.ts';
import type { Reading } from '../system.ts';
import { facts, images, mainFiles } from './facts.ts';
import { type Frame, layersOf } from './layers.ts';
import { configurationOf } from './sections.ts';
import type { Variables } from './text.ts';
import { writtenIn } from './written.ts';

/** `haproxy -f file -f folder`, or the image's own command. */
export function fromProcess(process: Process, reader: Reader): Reading | undefined {
  const args = argumentsOf(process);
  if (!args) return undefined;
  const sources = sourcesOf(args, process);
  if (sources.length === 0) return {};
  const variables: Variables = (name) => process.env.get(name) ?? declared(name, sources[0], reader);
  const title = `${facts.title} (${process.workload.kind.toLowerCase()}/${process.workload.name}`;
  return readingOf(sources, { title, version: versionOf(process, reader), variables, process, sysctls: process.sysctls }, reader);
}

export function fromStray(source: Source, reader: Reader): Reading | undefined {
  const version = reader.version(facts.system);
  const known: Version = version === undefined ? { reason: 'no image tag tells which HAProxy runs here' } : { known: version };
  return readingOf([source], { title: `${facts.title} (${source.path}`, version: known, variables: (name) => declared(name, source, reader) }, reader);
}

const otherLanguages = /\.(?:ya?ml|json5?|[cm]?[jt]sx?|html?|go|py|rb|java|kt|cs|php|sh|bash|tf|hcl|toml|lua|rs|c|h|cpp|xml|pp|pl|diff|patch|sql|service|spec|lst|vtc)$/i;

/** By a section that accepts or forwards connections, and lines that only HAProxy has. */
export function claims(path: string, text: string): boolean {
  if (otherLanguages.test(path)) return false;
  return /^(?:frontend|listen|backend)[ \t]+\S/m.test(text) && /^[ \t]*(?:server|bind|default_backend|use_backend)[ \t]+\S/m.test(text) && /^[ \t]*(?:mode[ \t]+(?:http|tcp)|timeout[ \t]+[a-z]|default_backend|balance[ \t])/m.test(text);
}

function readingOf(sources: readonly Source[], frame: Frame, reader: Reader): Reading {
  for (const source of sources) reader.claim(source);
  const configuration = configurationOf(sources.map(parseHaproxy));
  return { layers: layersOf(configuration, frame), written: writtenIn(configuration, frame.variables) };
}

function argumentsOf(process: Process): readonly string[] | undefined {
  const words = process.argv.map((text) => text.value ?? '');
  const at = /(?:^|\/)(?:docker-)?entrypoint(?:\.sh)?$/.test(words[0] ?? '') ? 1 : 0;
  if (/^haproxy(?:-systemd-wrapper)?$/.test(posix.basename(words[at] ?? ''))) return words.slice(at + 1);
  return isImage(process) && (words.length === at || (words[at] ?? '').startsWith('-')) ? words.slice(at) : undefined;
}

const linksOf = ({ image }: Process) => (image ? [{ name: image.name, tag: image.tag, place: image.text.places[0] }, ...image.bases.toReversed()] : []);
const isImage = (process: Process): boolean => linksOf(process).some(({ name }) => images.test(name));

function sourcesOf(args: readonly string[], process: Process): readonly Source[] {
  const named = args.flatMap((word, at) => (word === '-f' || word === '--' ? [args[at + 1] ?? ''] : []));
  const paths = named.length > 0 ? named : mainFiles;
  const found = paths.map((path) => {
    const source = process.files.open(path);
    return source ? [source] : process.files.glob(posix.join(path, '*.cfg'));
  });
  return named.length > 0 ? found.flat() : (found.find((sources) => sources.length > 0) ?? []);
}

function versionOf(process: Process, reader: Reader): Version {
  const written = reader.version(facts.system);
  if (written !== undefined) return { known: written };
  const link = linksOf(process).find(({ name }) => images.test(name));
  const number = /^v?(\d+\.\d+(?:\.\d+)?)(?:[.-]|$)/.exec(link?.tag ?? '')?.[1];
  if (number !== undefined && link) return { known: number, place: link.place };
  return { reason: link ? 'the image tag names no version' : 'no image tag tells which HAProxy runs here' };
}

function declared(name: string, source: Source | undefined, reader: Reader): ReturnType<Variables> {
  const value = reader.declared(name);
  return value === undefined || !source ? undefined : { value, expression: name, places: [source.place(0)], origin: 'declared', variable: name };
}
