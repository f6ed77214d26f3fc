import { posix } from 'node:path';
import type { Text } from '../../model/value.ts';
import { parseShell, type ShellAssignment, type ShellCommand, type ShellFile } from '../../syntax/shell.ts';
import { once } from '../../model/once.ts';
import type { Source } from '../../syntax/source.ts';
import type { Word } from '../container.ts';
import { chosen } from './choose.ts';
import type { Scope, Started } from './scope.ts';
import { shellWords } from './shell-words.ts';
import { decided } from './tests.ts';
import { keepWritten } from './written-files.ts';

/** A script that many workloads start is parsed once. */
const shellOf = once(parseShell);

type Onward = (argv: readonly Word[], scope: Scope) => readonly Started[];

/** A script on its way: what its variables, arguments and working directory are by now. */
export interface Shell {
  readonly scope: Scope;
  readonly variables: Map<string, Text>;
  readonly arrays: Map<string, readonly Word[]>;
  /** Bodies of the functions that sourced files define. */
  readonly functions: Map<string, Source>;
  /** How many calls of them are still followed. */
  readonly calls: { left: number };
  /** The environment of what it starts. */
  exported: ReadonlyMap<string, Text>;
  args: readonly Word[];
  workdir: string | undefined;
}

/** A command with everything put in that is known when it is reached. */
export interface Reached {
  readonly command: ShellCommand;
  readonly argv: readonly Word[];
  readonly scope: Scope;
  readonly isPiped: boolean;
}

/** Functions that call others more than once make calls by the power of their number. */
const mostCalls = 500;

/** The programs that stay running when a script has come to its end. */
export function runScript({ source, args, isFile }: { readonly source: Source; readonly args: readonly Word[]; readonly isFile?: true }, scope: Scope, onward: Onward): readonly Started[] {
  const shell: Shell = { scope, variables: new Map(), arrays: new Map(), functions: new Map(), calls: { left: mostCalls }, exported: scope.env, args, workdir: scope.workdir };
  const file = shellOf(source);
  const reached = reachedIn(file, shell);
  const staysInFront = isFile === true && scope.hasInit !== true && !/\btrap\b/.test(source.text);
  return chosen(reached, file, args).flatMap((each) => onward(each.argv, each.scope).map((started) => (staysInFront ? behindShell(started, each) : started)));
}

function behindShell(started: Started, { command }: Reached): Started {
  const place = command.words[0]?.place;
  return command.exec || command.operator === '&' || !place ? started : { ...started, behindShell: started.behindShell ?? place };
}

function reachedIn(file: ShellFile, shell: Shell): readonly Reached[] {
  const reached: Reached[] = [];
  let before = '';
  for (const written of file.commands) {
    const isPiped = before.startsWith('|') && before !== '||';
    before = written.operator;
    const command = decided(written, shell);
    if (!command) continue;
    const argv = shellWords(command.words, shell, file.source);
    keepWritten(command, argv, shell, file.source);
    const body = command.words.length > 0 && command.exec === undefined ? shell.functions.get(argv[0]?.value ?? '') : undefined;
    if (body) {
      reached.push(...called(body, command, argv, shell));
      continue;
    }
    // `exec 2>&1` starts nothing either.
    if (command.words.length === 0) assignAll(shell, command, file.source);
    else if (!changesShell(shell, command, argv)) reached.push({ command, argv, scope: scopeOf(shell, command), isPiped });
    if (command.exec && !command.conditional && command.words.length > 0) break;
  }
  return reached;
}

/** The commands of a function that a sourced file defines; it cannot call itself. */
function called(body: Source, caller: ShellCommand, argv: readonly Word[], shell: Shell): readonly Reached[] {
  if (shell.calls.left <= 0) return [];
  shell.calls.left -= 1;
  const functions = new Map([...shell.functions].filter(([, other]) => other !== body));
  const inner: Shell = { ...shell, functions, args: argv.slice(1) };
  const found = reachedIn(shellOf(body), inner);
  return caller.conditional ? found.map((one) => ({ ...one, command: { ...one.command, conditional: true as const } })) : found;
}

