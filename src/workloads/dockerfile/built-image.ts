import { posix } from 'node:path';
import type { Tree } from '../../discover/tree.ts';
import { own } from '../../model/own.ts';
import type { Place } from '../../model/place.ts';
import type { Image, Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import { type DockerFile, type DockerInstruction, type DockerStage, type DockerVariable, parseDockerfile } from '../../syntax/dockerfile.ts';
import type { Source } from '../../syntax/source.ts';
import { substitute } from '../../syntax/substitute.ts';
import type { Word } from '../container.ts';
import { sourceAt } from '../embed.ts';
import type { Mount } from '../file-view.ts';
import { parseImage } from '../image.ts';
import { copied } from './copy.ts';
import { removedBy, sourceFolderOf } from './run.ts';

/** What a Dockerfile of the repository makes. */
export interface BuiltImage {
  readonly dockerfile: Source;
  readonly bases: Image['bases'];
  readonly entrypoint: readonly Word[] | undefined;
  readonly cmd: readonly Word[] | undefined;
  readonly env: ReadonlyMap<string, Text>;
  readonly workdir: string | undefined;
  readonly mounts: readonly Mount[];
  readonly ports: Process['ports'];
  /** Folders whose files go into it, those of the program itself first. */
  readonly folders: readonly string[];
  /** Further Dockerfiles of the repository whose images it is built upon. */
  readonly upon?: readonly string[];
  /** The stage that was asked for by name. */
  readonly target?: string;
  /** Its ENTRYPOINT or CMD, else its last FROM. */
  readonly place: Place;
}

export interface Build {
  readonly dockerfile: Source;
  readonly context: string;
  readonly target: string | undefined;
  readonly args: ReadonlyMap<string, Text>;
  /** What the repository itself builds under the name of an image. */
  readonly local?: (image: string) => BuiltImage | undefined;
}

export interface Stage extends BuiltImage {
  readonly args: ReadonlyMap<string, Text>;
  readonly shell: readonly Word[];
  /** Its CMD stands in the stage itself. */
  readonly hasCommand: boolean;
}

export interface Building extends Build {
  readonly tree: Tree;
  readonly file: DockerFile;
  /** The finished stages, by number and by lower-case name. */
  readonly stages: Map<string, Stage>;
}

const mostStages = 100;

/** `undefined` for a file without stages or with an unknown target. */
export function builtImage(build: Build, tree: Tree): BuiltImage | undefined {
  const file = parseDockerfile(build.dockerfile);
  const building: Building = { ...build, tree, file, stages: new Map() };
  let last: Stage | undefined;
  for (const [index, stage] of file.stages.slice(0, mostStages).entries()) {
    last = stageOf(stage, building);
    building.stages.set(String(index), last);
    if (stage.name !== undefined) building.stages.set(stage.name.toLowerCase(), last);
  }
  const chosen = build.target === undefined ? last : building.stages.get(build.target.toLowerCase());
  return chosen && { ...chosen, ...(build.target === undefined ? {} : { target: build.target }), folders: [...new Set([...chosen.folders, build.context])] };
}

function stageOf(stage: DockerStage, building: Building): Stage {
  let state = baseOf(stage, building);
  for (const instruction of stage.instructions) state = { ...state, ...(own(readers, instruction.keyword)?.(instruction, state, building) ?? {}) };
  return state;
}

function baseOf(stage: DockerStage, building: Building): Stage {
  const globals = new Map(building.file.globals.flatMap((variable) => argument(variable, building)));
  const image = substitute(stage.image.text, stage.image.place, (name) => globals.get(name));
  const earlier = building.stages.get((image.value ?? '').toLowerCase());
  if (earlier) return { ...earlier, args: new Map(), hasCommand: false };
  const { name, tag } = parseImage(image.value ?? image.expression);
  const place = stage.image.place;
  const local = building.local?.(image.value ?? image.expression);
  if (local) return { ...local, dockerfile: building.dockerfile, upon: [...(local.upon ?? []), local.dockerfile.path], args: new Map(), shell: defaultShell(place), hasCommand: false };
  return { dockerfile: building.dockerfile, bases: [{ name, tag, place }], entrypoint: undefined, cmd: undefined, env: new Map(), args: new Map(), shell: defaultShell(place), hasCommand: false, workdir: undefined, mounts: [], ports: [], folders: [], place };
}

const configured = (value: string, place: Place): Text => ({ value, expression: value, places: [place], origin: 'configured' });
const defaultShell = (place: Place): readonly Word[] => [configured('/bin/sh', place), configured('-c', place)];

function argument({ name, value, place }: DockerVariable, { args }: Building): readonly (readonly [string, Text])[] {
  const given = args.get(name);
  if (given) return [[name, given]];
  return value === undefined ? [] : [[name, { ...configured(value, place), origin: 'visible-default', variable: name }]];
}

type Read = (instruction: DockerInstruction, state: Stage, building: Building) => Partial<Stage> | undefined;

const readers: Readonly<Record<string, Read>> = {
  ENV: ({ variables }, state) => {
    const env = new Map(state.env);
    for (const { name, value, place } of variables) env.set(name, substitute(value ?? '', place, (each) => env.get(each) ?? state.args.get(each)));
    return { env };
  },
  ARG: ({ variables }, state, building) => {
    const globals = new Map(building.file.globals.flatMap((variable) => argument(variable, building)));
    const found = variables.flatMap((variable) => {
      const own = argument(variable, building);
      const global = globals.get(variable.name);
      return own.length > 0 || !global ? own : [[variable.name, global] as const];
    });
    return { args: new Map([...state.args, ...found]) };
  },
  WORKDIR: (instruction, state) => {
    const path = inline(instruction, state);
    return path === undefined ? {} : { workdir: posix.resolve('/', state.workdir ?? '', path) };
  },
  COPY: (instruction, state, building) => copied(instruction, state, building),
  ADD: (instruction, state, building) => copied(instruction, state, building),
  RUN: (instruction, state, building) => {
    const folder = sourceFolderOf(instruction, building);
    const removed = removedBy(instruction);
    return { ...(folder === undefined ? {} : { folders: [folder, ...state.folders] }), ...(removed.length === 0 ? {} : { mounts: [...state.mounts, ...removed] }) };
  },
  CMD: (instruction, state, building) => ({ cmd: commandOf(instruction, state, building), hasCommand: true, place: state.entrypoint ? state.place : instruction.place }),
  // An ENTRYPOINT sets the CMD of what the stage is built upon aside: https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact
  ENTRYPOINT: (instruction, state, building) => ({ entrypoint: commandOf(instruction, state, building), cmd: state.hasCommand ? state.cmd : undefined, place: instruction.place }),
  SHELL: ({ words }) => (words.length === 0 ? {} : { shell: words.map((word) => configured(word.text, word.place)) }),
  EXPOSE: ({ words }, state) => ({ ports: [...state.ports, ...words.flatMap((word) => portOf(word.text, word.place, state))] }),
};

function commandOf({ words, shell, place }: DockerInstruction, state: Stage, { dockerfile }: Building): readonly Word[] {
  if (shell) return [...state.shell, { ...configured(shell.text, place), script: () => shell }];
  return words.map(({ text, place: at }) => ({ ...configured(text, at), script: () => sourceAt(dockerfile, text, at) }));
}

function inline({ words }: DockerInstruction, state: Stage): string | undefined {
  const [word] = words;
  return word && substitute(word.text, word.place, lookup(state)).value;
}

export const lookup = (state: Pick<Stage, 'env' | 'args'>) => (name: string): Text | undefined => state.env.get(name) ?? state.args.get(name);

function portOf(text: string, place: Place, state: Stage): Process['ports'] {
  const match = /^(\d{1,5})(?:\/\w+)?$/.exec(substitute(text, place, lookup(state)).value ?? '');
  return match ? [{ port: Number(match[1]), place }] : [];
}
