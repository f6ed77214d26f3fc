import { posix } from 'node:path';
import type { Version } from '../../model/layer.ts';
import type { Process } from '../../model/process.ts';
import { entries, get, isMap } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlEntry, type YamlMap } from '../../syntax/yaml.ts';
import type { Source } from '../../syntax/source.ts';
import type { Reader } from '../reader.ts';
import type { LayerReading, Listener, Reading } from '../system.ts';
import { mainFiles } from './facts.ts';
import { listeners } from './listen.ts';
import { hostRoutes } from './routes.ts';
import { downstreamSettings } from './settings.ts';
import { faultsOf } from './written.ts';

/** `h2o -c h2o.conf`. */
export function fromProcess(process: Process, reader: Reader): Reading | undefined {
  const words = process.argv.map((text) => text.value ?? '');
  if (posix.basename(words[0] ?? '') !== 'h2o') return undefined;
  const at = words.findIndex((word) => word === '-c' || word === '--conf');
  const wanted = at < 0 ? mainFiles : [words[at + 1] ?? ''];
  const source = wanted.map((path) => process.files.open(path)).find((found) => found !== undefined);
  return source ? readFile(source, `h2o (${process.workload.kind.toLowerCase()}/${process.workload.name})`, process, reader) : {};
}

export const fromStray = (source: Source, reader: Reader): Reading | undefined => readFile(source, `h2o (${source.path})`, undefined, reader);

/** By its three words; Ingresses and API descriptions have at most two of them. */
export function claims(path: string, text: string): boolean {
  if (!/\.(?:conf|ya?ml|h2o|template|j2|erb)$|(?:^|\/)h2o[^/]*$/.test(path)) return false;
  return /^hosts:/m.test(text) && /^[ \t]+"?paths"?:/m.test(text) && /^[ \t]*listen:/m.test(text) && /\b(?:proxy\.reverse\.url|file\.dir|file\.file|fastcgi\.|mruby\.handler|redirect)\b/.test(text);
}

function readFile(source: Source, name: string, process: Process | undefined, reader: Reader): Reading | undefined {
  reader.claim(source);
  const { documents, problems } = reader.yaml(source);
  const root = documents.find(isMap);
  if (!root) return { problems };
  const version = reader.version('h2o');
  const known: Version = version === undefined ? { reason: 'no image tag tells which h2o runs here' } : { known: version };
  return { layers: layersOf(root, name, known, process), written: faultsOf(root), problems };
}

/** Hosts that listen for themselves are layers of their own; all others share the global addresses. */
function layersOf(root: YamlMap, name: string, version: Version, process: Process | undefined): readonly LayerReading[] {
  const hosts = entries(get(root, 'hosts'));
  const shared = listeners(get(root, 'listen'));
  const own = hosts.filter((host) => get(host.value, 'listen') !== undefined);
  const rest = hosts.filter((host) => !own.includes(host));
  const layer = (group: readonly YamlEntry[], listens: readonly Listener[], title: string): LayerReading => ({
    system: 'h2o', kind: 'proxy', name: title, version, place: placeOf(group[0]?.key ?? root.entries[0]?.key ?? root),
    settings: downstreamSettings(root), listens, routes: group.flatMap((host) => hostRoutes(host, root)),
    ...(process ? { process } : {}),
  });
  const titleOf = (host: YamlEntry): string => (hosts.length > 1 ? name.replace(/\)$/, `, ${host.key.text})`) : name);
  const separate = own.map((host) => layer([host], [...shared, ...listeners(get(host.value, 'listen'))], titleOf(host)));
  return [...(rest.length > 0 ? [layer(rest, shared, name)] : []), ...separate];
}
