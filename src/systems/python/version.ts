import type { Version } from '../../model/layer.ts';
import { pinned } from '../program/version.ts';
import type { Reader } from '../reader.ts';

/** Of hoplint.yaml, else what the nearest requirements pin. */
export function packageVersion(name: string, paths: readonly string[], reader: Reader): Version {
  const declared = reader.version(name);
  if (declared !== undefined) return { known: declared };
  for (const path of paths) {
    const found = pinned(reader.dependency(path, name));
    if (found !== undefined) return { known: found };
  }
  return { reason: `no requirement pins ${name}` };
}
