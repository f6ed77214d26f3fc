import type { Version } from '../../model/layer.ts';
import { pinned } from '../program/version.ts';
import type { Reader } from '../reader.ts';

/** Of hoplint.yaml, else of Gemfile.lock or Gemfile; `~> 6.4` pins the major only. */
export function gemVersion(name: string, paths: readonly string[], reader: Reader): Version {
  const declared = reader.version(name);
  if (declared !== undefined) return { known: declared };
  for (const path of paths) {
    const range = reader.dependency(path, name);
    const found = pessimistic(range) ?? pinned(range);
    if (found !== undefined) return { known: found };
  }
  return { reason: `neither Gemfile.lock nor Gemfile pins ${name}` };
}

function pessimistic(range: string | undefined): string | undefined {
  const [, version = ''] = /^\s*~>\s*(\d+(?:\.\d+){0,3})\s*$/.exec(range ?? '') ?? [];
  const parts = version.split('.');
  return version === '' ? undefined : parts.slice(0, Math.max(1, parts.length - 1)).join('.');
}
