import { posix } from 'node:path';
import type { Process } from '../../model/process.ts';
import { lastSegment } from '../../workloads/image.ts';
import { isThirdParty } from '../../workloads/third-party.ts';
import { definesFlags } from '../program/go-value.ts';
import type { Reader } from '../reader.ts';
import type { Source } from '../../syntax/source.ts';
import { closure, folders, mains } from './packages.ts';

const others = new Set(['node', 'nodejs', 'npm', 'yarn', 'pnpm', 'bun', 'python', 'python3', 'gunicorn', 'uvicorn', 'uwsgi', 'celery', 'java', 'nginx', 'haproxy', 'envoy', 'caddy', 'traefik', 'php-fpm', 'ruby', 'bundle', 'puma', 'dotnet', 'redis-server', 'postgres', 'mysqld', 'supervisord', 'crond', 'memcached', 'sh', 'bash', 'next', 'ts-node', 'tsx']);

/** The Go code that a process runs, by the name of its program, its source folder or its flags. */
export async function goSources(process: Process, reader: Reader): Promise<readonly Source[] | undefined> {
  const program = posix.basename(process.argv[0]?.value ?? '');
  if (others.has(program) || folders(reader).size === 0 || (process.image && isThirdParty(process.image.name))) return undefined;
  const main = mainOf(process, program, reader);
  if (main !== undefined) return closure(main, reader);
  if (mains(reader).length > 0 || !(await definesFlags(process, reader))) return undefined;
  return [...folders(reader).values()].flat().slice(0, 400).flatMap((file) => reader.open(file) ?? []);
}

function mainOf(process: Process, program: string, reader: Reader): string | undefined {
  const own = mains(reader).filter((folder) => (reader.projectOf?.(`${folder}/main.go`).folder ?? process.project.folder) === process.project.folder);
  const names = [program, ...(process.image && process.image.name !== '' ? [lastSegment(process.image.name)] : []), process.workload.name, process.container].filter((name) => name !== '');
  for (const name of names) {
    const named = own.filter((folder) => posix.basename(folder) === name);
    if (named.length === 1) return named[0];
  }
  const built = process.sources.flatMap((source) => own.filter((folder) => source === '' || source === '.' || folder === source || folder.startsWith(`${source}/`)));
  return isGoImage(process) && new Set(built).size === 1 ? built[0] : built.find((folder) => process.sources.includes(folder));
}

/** Built by the Go toolchain, or running a binary of its own on a bare image. */
const isGoImage = (process: Process): boolean => process.image?.bases.some(({ name }) => /(^|\/)(golang|scratch|distroless\/[\w-]+|alpine|debian|busybox)$/.test(name)) ?? false;
