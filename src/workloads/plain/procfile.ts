import { posix } from 'node:path';
import type { Tree } from '../../discover/tree.ts';
import type { Place } from '../../model/place.ts';
import { embeddedSource, type Source } from '../../syntax/source.ts';
import { shellLine } from '../command/words.ts';
import type { Container } from '../container.ts';
import { folderOf } from '../folders.ts';

const line = /^([A-Za-z][\w-]*):[ \t]*(\S.*)$/gm;

export function procfileContainers(tree: Tree): readonly Container[] {
  return tree.files.filter((path) => posix.basename(path) === 'Procfile').flatMap((path) => {
    const source = tree.open(path);
    return source ? [...source.text.matchAll(line)].map((match) => entryContainer(source, match, tree)) : [];
  });
}

function entryContainer(source: Source, match: RegExpExecArray, tree: Tree): Container {
  const [whole, name = '', command = ''] = match;
  const start = match.index + whole.length - command.length;
  const place = source.place(match.index, match.index + whole.length);
  const script = embeddedSource(source, command, (offset) => start + offset);
  return { ...bare(`procfile/${source.path}/${name}`, source.path, tree, place), workload: { kind: 'procfile', name }, container: name, entrypoint: shellLine(script, place) };
}

/** A program without a container, started in the folder of the file that names it. */
export function bare(id: string, path: string, tree: Tree, place: Place): Container {
  return {
    id,
    project: tree.projectOf(path),
    workload: { kind: 'file', name: posix.basename(path) },
    container: posix.basename(path),
    network: id,
    names: [],
    labels: new Map(),
    image: undefined,
    build: undefined,
    entrypoint: undefined,
    command: undefined,
    env: new Map(),
    workdir: undefined,
    ports: [],
    settings: [],
    sysctls: new Map(),
    mounts: [],
    sources: [folderOf(path)],
    place,
  };
}
