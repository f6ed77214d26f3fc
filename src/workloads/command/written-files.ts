import { posix } from 'node:path';
import type { Text } from '../../model/value.ts';
import type { ShellCommand } from '../../syntax/shell.ts';
import { embeddedSource, type Source } from '../../syntax/source.ts';
import type { Shell } from './script.ts';
import { shellWords } from './shell-words.ts';

/** Files that a script makes out of others or out of its own text: `cp`, `envsubst < a > b`, `echo … > b`, `cat <<EOF > b`. */
export function keepWritten(command: ShellCommand, [program, ...args]: readonly Text[], shell: Shell, source: Source): void {
  const name = posix.basename(program?.value ?? '');
  if (name === 'cp' || name === 'mv' || name === 'ln') return keepCopy(args, command, shell);
  const out = command.redirections?.find(({ operator }) => operator === '>');
  const target = out && pathOf(shellWords([out.target], shell, undefined)[0], shell);
  if (target === undefined || (command.conditional && shell.scope.view(shell.workdir).replaced(target))) return;
  const made = contentOf(name, args, command, shell, source);
  if (made) shell.scope.write(target, () => made);
}

function pathOf(text: Text | undefined, { workdir }: Shell): string | undefined {
  return text?.value === undefined || text.value.startsWith('/dev/') ? undefined : posix.resolve('/', workdir ?? '', text.value);
}

function keepCopy(args: readonly Text[], { conditional }: ShellCommand, shell: Shell): void {
  const [from, to, ...more] = args.filter((arg) => arg.value?.startsWith('-') !== true);
  const path = pathOf(to, shell);
  if (from?.value === undefined || path === undefined || more.length > 0) return;
  const view = shell.scope.view(shell.workdir);
  const made = view.open(from.value);
  const target = /\/$/.test(to?.value ?? '') || posix.extname(path) === '' ? posix.join(path, posix.basename(from.value)) : path;
  if (!made || (conditional && view.replaced(target))) return;
  shell.scope.write(target, () => made);
}

function contentOf(name: string, args: readonly Text[], { redirections, document, words }: ShellCommand, shell: Shell, source: Source): Source | undefined {
  if (name === 'echo' && args.every(isWholeVariable)) return undefined;
  if (name === 'echo') return echoed(args, words[0]?.place ?? source.place(0), source);
  if (name === 'cat' && document) return embeddedSource(source, source.text.slice(document.start, document.end), (offset) => document.start + offset);
  const read = redirections?.find(({ operator }) => operator === '<')?.target;
  const view = shell.scope.view(shell.workdir);
  if (name === 'envsubst') return read && opened(shellWords([read], shell, undefined)[0], view.open);
  return name === 'sed' || name === 'cat' ? opened(args.at(-1), view.open) : undefined;
}

/** `echo "$TEXT"`: nothing of it shows here. */
const isWholeVariable = ({ value, expression }: Text): boolean => value === undefined && /^"?\$(?:\w+|\{\w+\})"?$/.test(expression);

const opened = (text: Text | undefined, open: (path: string) => Source | undefined): Source | undefined => (text?.value === undefined ? undefined : open(text.value));

function echoed(args: readonly Text[], place: ReturnType<Source['place']>, source: Source): Source {
  const text = args.filter((arg) => !/^-[neE]+$/.test(arg.value ?? '')).map((arg) => arg.value ?? arg.expression.replace(/^"(.*)"$/s, '$1')).join(' ');
  const line = args[0]?.places.at(-1) ?? place;
  return { path: source.path, text: `${text}\n`, place: () => line };
}
