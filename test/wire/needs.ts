import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Program } from './program.ts';

/** Also where Debian puts daemons. */
export const path = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;
export const environment = { ...process.env, PATH: path };

/** What is not installed of what the programs need. With HOPLINT_WIRE=require that is an error. */
export function missing(programs: readonly Pick<Program, 'needs'>[]): readonly string[] {
  const absent = [...new Set(programs.flatMap(({ needs }) => needs))].filter((need) => !isInstalled(need));
  if (absent.length > 0 && process.env['HOPLINT_WIRE'] === 'require') throw new Error(`not installed: ${absent.join(', ')}`);
  return absent;
}

/** Where this project's own packages lie. */
export const packages = fileURLToPath(new URL('../../node_modules', import.meta.url));

const known = new Map<string, boolean>();

export function isInstalled(need: string): boolean {
  const found = known.get(need) ?? look(need);
  known.set(need, found);
  return found;
}

function look(need: string): boolean {
  if (need.startsWith('/')) return isExecutable(need);
  if (need.startsWith('npm:')) return isExecutable(`${packages}/${need.slice('npm:'.length)}/package.json`);
  if (need.startsWith('python:')) return runs('/usr/bin/python3', ['-c', `import ${need.slice('python:'.length)}`]);
  return path.split(':').some((folder) => isExecutable(`${folder}/${need}`));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

export function runs(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore', env: environment });
    return true;
  } catch {
    return false;
  }
}
