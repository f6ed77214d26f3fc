import type { Version } from '../../model/layer.ts';
import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';
import { listenerOf, portOf } from '../python/listener.ts';
import { last, type OptionGrammar, parseOptions } from '../python/options.ts';
import { ownerOf } from '../python/owner.ts';
import { baseName } from '../python/words.ts';
import type { Reader } from '../reader.ts';
import type { LayerReading, Listener, Reading } from '../system.ts';
import { defaultPort } from './facts.ts';
import { entriesOf, type Pool, poolOf, poolsOf } from './pools.ts';

/** A process that runs php-fpm, by its command or by an official image. */
export async function fromProcess(process: Process, reader: Reader): Promise<Reading | undefined> {
  if (!isFpm(process)) return undefined;
  const sources = configuration(process);
  for (const source of sources) reader.claim(source);
  const ini = inis.flatMap((pattern) => process.files.glob(pattern));
  const all = { entries: entriesOf(sources, reader), ini: entriesOf(ini, reader) };
  const written = poolsOf(all, process);
  // The pool that every package ships.
  const found = written.length > 0 ? written : [poolOf('www', all, process)];
  return { layers: found.map((pool) => layerOf(pool, process.place, `${ownerOf(process)}${found.length > 1 ? ` [${pool.name}]` : ''}`, versionOf(process), process, sources.at(-1))) };
}

/** A pool file that no process uses. */
export async function fromFile(source: Source, reader: Reader): Promise<Reading | undefined> {
  const found = poolsOf({ entries: entriesOf([source], reader), ini: [] }, undefined).filter(({ listen }) => listen !== undefined);
  return found.length === 0 ? undefined : { layers: found.map((pool) => layerOf(pool, pool.listen?.places[0] ?? source.place(0), `${source.path} [${pool.name}]`, { reason: 'nothing names the version of PHP' }, undefined)) };
}

export const claims = (path: string, text: string): boolean =>
  /\.(?:conf|ini)(?:\.\w+)?$/.test(path) && /^[ \t]*pm[ \t]*=/m.test(text) && /^[ \t]*listen[ \t]*=/m.test(text);

const files = ['/usr/local/etc/php-fpm.conf', '/etc/php-fpm.conf'];
const pools = ['/usr/local/etc/php-fpm.d/*.conf', '/etc/php-fpm.d/*.conf', '/etc/php/*/fpm/pool.d/*.conf', '/etc/php*/php-fpm.d/*.conf'];
const inis = ['/usr/local/etc/php/php.ini', '/usr/local/etc/php/conf.d/*.ini', '/etc/php.d/*.ini', '/etc/php/*/fpm/conf.d/*.ini'];

function isFpm(process: Process): boolean {
  const [program] = process.argv;
  if (program !== undefined) return /^php-?fpm[\d.]*$/.test(baseName(program.value ?? ''));
  return imagesOf(process).some(({ name, tag }) => /^(?:(?:docker\.io\/)?library\/)?php$/.test(name) && /(?:^|-)fpm(?:-|$)/.test(tag ?? '')) || /(?:^|-)fpm(?:-|$)/.test(process.image?.tag ?? '');
}

const imagesOf = ({ image }: Process): readonly { readonly name: string; readonly tag: string | undefined }[] => (image ? [image, ...image.bases] : []);

const grammar: OptionGrammar = {
  short: new Map([['-y', '--fpm-config'], ['-c', '--php-ini'], ['-d', '--define'], ['-g', '--pid'], ['-p', '--prefix']]),
  flags: new Set(['-F', '--nodaemonize', '-O', '--force-stderr', '-R', '--allow-to-run-as-root', '-D', '--daemonize', '-n', '-t', '-e', '-i']),
};

function configuration(process: Process): readonly Source[] {
  const options = parseOptions(process.argv.slice(1), grammar, 0);
  const named = last(options, '--fpm-config')?.value;
  const mains = (named === undefined ? files : [named]).flatMap((path) => process.files.open(path) ?? []);
  return [...mains, ...pools.flatMap((pattern) => process.files.glob(pattern))];
}

function versionOf(process: Process): Version {
  const tag = imagesOf(process).find(({ name, tag: one }) => /(?:^|\/)php$/.test(name) && /^\d/.test(one ?? ''))?.tag;
  const known = /^\d+(?:\.\d+)*/.exec(tag ?? '')?.[0];
  return known === undefined ? { reason: 'no image tag tells the version of PHP' } : { known };
}

function layerOf(pool: Pool, place: Place, owner: string, version: Version, process: Process | undefined, file?: Source): LayerReading {
  const shown = file ? { defaultPlace: file.place(0, Math.max(1, file.text.indexOf('\n'))) } : {};
  return { system: 'php-fpm', kind: 'app-server', name: `PHP-FPM (${owner})`, version, profile: 'pool', place, settings: pool.settings, listens: [listener(pool.listen, place)], routes: [], ...(process ? { process } : {}), ...shown };
}

/** `9000`, `127.0.0.1:9000`, `/run/php-fpm.sock`; the official image has a port of its own. */
function listener(text: Text | undefined, place: Place): Listener {
  if (text === undefined) return { kind: 'port', port: defaultPort, protocol: 'fastcgi', place };
  if (/^\d{1,5}$/.test(text.value ?? '')) return { kind: 'port', port: portOf(text.value ?? ''), protocol: 'fastcgi', place: text.places[0] };
  return listenerOf(text, 'fastcgi');
}
