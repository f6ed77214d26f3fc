import type { ShellToken } from './shell-lexer.ts';
import { type ShellWord, splitWords } from './shell-words.ts';
import type { ShellAssignment, ShellCommand, ShellFile, ShellFunction, ShellGuard, ShellRedirection } from './shell.ts';
import { type Guards, guardsOf, newGuards, passTest, turnGuards } from './shell-guards.ts';
import type { Source } from './source.ts';

interface State {
  readonly source: Source;
  readonly commands: ShellCommand[];
  readonly functions: ShellFunction[];
  /** Innermost last. */
  readonly open: Construct[];
  readonly guards: Guards;
  words: ShellWord[];
  redirections: ShellRedirection[];
  /** The next command runs only if a test or a command before it says so. */
  isGuarded: boolean;
  /** Which test, if it is a single one. */
  guard: ShellGuard | undefined;
  /** Too deep, or in too many branches, to say under which condition the rest stands. */
  isLost: boolean;
}

interface Construct {
  readonly kind: 'if' | 'while' | 'for' | 'case' | 'pattern' | 'function name' | 'function' | '{function' | '{';
  /** Of a function. */
  readonly name?: string;
  /** Where the body of a function begins. */
  readonly start?: number;
}

/** Constructs that may not run their body are remembered; the commands come out flat. */
export function readCommands(source: Source, tokens: readonly ShellToken[]): Pick<ShellFile, 'commands' | 'functions'> {
  const state: State = { source, commands: [], functions: [], open: [], guards: newGuards(), words: [], redirections: [], isGuarded: false, guard: undefined, isLost: false };
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'here-document') attach(state.commands, token);
    else if (token.kind === 'redirection') {
      if (/^1?(?:>>?|>\||<)$/.test(token.text)) state.redirections.push({ operator: token.text.replace(/^1/, '').replace('|', ''), target: token.target });
    } else if (state.open.at(-1)?.kind === 'pattern') readPattern(state, token);
    else if (token.kind === 'operator') readOperator(state, token.text, tokens[index - 1]);
    else if (state.words.length > 0 || !readReserved(state, token.word)) state.words.push(token.word);
  }
  finish(state, '');
  return state;
}

function attach(commands: ShellCommand[], { start, end }: { readonly start: number; readonly end: number }): void {
  const last = commands.pop();
  if (last) commands.push({ ...last, document: { start, end } });
}

/** `a|b)` of a case: no command. */
function readPattern({ open }: State, token: ShellToken): void {
  if (token.kind === 'operator' && token.text === ')') open.pop();
  if (token.kind !== 'word' || token.word.raw !== 'esac') return;
  open.pop();
  close(open, 'case');
}

function readOperator(state: State, text: string, before: ShellToken | undefined): void {
  const [name, ...others] = state.words;
  if (text === '(' && name && others.length === 0 && before?.kind === 'word') {
    state.words = [];
    state.open.push({ kind: 'function', name: name.text });
    return;
  }
  finish(state, text);
  if (text.startsWith(';;') || text === ';&') state.open.push({ kind: 'pattern' });
}

const opens: Readonly<Record<string, Construct['kind']>> = { if: 'if', while: 'while', until: 'while', for: 'for', select: 'for', case: 'case' };
const closes: Readonly<Record<string, readonly Construct['kind'][]>> = { fi: ['if'], esac: ['case'], done: ['while', 'for'] };

/** Reserved words count only where a command may begin; the heads of `for` and `case` are read as commands and dropped. */
function readReserved(state: State, { raw, start, end }: ShellWord): boolean {
  const { open, guards } = state;
  const top = open.at(-1);
  state.isLost ||= open.length > deepest || (guards.at(-1)?.before.length ?? 0) > mostBranches;
  if (state.isLost) return reserved.has(raw);
  turnGuards(guards, raw);
  const opening = Object.hasOwn(opens, raw) ? opens[raw] : undefined;
  if (raw === 'function') open.push({ kind: 'function name' });
  else if (top?.kind === 'function name') open[open.length - 1] = { kind: 'function', name: raw };
  else if (raw === '{') open.push(top?.kind === 'function' ? { ...top, kind: '{function', start: end } : { kind: '{' });
  else if (raw === '}') closeBrace(state, start);
  else if (Object.hasOwn(closes, raw)) close(open, ...(closes[raw] ?? []));
  else if (opening !== undefined) {
    open.push({ kind: opening });
    return opening !== 'for' && opening !== 'case';
  } else return ['then', 'elif', 'else', 'do', '!'].includes(raw);
  return true;
}

