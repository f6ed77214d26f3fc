import type { Version } from '../../model/layer.ts';
import type { Process } from '../../model/process.ts';
import { imageVersion, pinned } from '../program/version.ts';
import type { Reader } from '../reader.ts';
import { changed } from './facts.ts';
import type { Server } from './servers.ts';

/** Node's version: hoplint.yaml, the image, engines or .nvmrc beside the source. */
export function nodeVersion(process: Process | undefined, path: string | undefined, reader: Reader): Version {
  const declared = reader.version('node');
  if (declared !== undefined) return { known: declared };
  const image = process && imageVersion(process, 'node');
  if (image) return image;
  const known = path === undefined ? undefined : pinned(reader.dependency(path, 'node'));
  return known === undefined ? { reason: 'neither an image tag nor package.json pins Node' } : { known };
}

/** The variety whose defaults hold. */
export function profileOf(kind: Server['kind'], version: Version, path: string, reader: Reader): string {
  if (kind === 'fastify') return fastifyProfile(pinned(reader.dependency(path, 'fastify') ?? reader.dependency(path, '@nestjs/platform-fastify')));
  const major = Number.parseInt(version.known ?? '', 10);
  if (major < changed.idle) return 'node-7';
  if (major < changed.timeouts) return 'node-12';
  return major >= changed.longerIdle ? 'node-27' : 'node';
}

function fastifyProfile(version: string | undefined): string {
  if (version === undefined) return 'fastify-unversioned';
  return Number.parseInt(version, 10) < changed.fastify ? 'fastify-3' : 'fastify';
}
