import { posix } from 'node:path';
import type { Process } from '../../model/process.ts';
import type { Source } from '../../syntax/source.ts';
import type { Reader } from '../reader.ts';
import type { LayerReading, Listener, Reading } from '../system.ts';
import { declaredFaults, declaredRoutes, isDeclarative } from './declarative.ts';
import { facts } from './facts.ts';
import { environmentSettings } from './fields.ts';

const image = /(?:^|\/)kong(?:-gateway)?$/;

/** By its program; by its image where nothing else is started. */
export function isKong({ argv, image: own }: Process): boolean {
  const program = argv[0]?.value;
  if (program !== undefined && posix.basename(program) === 'kong') return true;
  const isImage = own !== undefined && [own.name, ...own.bases.map(({ name }) => name)].some((name) => image.test(name));
  return isImage && (program === undefined || /entrypoint\.sh$/.test(program));
}

/** A Kong without database, with the services of its declarative configuration. */
export function fromProcess(process: Process, reader: Reader): Reading | undefined {
  if (!isKong(process)) return undefined;
  const path = process.env.get('KONG_DECLARATIVE_CONFIG')?.value;
  const source = path === undefined ? undefined : process.files.open(path);
  return (source && readingOf(source, `${facts.title} (${process.workload.kind}/${process.workload.name})`, process, reader)) ?? {};
}

export const claims = (path: string, text: string): boolean => /\.(?:ya?ml|json)$/.test(path) && text.includes('_format_version') && /^[ \t]*"?_format_version"?:/m.test(text) && /^[ \t]*"?services"?:/m.test(text);

export const fromStray = (source: Source, reader: Reader): Reading | undefined => readingOf(source, `${facts.title} (${source.path})`, undefined, reader);

function readingOf(source: Source, name: string, process: Process | undefined, reader: Reader): Reading | undefined {
  const { documents, problems } = reader.yaml(source);
  const root = documents.find(isDeclarative);
  if (!root) return undefined;
  reader.claim(source);
  const written = reader.version(facts.system);
  const tag = /^v?(\d+\.\d+(?:\.\d+)?)/.exec(process?.image?.tag ?? '')?.[1];
  const known = written ?? tag;
  const layer: LayerReading = {
    system: facts.system, kind: 'proxy', name, version: known === undefined ? { reason: 'no image tag tells which Kong runs here' } : { known },
    place: source.place(root.start), settings: environmentSettings(process), listens: listeners(process, source), routes: declaredRoutes(root, process),
    ...(process ? { process } : {}),
  };
  return { layers: layer.routes.length > 0 ? [layer] : [], written: declaredFaults(root), problems };
}

/** `KONG_PROXY_LISTEN`: `0.0.0.0:8000 reuseport, 0.0.0.0:8443 ssl`. */
function listeners(process: Process | undefined, source: Source): readonly Listener[] {
  const text = process?.env.get('KONG_PROXY_LISTEN');
  const place = text?.places[0] ?? process?.place ?? source.place(0);
  const written = (text?.value ?? '0.0.0.0:8000, 0.0.0.0:8443 ssl').split(',').flatMap((one) => /:(\d{1,5})\b/.exec(one)?.[1] ?? []);
  return written.map((port) => ({ kind: 'port', port: Number(port), protocol: 'http/1.1', place }));
}
