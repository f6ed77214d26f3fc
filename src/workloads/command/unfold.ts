import { posix } from 'node:path';
import type { Source } from '../../syntax/source.ts';
import type { Word } from '../container.ts';
import { constantSource } from './constant-source.ts';
import { makeTarget } from './make-target.ts';
import { packageScript } from './package-script.ts';
import { procfilePrograms } from './procfile-programs.ts';
import type { Scope, Started } from './scope.ts';
import { runScript } from './script.ts';
import { serviceScripts } from './service-folders.ts';
import { supervisedPrograms } from './supervised.ts';
import { behindWrapper, isPassThrough } from './wrappers.ts';

export type { Scope, Started } from './scope.ts';

const deepest = 14;
const mostPrograms = 20;
/** Scripts that start each other more than once do so by the power of their number. */
const mostSteps = 500;
/** Programs that are made to be the first process of a container. */
const inits = new Set(['tini', 'dumb-init', 'docker-init', 'catatonit', 'pid1', 's6-setuidgid', 'with-contenv']);
const shells = /^(?:ba|da|a|z|k)?sh$/;

/** Looks through shells, wrappers, scripts and process managers for what a command starts in the end. */
export function unfold(argv: readonly Word[], scope: Scope): readonly Started[] {
  return step(argv, scope, { depth: 0, budget: { left: mostSteps } }).slice(0, mostPrograms);
}

interface Way {
  readonly depth: number;
  /** Shared by all that a command starts. */
  readonly budget: { left: number };
}

function step(written: readonly Word[], scope: Scope, { depth, budget }: Way): readonly Started[] {
  const argv = withProgramName(written);
  const itself: readonly Started[] = [{ argv, env: scope.env, workdir: scope.workdir }];
  const program = argv[0]?.value;
  budget.left -= 1;
  if (program === undefined || depth >= deepest || budget.left < 0) return itself;
  const onward = (words: readonly Word[], inner: Scope): readonly Started[] => step(words, inner, { depth: depth + 1, budget });
  const inner = behindWrapper(argv);
  if (inner) return onward(inner, { ...assigning(argv, inner, scope), ...(inits.has(posix.basename(program)) ? { hasInit: true as const } : {}) });
  const scripted = inShell(program, argv.slice(1), scope) ?? ownScript(program, argv.slice(1), scope) ?? packageScript(argv, scope) ?? makeTarget(argv, scope);
  if (scripted) {
    const found = runScript(scripted, scripted.scope ?? scope, onward);
    return found.length > 0 ? found : itself;
  }
  const managed = supervisedPrograms(argv, scope) ?? serviceScripts(argv, scope) ?? procfilePrograms(argv, scope);
  if (managed) return managed.flatMap((each) => onward(each.argv, each.scope).map((program) => (each.supervised ? { ...program, supervised: each.supervised } : program)));
  return isPassThrough(program) && argv.length > 1 ? onward(argv.slice(1), scope) : itself;
}

/** `${VENV}/bin/gunicorn` tells the program though not its folder. */
function withProgramName(argv: readonly Word[]): readonly Word[] {
  const [program, ...args] = argv;
  const name = program?.value === undefined ? /[})]\/(?:[\w.-]+\/)*([\w.-]+)"?$/.exec(program?.expression ?? '')?.[1] : undefined;
  return program && name !== undefined ? [{ ...program, value: name }, ...args] : argv;
}

export interface Scripted {
  readonly source: Source;
  readonly args: readonly Word[];
  readonly scope?: Scope;
  /** A file whose shell reads on to its end; the last command of a `-c` text takes the place of its shell. */
  readonly isFile?: true;
}

/** `sh -c "…"` and `sh script.sh`. */
function inShell(program: string, args: readonly Word[], scope: Scope): Scripted | undefined {
  if (!shells.test(posix.basename(program))) return undefined;
  const first = args.findIndex((word, at) => word.value !== undefined && !/^[-+]/.test(word.value) && !/^[-+][a-z]*[oO]$/.test(args[at - 1]?.value ?? ''));
  if (first < 0) return undefined;
  const word = args[first];
  const isText = args.slice(0, first).some((option) => /^-[a-z]*c[a-z]*$/.test(option.value ?? ''));
  if (isText) return word?.value === undefined ? undefined : { source: word.script?.() ?? constantSource(word), args: args.slice(first + 2) };
  const source = word?.value === undefined ? undefined : openScript(word.value, scope);
  return source && { source, args: args.slice(first + 1), isFile: true };
}

const openScript = (path: string, scope: Scope): Source | undefined => scope.view(scope.workdir).open(path) ?? scope.locate(path);

const shebang = /^#!.*\b(?:ba|da|a|z|k)?sh\b|^#!.*with-contenv/;

/** A program that is itself a shell script of the repository. */
function ownScript(program: string, args: readonly Word[], scope: Scope): Scripted | undefined {
  const source = program.includes('/') || /\.(?:sh|bash)$/.test(program) ? openScript(program, scope) : onPath(program, scope);
  if (!source || !(shebang.test(source.text) || (program.endsWith('.sh') && !source.text.startsWith('#!')))) return undefined;
  return { source, args, isFile: true };
}

/** A program without a folder may be a script that the image was given under that name. */
function onPath(program: string, { view, workdir }: Scope): Source | undefined {
  const files = view(workdir);
  return ['/usr/local/bin', '/usr/local/sbin', '/usr/bin', '/usr/sbin', '/bin', '/sbin'].map((folder) => files.open(`${folder}/${program}`)).find((source) => source !== undefined);
}

/** `env A=b program`: what stands before the program is its environment. */
function assigning(argv: readonly Word[], inner: readonly Word[], scope: Scope): Scope {
  const before = argv.slice(1, argv.length - inner.length);
  const added = before.flatMap((word) => {
    const match = /^([A-Za-z_]\w*)=([^]*)$/.exec(word.value ?? '');
    return match ? [[match[1] ?? '', { ...word, value: match[2] ?? '' }] as const] : [];
  });
  return added.length === 0 ? scope : { ...scope, env: new Map([...scope.env, ...added]) };
}
