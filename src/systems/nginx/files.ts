import { posix } from 'node:path';
import type { FileView } from '../../model/process.ts';
import type { Source } from '../../syntax/source.ts';
import type { Reader } from '../reader.ts';
import { templating } from './facts.ts';
import type { Variables } from './text.ts';

/** How an `include` finds its files; `undefined` when the repository cannot show what stands there, `outside` when it leads out of the root. */
export type Include = (pattern: string, from: Source) => readonly Source[] | undefined | 'outside';

export const filesOf = (found: ReturnType<Include>): readonly Source[] => (found === undefined || found === 'outside' ? [] : found);

const isGlob = (pattern: string): boolean => /[*?]/.test(pattern);

/** Through the file view of a process; `main` is the path of its main file in the container. */
export function includesOf(files: FileView, main: string, variables: Variables): Include {
  return (pattern) => {
    const at = posix.resolve(posix.dirname(main), pattern);
    const template = templateFor(at, variables);
    const single = isGlob(at) ? undefined : (files.open(at) ?? files.open(template));
    if (!isGlob(at)) return single && [single];
    const found = [...files.glob(at), ...files.glob(template)].filter(unique);
    return found.length === 0 && files.replaced(posix.dirname(at)) ? undefined : found;
  };
}

const unique = (source: Source, index: number, all: readonly Source[]): boolean => all.findIndex((other) => other === source || (other.path === source.path && other.text === source.text)) === index;

/** The template out of which the official image's entrypoint makes the file; a path that cannot exist when it makes none there. */
function templateFor(path: string, variables: Variables): string {
  const to = variables('NGINX_ENVSUBST_OUTPUT_DIR')?.value ?? templating.to;
  const from = variables('NGINX_ENVSUBST_TEMPLATE_DIR')?.value ?? templating.from;
  const suffix = variables('NGINX_ENVSUBST_TEMPLATE_SUFFIX')?.value ?? templating.suffix;
  return path.startsWith(`${to}/`) ? `${from}/${path.slice(to.length + 1)}${suffix}` : '/nonexistent';
}

const installed = /^\/(?:etc|usr\/local|usr\/local\/openresty|opt\/bitnami)\/nginx\/(?:conf\/)?/;

/** From file to file of the repository, for a file that no process is known to use. Never leaves the root. */
export function strayIncludes(main: Source, reader: Reader): Include {
  const top = posix.dirname(main.path);
  return (pattern, from) => {
    const relative = pattern.replace(installed, '');
    if (posix.isAbsolute(relative)) return undefined;
    const tails = [relative, ...(relative === pattern ? [] : [relative.replace(/^conf\.d\//, '')])];
    const paths = [top, posix.dirname(from.path)].flatMap((folder) => tails.map((tail) => posix.join(folder, tail)));
    for (const path of new Set(paths)) {
      const found = matching(path, reader).filter((file) => file.path !== from.path);
      if (found.length > 0) return found;
    }
    return [...paths].every((path) => path.startsWith('..')) ? 'outside' : undefined;
  };
}

function matching(pattern: string, reader: Reader): readonly Source[] {
  if (pattern.startsWith('..')) return [];
  if (!isGlob(pattern)) return [reader.open(pattern)].flatMap((source) => source ?? []);
  const tail = /[^*?/]*$/.exec(pattern)?.[0] ?? '';
  const matches = globMatcher(pattern);
  return reader.find(tail).filter(matches).slice(0, 200).flatMap((path) => reader.open(path) ?? []);
}

/** `*` and `?` within one segment, matched segment by segment so that hostile patterns stay cheap. */
export function globMatcher(pattern: string): (path: string) => boolean {
  const wanted = pattern.split('/').map(segmentMatcher);
  return (path) => {
    const segments = path.split('/');
    return segments.length === wanted.length && segments.every((segment, index) => wanted[index]?.(segment));
  };
}

function segmentMatcher(pattern: string): (segment: string) => boolean {
  if ((pattern.match(/[*?]/g)?.length ?? 0) > 4) return () => false;
  const source = pattern.replace(/[\\^$.|+()[\]{}]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.');
  const expression = new RegExp(`^${source}$`);
  return (segment) => expression.test(segment) && (pattern.startsWith('.') || !segment.startsWith('.'));
}
