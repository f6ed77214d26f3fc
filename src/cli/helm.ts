import { execFileSync } from 'node:child_process';
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { delimiter, isAbsolute, join, sep } from 'node:path';
import type { HelmTemplate } from '../lint.ts';

const longest = 30_000;
const largest = 64 * 1024 * 1024;

/**
 * The user's own helm, asked for with `--helm`. It renders and does nothing else: no plug-ins, no cluster, no fetching of dependencies,
 * and the only program that hoplint ever starts. One that lies inside the inspected folder is not the user's.
 */
export function helmTemplate(root: string, path = process.env['PATH'] ?? ''): HelmTemplate {
  const program = findHelm(root, path);
  return (folder, values) => {
    if (program === undefined) return { fault: 'there is no helm on PATH' };
    const files = values.flatMap((file) => ['--values', join(root, file)]);
    try {
      return { text: run(program, ['template', join(root, folder), '--namespace', 'default', ...files]) };
    } catch (error) {
      return { fault: reasonOf(error) };
    }
  };
}

function run(program: string, args: readonly string[]): string {
  const env = { ...process.env, HELM_NO_PLUGINS: '1', KUBECONFIG: devNull };
  return execFileSync(program, args, { cwd: tmpdir(), env, encoding: 'utf8', timeout: longest, killSignal: 'SIGKILL', maxBuffer: largest, stdio: ['ignore', 'pipe', 'pipe'] });
}

function findHelm(root: string, path: string): string | undefined {
  const names = process.platform === 'win32' ? ['helm.exe'] : ['helm'];
  return path.split(delimiter).filter((folder) => isAbsolute(folder)).flatMap((folder) => names.map((name) => join(folder, name))).find((file) => isProgram(file, root));
}

function isProgram(file: string, root: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    const [real, home] = [realpathSync(file), realpathSync(root)];
    return statSync(real).isFile() && !`${real}${sep}`.startsWith(`${home}${sep}`);
  } catch {
    return false;
  }
}

/** The last line that helm says, without control characters. */
function reasonOf(error: unknown): string {
  const { code, stderr } = error as { readonly code?: unknown; readonly stderr?: unknown };
  if (code === 'ETIMEDOUT') return `it was stopped after ${longest / 1000} s`;
  const said = typeof stderr === 'string' ? stderr.trim().split('\n').at(-1) : undefined;
  return said === undefined || said === '' ? 'it could not be run' : said.replace(/[\u0000-\u001f\u007f]/g, ' ').slice(0, 300);
}
