import { posix } from 'node:path';
import { sniff } from '../../discover/sniff.ts';
import type { Tree } from '../../discover/tree.ts';
import type { Process } from '../../model/process.ts';
import type { Container, Word } from '../container.ts';
import { bare } from './procfile.ts';

const scriptName = /(?:^|\/)(?:[\w.-]+\.sh|(?:docker-)?(?:entrypoint|start|server|run|web)[\w.-]*)$/;
const server = /\b(gunicorn|uwsgi|uvicorn|hypercorn|daphne|granian|puma|unicorn|passenger|waitress-serve|nginx|haproxy|php-fpm)\b/;
const starts = /^[ \t]*(?:exec[ \t]+)?(?:[\w./-]*\/|(?:poetry|pipenv|uv|pdm)[ \t]+run[ \t]+|bundle[ \t]+exec[ \t]+)?(?:gunicorn|uwsgi|uvicorn|hypercorn|daphne|granian|puma|unicorn|waitress-serve)[ \t\\]/m;

/** Shell scripts that start an app server which no manifest starts. */
export function serverScripts(tree: Tree, started: readonly Process[]): readonly Container[] {
  const running = new Map<string, Set<string>>();
  for (const { project, argv } of started) {
    const names = running.get(project.folder) ?? new Set();
    for (const word of argv) names.add(server.exec(word.value ?? '')?.[1] ?? '');
    running.set(project.folder, names);
  }
  const read = new Set(started.flatMap(({ argv }) => argv.flatMap((word) => word.places.map((place) => place.file))));
  return tree.files.filter((path) => scriptName.test(path) && !read.has(path)).flatMap((path) => {
    const source = sniff(tree, path, starts);
    const name = source && server.exec(starts.exec(source.text)?.[0] ?? '')?.[1];
    const project = tree.projectOf(path);
    if (!source || name === undefined || running.get(project.folder)?.has(name)) return [];
    const place = source.place(Math.max(0, source.text.search(starts)));
    const word = (value: string): Word => ({ value, expression: value, places: [place], origin: 'configured' });
    return [{ ...bare(`script/${path}`, path, tree, place), workload: { kind: 'script', name: posix.basename(path) }, entrypoint: [word('sh'), word(`/${path}`)], mounts: [{ target: `/${path}`, holds: { kind: 'file', path }, overlay: true }], sources: [project.folder] }];
  });
}
