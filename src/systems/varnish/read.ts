import { posix } from 'node:path';
import type { Version } from '../../model/layer.ts';
import type { Process } from '../../model/process.ts';
import { parseVcl, type VclFile } from '../../syntax/vcl.ts';
import type { Source } from '../../syntax/source.ts';
import type { Reader } from '../reader.ts';
import { literal } from '../setting.ts';
import type { LayerReading, Listener, Reading } from '../system.ts';
import { argumentsOf, type Arguments, listenersOf } from './arguments.ts';
import { mainFile } from './facts.ts';
import { backendRoutes, optionRoutes } from './routes.ts';
import { parameterSettings } from './settings.ts';

const isImage = (name: string): boolean => /(?:^|\/)varnish(?:-\w+)?$/.test(name);

/** Recognises varnishd by its program or image; the image's entrypoint puts its own arguments before those of the command. */
export function fromProcess(process: Process, reader: Reader): Reading | undefined {
  const { argv, image } = process;
  const program = argv[0]?.value ?? '';
  const ofImage = image !== undefined && [image, ...image.bases].some(({ name }) => isImage(name));
  const isNamed = posix.basename(program) === 'varnishd';
  if (!isNamed && !(ofImage && (argv.length === 0 || program.startsWith('-') || /entrypoint[^/]*$/.test(program)))) return undefined;
  const given = argumentsOf(argv.slice(isNamed || !program.startsWith('-') ? 1 : 0));
  const source = process.files.open(given.file?.value ?? mainFile);
  if (!source && !given.backend) return {};
  const name = `Varnish (${process.workload.kind.toLowerCase()}/${process.workload.name})`;
  const listens = listenersOf(given, process, ofImage);
  return { layers: [layerOf(source && vclOf(source, reader, (path) => process.files.open(posix.resolve('/etc/varnish', path))), given, { name, version: versionOf(process, reader), place: source?.place(0) ?? process.place, listens, process })] };
}

function versionOf({ image }: Process, reader: Reader): Version {
  const declared = reader.version('varnish');
  if (declared !== undefined) return { known: declared };
  const link = image && [...image.bases, { name: image.name, tag: image.tag, place: image.text.places[0] }].findLast(({ name }) => isImage(name));
  const number = /^v?(\d+(?:\.\d+)*)/.exec(link?.tag ?? '')?.[1];
  return number === undefined || !link ? { reason: 'no image tag tells which Varnish runs here' } : { known: number, place: link.place };
}

/** A VCL file that no process accounted for; its listening port is an argument that nobody shows. */
export function fromStray(source: Source, reader: Reader): Reading | undefined {
  const declared = reader.version('varnish');
  const vcl = vclOf(source, reader, (path) => reader.open(posix.join(posix.dirname(source.path), path)));
  if (vcl.backends.length === 0) return undefined;
  const version: Version = declared === undefined ? { reason: 'no image tag tells which Varnish runs here' } : { known: declared };
  const place = vcl.backends[0]?.place ?? source.place(0);
  return { layers: [layerOf(vcl, argumentsOf([]), { name: `Varnish (${source.path})`, version, place, listens: [{ kind: 'port', port: undefined, protocol: 'http/1.1', place }] })] };
}

const deepest = 4;

/** A file with what it includes. */
function vclOf(source: Source, reader: Reader, open: (path: string) => Source | undefined, depth = 0): VclFile {
  reader.claim(source);
  const own = parseVcl(source);
  const files = depth >= deepest ? [] : own.includes.flatMap(({ text }) => open(text) ?? []).filter((file) => file.path !== source.path);
  const all = [own, ...files.slice(0, 50).map((file) => vclOf(file, reader, open, depth + 1))];
  return {
    includes: own.includes,
    backends: all.flatMap(({ backends }) => backends),
    assignments: all.flatMap(({ assignments }) => assignments),
    directors: new Map(all.flatMap(({ directors }) => [...directors])),
  };
}

type Frame = Pick<LayerReading, 'name' | 'version' | 'place'> & { readonly listens: readonly Listener[]; readonly process?: Process };

function layerOf(vcl: VclFile | undefined, given: Arguments, frame: Frame): LayerReading {
  const routes = vcl && vcl.backends.length > 0 ? backendRoutes(vcl) : optionRoutes(given.backend ?? literal('', frame.place));
  return { system: 'varnish', kind: 'proxy', ...frame, settings: parameterSettings(given.parameters), routes };
}

/** VCL begins with its version, and is called so. */
export const claims = (path: string, text: string): boolean => /\.vcl(?:\.\w+)?$/i.test(path) && text.length < 1_000_000 && /^[ \t]*backend[ \t]+[\w-]+\s*\{/m.test(text);
