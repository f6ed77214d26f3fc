import type { Version } from '../../model/layer.ts';
import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import type { Reader } from '../reader.ts';
import { debianLayout, httpdLayout, type Layout, layouts, phpApplications } from './facts.ts';

interface Link {
  readonly name: string;
  readonly tag: string | undefined;
  readonly place: Place;
}

/** The image and what it is built from, nearest first. */
export function linksOf({ image }: Process): readonly Link[] {
  return image ? [{ name: image.name, tag: image.tag, place: image.text.places[0] }, ...image.bases.toReversed()] : [];
}

const isHttpd = ({ name }: Link): boolean => /(?:^|\/)(?:httpd|ubuntu\/apache2|bitnami\/apache)$/.test(name);
const isPhp = ({ name, tag = '' }: Link): boolean => (/(?:^|\/)php$/.test(name) && /apache/.test(tag)) || (phpApplications.test(name) && !/fpm|cli/.test(tag));

export const runsApacheByDefault = (process: Process): boolean => linksOf(process).some((link) => isHttpd(link) || isPhp(link));

/** How the files of this installation lie. */
export function layoutOf(process: Process): Layout {
  const found = linksOf(process).map((link) => (isPhp(link) ? debianLayout : layouts.find(({ image }) => image.test(link.name)))).find((layout) => layout !== undefined);
  const present = layouts.find(({ main, includes }) => process.files.open(main) !== undefined || includes.some((pattern) => process.files.glob(pattern).length > 0));
  return present ?? found ?? httpdLayout;
}

/** Out of hoplint.yaml, else out of the tag of an httpd image. */
export function versionOf(process: Process | undefined, reader: Reader): Version {
  const declared = reader.version('apache');
  if (declared !== undefined) return { known: declared };
  const link = process && linksOf(process).find(isHttpd);
  const number = /^(\d+\.\d+(?:\.\d+)?)/.exec(link?.tag ?? '')?.[1];
  return number === undefined || !link ? { reason: 'no image tag tells which Apache runs here' } : { known: number, place: link.place };
}