function scopeOf(shell: Shell, command: ShellCommand): Scope {
  if (command.assignments.length === 0) return { ...shell.scope, env: shell.exported, workdir: shell.workdir };
  const own = command.assignments.map(({ name, value }) => [name, valueOf(value, shell)] as const);
  return { ...shell.scope, env: new Map([...shell.exported, ...own]), workdir: shell.workdir };
}

function assignAll(shell: Shell, command: ShellCommand, source: Source): void {
  for (const assignment of command.assignments) assign(shell, assignment, command.conditional === true, source);
}

function assign(shell: Shell, { name, value, fallback, exported }: ShellAssignment, isConditional: boolean, source: Source): void {
  const known = lookup(shell)(name);
  if ((fallback || isConditional) && known?.value !== undefined && known.value !== '') return;
  const isMore = source.text.slice(value.start - 2, value.start) === '+=';
  if (value.raw.startsWith('(')) {
    const inner = sub(source, value.start + 1, value.raw.slice(1, -1));
    const words = parseShell(inner).commands.flatMap((each) => [...each.assignments.map((assigned) => ({ ...assigned.value, raw: `${assigned.name}=${assigned.value.raw}`, text: `${assigned.name}=${assigned.value.text}` })), ...each.words]);
    shell.arrays.set(name, [...(isMore ? (shell.arrays.get(name) ?? []) : []), ...shellWords(words, shell, inner)]);
    return;
  }
  const text = valueOf(value, shell);
  const isGuess = fallback || isConditional;
  const whole: Text = isMore && known ? { ...text, value: known.value === undefined || text.value === undefined ? undefined : known.value + text.value, places: [...known.places, ...text.places] } : text;
  const kept: Text = isGuess && whole.origin === 'configured' ? { ...whole, origin: 'visible-default', variable: name } : whole;
  shell.variables.set(name, kept);
  if (exported || shell.exported.has(name)) shell.exported = new Map([...shell.exported, [name, kept]]);
}

const sub = (outer: Source, start: number, text: string): Source => ({ path: outer.path, text, place: (from, to) => outer.place(start + from, to === undefined ? undefined : start + to) });

const valueOf = (word: ShellAssignment['value'], shell: Shell): Text => shellWords([word], shell, undefined)[0] ?? { value: '', expression: word.raw, places: [word.place], origin: 'configured' };

/** Variables of the script over the environment over what compose puts in. */
export const lookup = (shell: Shell) => (name: string): Text | undefined => shell.variables.get(name) ?? shell.exported.get(name) ?? shell.scope.interpolated.get(name);

/** `cd`, `set --`, `shift`, `.`: they change the script rather than start something. */
function changesShell(shell: Shell, command: ShellCommand, [head, ...rest]: readonly Word[]): boolean {
  if (head?.value === 'cd') {
    const folder = rest.at(-1)?.value;
    if (folder !== undefined && !command.conditional) shell.workdir = posix.resolve('/', shell.workdir ?? '', folder);
    return true;
  }
  if (head?.value === 'set') {
    if (rest[0]?.value === '--' && !command.conditional) shell.args = rest.slice(1);
    return true;
  }
  if (head?.value === 'shift') {
    if (!command.conditional) shell.args = shell.args.slice(1);
    return true;
  }
  if (head?.value !== '.' && head?.value !== 'source') return false;
  readVariables(shell, rest[0]?.value);
  return true;
}

function readVariables(shell: Shell, path: string | undefined): void {
  const source = path === undefined ? undefined : shell.scope.view(shell.workdir).open(path);
  if (!source) return;
  const { functions, commands } = shellOf(source);
  for (const { name, start, end } of functions) shell.functions.set(name, sub(source, start, source.text.slice(start, end)));
  for (const written of commands) {
    const command = decided(written, shell);
    if (command?.words.length === 0) assignAll(shell, command, source);
  }
}
