import { posix } from 'node:path';
import type { Tree } from '../discover/tree.ts';
import type { FileView, Image, Process } from '../model/process.ts';
import type { Place } from '../model/place.ts';
import type { Text } from '../model/value.ts';
import type { Source } from '../syntax/source.ts';
import { substitute } from '../syntax/substitute.ts';
import type { Syntax } from '../syntax/syntax.ts';
import { type Started, unfold } from './command/unfold.ts';
import { isPassThrough } from './command/wrappers.ts';
import type { Container, Word } from './container.ts';
import { withDeclared } from './declared.ts';
import { fileView, type Mount } from './file-view.ts';
import { namesakes } from './folders.ts';
import { parseImage } from './image.ts';
import { isThirdParty } from './third-party.ts';

const mostWritten = 100;

/** The programs that a container starts, each a process of its own on the container's network; with the variables that hoplint.yaml knows. */
export function start(container: Container, sources: readonly string[], tree: Tree, syntax: Syntax, declared: ReadonlyMap<string, Text> = new Map()): readonly Process[] {
  const { build } = container;
  const workdir = container.workdir ?? build?.workdir;
  const mounts = [...(build?.mounts ?? []), ...container.mounts];
  const env = withDeclared(new Map([...(build?.env ?? []), ...container.env]), container.env, declared);
  const written: Mount[] = [];
  const view = (folder: string | undefined): FileView => fileView(tree, [...mounts, ...written], folder, sources);
  const locate = (path: string): Source | undefined => onlyScript(path, container, tree);
  const write = (target: string, source: () => Source | undefined): void => {
    if (written.length < mostWritten) written.push({ target, holds: { kind: 'text', source }, overlay: false });
  };
  const started = unfold(container.workload.kind === 'systemd' ? argvOf(container).map((word) => expanded(word, env)) : argvOf(container), { env, interpolated: container.interpolated ?? declared, workdir, syntax, view, locate, write });
  return started.map((program, index) => ({
    ...container,
    id: index === 0 ? container.id : `${container.id}#${index + 1}`,
    image: imageOf(container),
    argv: program.argv,
    env: program.env,
    workdir: program.workdir,
    ...(program.behindShell && isFirstProcess(container) ? { behindShell: program.behindShell } : {}),
    ...(program.supervised && container.workload.kind === 'dockerfile' ? { supervised: true as const, settings: [...container.settings, ...program.supervised] } : {}),
    ports: portsOf(container),
    files: view(program.workdir),
    sources,
    place: placeOf(container, program),
  }));
}

/** As {@link start}; a container that stands in several scenes is started once. */
export function starter(tree: Tree, syntax: Syntax, declared: ReadonlyMap<string, Text>): (container: Container, sources: readonly string[]) => readonly Process[] {
  const started = new WeakMap<Container, { readonly from: string; readonly processes: readonly Process[] }>();
  return (container, sources) => {
    const from = sources.join('\n');
    const known = started.get(container);
    if (known?.from === from) return known.processes;
    const processes = start(container, sources, tree, syntax, declared);
    started.set(container, { from, processes });
    return processes;
  };
}

/** systemd puts the variables of a unit into its command itself. */
function expanded(word: Word, env: ReadonlyMap<string, Text>): Word {
  if (word.value?.includes('$') !== true) return word;
  const text = substitute(word.value, word.places[0], (name) => env.get(name));
  return text.value === word.value ? word : text;
}

function onlyScript(path: string, { image, build, project }: Container, tree: Tree): Source | undefined {
  if (build === undefined && image !== undefined && isThirdParty(parseImage(image.value ?? '').name)) return undefined;
  const name = posix.basename(path);
  if (!/\.(?:sh|bash)$|entrypoint|^(?:docker-|run-|start-)/.test(name) || isPassThrough(path)) return undefined;
  const found = namesakes(tree, name).filter((file) => tree.projectOf(file).folder === project.folder);
  return found.length === 1 && found[0] !== undefined ? tree.open(found[0]) : undefined;
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

/** Only the container's first process ignores signals that it has no handler for; an unknown base image may bring an init of its own. */
function isFirstProcess({ build, entrypoint, hasInit }: Container): boolean {
  const isPlain = (build?.bases ?? []).some(({ name }) => /(?:^|\/)(?:python|node|ruby|golang|php|openjdk|eclipse-temurin|amazoncorretto|debian|ubuntu|alpine|[\w.-]*distroless[\w./-]*|ubi\d?(?:-\w+)?)$/.test(name));
  return hasInit !== true && (entrypoint !== undefined || build?.entrypoint !== undefined || isPlain);
}

/** The manifest's line; where the command stands in a script or Dockerfile, the line there. */
function placeOf({ place, entrypoint, command, build }: Container, { argv }: Started): Place {
  const opening = entrypoint || command ? place : (build?.place ?? place);
  const program = argv[0]?.places.at(-1);
  return program && program.file !== opening.file ? program : opening;
}
