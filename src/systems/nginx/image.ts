import type { Version } from '../../model/layer.ts';
import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import type { Reader } from '../reader.ts';
import { type Shipped, shipped } from './facts.ts';

interface Link {
  readonly name: string;
  readonly tag: string | undefined;
  readonly place: Place;
}

/** The image and what it is built from, nearest first. */
function linksOf(process: Process): readonly Link[] {
  const { image } = process;
  if (!image) return [];
  return [{ name: image.name, tag: image.tag, place: image.text.places[0] }, ...image.bases.toReversed()];
}

/** nginx's own images, as opposed to distributions into which it can be installed. */
const isNginx = (entry: Shipped): boolean => entry.of.endsWith('image');

const entryFor = (name: string): Shipped | undefined => shipped.find((entry) => entry.image.test(name));

export const runsNginxByDefault = (process: Process): boolean => linksOf(process).some(({ name }) => isNginxImage(name));

function isNginxImage(name: string): boolean {
  const entry = entryFor(name);
  return entry !== undefined && isNginx(entry);
}

/** The files that come with the image, where it is one that is known. */
export const shippedWith = (process: Process): Shipped | undefined => linksOf(process).map(({ name }) => entryFor(name)).find((entry) => entry !== undefined);

/** Out of hoplint.yaml, else out of the tag of an nginx image. */
export function versionOf(process: Process | undefined, reader: Reader): Version {
  const declared = reader.version('nginx');
  if (declared !== undefined) return { known: declared };
  const link = process && linksOf(process).find(({ name }) => isNginxImage(name));
  if (!link) return { reason: 'no image tag tells which nginx runs here' };
  // Images of other makers count from 0.x: those are not nginx's numbers.
  const number = /^v?([1-9]\d*\.\d+(?:\.\d+)?)(?:[.\-]|$)/.exec(link.tag ?? '')?.[1];
  if (number !== undefined) return { known: number, place: link.place };
  return { reason: link.tag === undefined ? `${link.name} without a tag is whatever is newest` : `the tag ${link.tag} moves from version to version` };
}
