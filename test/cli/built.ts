import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The command in dist/, built again where a source is newer. */
export function built(): string {
  const target = `${root}dist/hoplint.js`;
  const sources = ['src', 'rules', 'schemas', 'scripts'].flatMap((folder) => readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile()).map((entry) => statSync(`${entry.parentPath}/${entry.name}`).mtimeMs);
  if (!existsSync(target) || Math.max(...sources) > statSync(target).mtimeMs) execFileSync(process.execPath, [`${root}scripts/build.mjs`], { cwd: root, stdio: 'inherit' });
  return target;
}
