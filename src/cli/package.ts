import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

declare const HOPLINT_VERSION: string | undefined;

/** hoplint's own version. The build writes it in; from source it is read. */
export const ownVersion = (): string =>
  typeof HOPLINT_VERSION === 'string' ? HOPLINT_VERSION : String((JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as { version: unknown }).version);

/** Where hoplint itself is installed. */
export function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
