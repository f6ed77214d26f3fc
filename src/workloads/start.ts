import type { Tree } from '../discover/tree.ts';
import type { Image, Process } from '../model/process.ts';
import type { Place } from '../model/place.ts';
import type { Syntax } from '../syntax/syntax.ts';
import { type Started, unfold } from './command/unfold.ts';
import type { Container, Word } from './container.ts';
import { fileView } from './file-view.ts';
import { parseImage } from './image.ts';

/** The programs that a container starts, each a process of its own on the container's network. */
export function start(container: Container, sources: readonly string[], tree: Tree, syntax: Syntax): readonly Process[] {
  const { build } = container;
  const workdir = container.workdir ?? build?.workdir;
  const mounts = [...(build?.mounts ?? []), ...container.mounts];
  const env = new Map([...(build?.env ?? []), ...container.env]);
  const files = fileView(tree, mounts, workdir, sources);
  const started = unfold(argvOf(container), { env, interpolated: container.interpolated ?? new Map(), workdir, syntax, view: (folder) => (folder === workdir ? files : fileView(tree, mounts, folder, sources)) });
  return started.map((program, index) => ({
    ...container,
    id: index === 0 ? container.id : `${container.id}#${index + 1}`,
    image: imageOf(container),
    argv: program.argv,
    env: program.env,
    workdir: program.workdir,
    ports: portsOf(container),
    files: program.workdir === workdir ? files : fileView(tree, mounts, program.workdir, sources),
    sources,
    place: placeOf(container, program),
  }));
}

/** As container runtimes combine them: an own entrypoint sets the image's CMD aside. */
function argvOf({ entrypoint, command, build }: Container): readonly Word[] {
  if (entrypoint) return [...entrypoint, ...(command ?? [])];
  return [...(build?.entrypoint ?? []), ...(command ?? build?.cmd ?? [])];
}

function imageOf({ image, build }: Container): Image | undefined {
  if (image) return { ...parseImage(image.value ?? image.expression), text: image, bases: build?.bases ?? [] };
  if (!build) return undefined;
  return { name: '', tag: undefined, text: { value: undefined, expression: build.dockerfile.path, places: [build.place], origin: 'configured' }, bases: build.bases };
}

function portsOf({ ports, build }: Container): Process['ports'] {
  const exposed = (build?.ports ?? []).filter(({ port }) => !ports.some((each) => each.port === port));
  return [...ports, ...exposed];
}

/** The manifest's line; where the command stands in a script or Dockerfile, the line there. */
function placeOf({ place, entrypoint, command, build }: Container, { argv }: Started): Place {
  const opening = entrypoint || command ? place : (build?.place ?? place);
  const program = argv[0]?.places.at(-1);
  return program && program.file !== opening.file ? program : opening;
}