const deepest = 100;
const mostBranches = 200;
/** Without those whose head is read as a command. */
const reserved: ReadonlySet<string> = new Set(['if', 'while', 'until', ...Object.keys(closes), 'function', '{', '}', 'then', 'elif', 'else', 'do', '!']);

function close(open: Construct[], ...kinds: readonly Construct['kind'][]): Construct | undefined {
  const index = open.findLastIndex(({ kind }) => kinds.includes(kind));
  return index < 0 ? undefined : open.splice(index)[0];
}

function closeBrace({ open, functions }: State, end: number): void {
  const closed = close(open, '{', '{function');
  if (closed?.name !== undefined && closed.start !== undefined) functions.push({ name: closed.name, start: closed.start, end });
  if (open.at(-1)?.kind === 'function') open.pop();
}

function finish(state: State, operator: string): void {
  const { words, open, commands, redirections } = state;
  const isConditional = state.isGuarded || state.isLost || open.some(({ kind }) => kind !== '{');
  const guards = isConditional && !state.isLost && open.every(({ kind }) => kind === '{' || kind === 'if') ? guardsOf(state.guards, state.isGuarded, state.guard) : undefined;
  state.words = [];
  state.redirections = [];
  if (words.length === 0) {
    if (operator === '\n' || operator === ';') state.isGuarded = false;
    return;
  }
  const head = words[0]?.raw ?? '';
  const isTest = /^(\[\[?|test)$/.test(head);
  state.guard = isTest && !state.isGuarded ? { test: words, holds: operator === '&&' } : undefined;
  state.isGuarded = operator === '||' || (operator === '&&' && (state.isGuarded || isTest));
  passTest(state.guards, words, operator);
  if (isHead(state, head, operator)) return;
  const written = { ...(guards ? { guards } : {}), ...(redirections.length > 0 ? { redirections } : {}) };
  commands.push({ ...command(state.source, words), operator, ...(isConditional ? { conditional: true as const } : {}), ...written });
}

/** `for x in …` and `case … in`, whose pattern may stand on the same line. */
function isHead({ open }: State, head: string, operator: string): boolean {
  if (head === 'case' && open.at(-1)?.kind === 'case' && operator !== ')') open.push({ kind: 'pattern' });
  return Object.hasOwn(opens, head);
}

type Bare = Omit<ShellCommand, 'operator' | 'conditional'>;

const assignment = /^([A-Za-z_]\w*)\+?=/;

function command(source: Source, all: readonly ShellWord[]): Bare {
  const place = source.place(all[0]?.start ?? 0, all.at(-1)?.end);
  const count = all.findIndex(({ raw }) => !assignment.test(raw));
  const leading = (count < 0 ? all : all.slice(0, count)).map((word) => assignmentOf(source, word));
  const words = count < 0 ? [] : all.slice(count);
  const head = words[0]?.text;
  if (head === 'exec') return { words: words.slice(1), assignments: leading, place, exec: true };
  if (head === ':') return { words: [], assignments: [...leading, ...words.slice(1).flatMap((word) => fallbacks(source, word))], place };
  if (head === undefined || !['export', 'readonly', 'declare', 'typeset', 'local'].includes(head)) return { words, assignments: leading, place };
  const exported = head === 'export' ? { exported: true as const } : {};
  const assigned = words.filter(({ raw }) => assignment.test(raw)).map((word) => ({ ...assignmentOf(source, word), ...exported }));
  return { words: assigned.length > 0 ? [] : words, assignments: [...leading, ...assigned], place };
}

function assignmentOf(source: Source, word: ShellWord): ShellAssignment {
  const [head = '', name = ''] = assignment.exec(word.raw) ?? [];
  return { name, value: wordAt(source, word.raw.slice(head.length), word.start + head.length), place: source.place(word.start, word.start + name.length) };
}

/** `${A:=60}`, quoted or not. */
function fallbacks(source: Source, word: ShellWord): readonly ShellAssignment[] {
  const match = /^("?\$\{)([A-Za-z_]\w*)(:?=)([^]*)\}"?$/.exec(word.raw);
  if (!match) return [];
  const [, open = '', name = '', operator = '', value = ''] = match;
  const start = word.start + open.length;
  return [{ name, value: wordAt(source, value, start + name.length + operator.length), place: source.place(start, start + name.length), fallback: true }];
}

function wordAt(source: Source, raw: string, start: number): ShellWord {
  const [only] = splitWords(raw, source, start);
  return only && only.raw === raw ? only : { text: raw, raw, parts: [{ text: raw, quotes: 'none' }], place: source.place(start, start + raw.length), start, end: start + raw.length };
}
