import { posix } from 'node:path';
import type { Version } from '../../model/layer.ts';
import type { Process } from '../../model/process.ts';
import type { Source } from '../../syntax/source.ts';
import type { Reader } from '../reader.ts';
import type { Reading } from '../system.ts';
import { facts, images, mainFiles } from './facts.ts';
import { field } from './fields.ts';
import { type Frame, layersOf } from './listeners.ts';
import { writtenIn } from './written.ts';

/** `envoy -c file`, or the image's own command. */
export function fromProcess(process: Process, reader: Reader): Reading | undefined {
  const args = argumentsOf(process);
  if (!args) return undefined;
  const at = args.findIndex((word) => word === '-c' || word === '--config-path');
  const joined = args.find((word) => word.startsWith('--config-path='))?.slice('--config-path='.length);
  const wanted = at >= 0 ? [args[at + 1] ?? ''] : joined === undefined ? mainFiles : [joined];
  const source = wanted.map((path) => process.files.open(path)).find((found) => found !== undefined);
  const title = `${facts.title} (${process.workload.kind.toLowerCase()}/${process.workload.name}`;
  return (source && readingOf(source, { title, version: versionOf(process, reader), process }, reader)) ?? {};
}

export function fromStray(source: Source, reader: Reader): Reading | undefined {
  const version = reader.version(facts.system);
  const known: Version = version === undefined ? { reason: 'no image tag tells which Envoy runs here' } : { known: version };
  return readingOf(source, { title: `${facts.title} (${source.path}`, version: known }, reader);
}

export const claims = (path: string, text: string): boolean =>
  /\.(?:ya?ml|json|tmpl|template|tpl|j2|in)$/.test(path) && text.length < 2_000_000 && text.includes('static') && /^(?:[ \t]*["{]*)static_?[rR]esources"?:/m.test(text) && /filter_?[cC]hains|clusters/.test(text);

function readingOf(source: Source, frame: Frame, reader: Reader): Reading | undefined {
  const { documents, problems } = reader.yaml(source);
  const root = documents.find((document) => field(document, 'static_resources') !== undefined);
  if (!root) return undefined;
  reader.claim(source);
  return { layers: layersOf(root, frame), written: writtenIn(field(root, 'static_resources') ?? root), problems };
}

function argumentsOf(process: Process): readonly string[] | undefined {
  const words = process.argv.map((text) => text.value ?? '');
  const at = /(?:^|\/)(?:docker-)?entrypoint(?:\.sh)?$/.test(words[0] ?? '') ? 1 : 0;
  if (/^envoy(?:\.sh)?$/.test(posix.basename(words[at] ?? ''))) return words.slice(at + 1);
  const isBare = words.length === at || (words[at] ?? '').startsWith('-');
  return isBare && linksOf(process).some(({ name }) => images.test(name)) ? words.slice(at) : undefined;
}

const linksOf = ({ image }: Process) => (image ? [{ name: image.name, tag: image.tag, place: image.text.places[0] }, ...image.bases.toReversed()] : []);

function versionOf(process: Process, reader: Reader): Version {
  const written = reader.version(facts.system);
  if (written !== undefined) return { known: written };
  const link = linksOf(process).find(({ name }) => images.test(name));
  const number = /(?:^|-)v?(\d+\.\d+(?:\.\d+)?)(?:[.-]|$)/.exec(link?.tag ?? '')?.[1];
  if (number !== undefined && link) return { known: number, place: link.place };
  return { reason: link ? 'the image tag names no version' : 'no image tag tells which Envoy runs here' };
}
