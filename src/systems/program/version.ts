import type { Version } from '../../model/layer.ts';
import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import type { Reader } from '../reader.ts';

/** A number out of `^4.18.2`, `18.x`, `v20`; `undefined` for a range that leaves the major open. */
export function pinned(range: string | undefined): string | undefined {
  const exact = /^\s*[\^~=v]*\s*(\d+(?:\.\d+){0,2})(?:\.[x*])*(?:-[0-9A-Za-z.-]+)?\s*$/.exec(range ?? '');
  return exact?.[1];
}

/** Of hoplint.yaml, else of the package that the nearest manifest names. */
export function packageVersion(reader: Reader, system: string, path: string, name: string): Version {
  const known = reader.version(system) ?? pinned(reader.dependency(path, name));
  return known === undefined ? { reason: `no manifest pins ${name}` } : { known };
}

/** The major of Node for a file, by hoplint.yaml, engines, .nvmrc. */
export function nodeMajor(reader: Reader, path: string): number | undefined {
  const known = reader.version('node') ?? pinned(reader.dependency(path, 'node'));
  return known === undefined ? undefined : Number.parseInt(known, 10);
}

/** The version of a runtime out of an image tag or the Dockerfile's base: `20` of `node:20-alpine`. */
export function imageVersion(process: Process, image: string): { readonly known: string; readonly place: Place } | undefined {
  const own = process.image && { ...process.image, place: process.image.text.places[0] };
  const images = [...(process.image?.bases ?? []).toReversed(), ...(own ? [own] : [])];
  const found = images.find(({ name, tag }) => (name === image || name.endsWith(`/${image}`)) && /^v?\d/.test(tag ?? ''));
  const known = /\d+(?:\.\d+)*/.exec(found?.tag ?? '')?.[0];
  return found && known !== undefined ? { known, place: found.place } : undefined;
}
