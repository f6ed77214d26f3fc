import { posix } from 'node:path';
import { get, isScalar } from '../../syntax/yaml-read.ts';
import { embeddedSource, type Source } from '../../syntax/source.ts';
import type { Word } from '../container.ts';
import type { Scope } from './scope.ts';
import type { Scripted } from './unfold.ts';

const managers = /^(?:npm|yarn|pnpm|bun)$/;
const own = new Set(['install', 'ci', 'i', 'add', 'exec', 'dlx', 'x', 'create', 'init', 'config', 'cache', 'audit', 'publish', 'workspace', 'workspaces', 'set', 'why', 'link', 'global', 'prune', 'rebuild']);
const folderOptions = new Set(['--prefix', '--cwd', '--dir', '-C']);
const valuedOptions = new Set(['--workspace', '-w', '--filter', '-F', '--loglevel']);

/** The script of package.json that `npm run x`, `yarn x`, `npm start` stands for. */
export function packageScript(argv: readonly Word[], scope: Scope): Scripted | undefined {
  const program = argv[0]?.value;
  if (program === undefined || !managers.test(posix.basename(program))) return undefined;
  const call = readCall(argv.slice(1));
  if (call.name === undefined || own.has(call.name)) return undefined;
  const workdir = call.folder === undefined ? scope.workdir : posix.join(scope.workdir ?? '', call.folder);
  const source = scope.view(workdir).open('package.json') ?? (call.folder === undefined ? undefined : scope.view(scope.workdir).open(posix.join(call.folder, 'package.json')));
  const script = source && get(scope.syntax.yaml(source).documents[0], 'scripts', call.name);
  if (!isScalar(script)) return undefined;
  const text = script.embedded();
  return { source: call.extra.length === 0 ? text : withArguments(text), args: call.extra, scope: { ...scope, workdir } };
}

interface Call {
  readonly name: string | undefined;
  readonly folder: string | undefined;
  readonly extra: readonly Word[];
}

function readCall(words: readonly Word[]): Call {
  let folder: string | undefined;
  for (let at = 0; at < words.length; at++) {
    const word = words[at]?.value ?? '';
    if (folderOptions.has(word)) folder = words[++at]?.value;
    else if (word.startsWith('--prefix=')) folder = word.slice('--prefix='.length);
    else if (valuedOptions.has(word)) at += 1;
    else if (word !== 'run' && word !== 'run-script' && !word.startsWith('-')) return { name: word, folder, extra: argumentsIn(words.slice(at + 1)) };
  }
  return { name: undefined, folder, extra: [] };
}

/** npm wants `--` before the script's arguments; yarn and pnpm take them as they are. */
function argumentsIn(words: readonly Word[]): readonly Word[] {
  const dashes = words.findIndex((word) => word.value === '--');
  return dashes < 0 ? words.filter((word) => !folderOptions.has(word.value ?? '') && !word.value?.startsWith('--prefix=')) : words.slice(dashes + 1);
}

/** Arguments go behind the last command of the script. */
function withArguments(script: Source): Source {
  return embeddedSource(script, `${script.text} "$@"`, (offset) => Math.min(offset, script.text.length));
}
