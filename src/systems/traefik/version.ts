import type { Version } from '../../model/layer.ts';
import type { Process } from '../../model/process.ts';
import type { Reader } from '../reader.ts';

/** From hoplint.yaml, else the image's tag, else that of the image which a Dockerfile builds on. */
export function versionOf(process: Process, reader: Reader): Version {
  const declared = reader.version('traefik');
  if (declared !== undefined) return { known: declared };
  const { image } = process;
  const base = image?.bases.findLast(({ name }) => isTraefikImage(name));
  if (base) return fromTag(base.tag, base.place);
  return image && isTraefikImage(image.name) ? fromTag(image.tag, image.text.places[0]) : { reason: 'no image tag tells the version' };
}

export function impliedVersion(reader: Reader): Version {
  const declared = reader.version('traefik');
  return declared === undefined ? { reason: 'the controller is not in the repository' } : { known: declared };
}

/** The last part of an image's name is `traefik`, mirrors included. */
export const isTraefikImage = (name: string): boolean => /(^|\/)(mirrored-library-)?traefik$/i.test(name);

function fromTag(tag: string | undefined, place: NonNullable<Extract<Version, { readonly known: string }>['place']>): Version {
  const number = /^v?(\d+(?:\.\d+)*)/.exec(tag ?? '')?.[1];
  return number === undefined ? { reason: 'the image tag names no version' } : { known: number, place };
}
