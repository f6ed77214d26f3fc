import type { Place, Problem } from '../model/place.ts';
import { lex } from './shell-lexer.ts';
import { readCommands } from './shell-commands.ts';
import type { ShellWord } from './shell-words.ts';
import type { Source } from './source.ts';

export { type ShellPart, type ShellWord, expandWord, splitWords } from './shell-words.ts';

export interface ShellAssignment {
  readonly name: string;
  readonly value: ShellWord;
  /** Of the name. */
  readonly place: Place;
  /** `export A=b`, and so for later commands as for this one. */
  readonly exported?: true;
  /** `: ${A:=60}`: only if it has no value yet. */
  readonly fallback?: true;
}

export interface ShellCommand {
  /** Program first; empty for mere assignments. `exec` itself is left out. */
  readonly words: readonly ShellWord[];
  readonly assignments: readonly ShellAssignment[];
  readonly place: Place;
  readonly exec?: true;
  /** In the body of `if`, `case`, a loop or a function, after `||`, or after a test and `&&`. */
  readonly conditional?: true;
  /** The tests that decide whether it runs; only if nothing else does. */
  readonly guards?: readonly ShellGuard[];
  /** `> file` and `< file`. */
  readonly redirections?: readonly ShellRedirection[];
  /** The text behind `<<EOF`, as offsets. */
  readonly document?: { readonly start: number; readonly end: number };
  /** What stands after it: `&&`, `||`, `|`, `&`, `;` or a line break. */
  readonly operator: string;
}

/** It runs if the test comes to `holds`. */
export interface ShellGuard {
  readonly test: readonly ShellWord[];
  readonly holds: boolean;
}

export interface ShellRedirection {
  /** `>`, `>>`, `<`. */
  readonly operator: string;
  readonly target: ShellWord;
}

/** `f() { … }`: its body, as offsets. */
export interface ShellFunction {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export interface ShellFile {
  readonly source: Source;
  readonly commands: readonly ShellCommand[];
  readonly functions: readonly ShellFunction[];
  readonly problems: readonly Problem[];
}

const longestText = 1_000_000;

/** A script or a command line: its simple commands in order, control flow flattened. */
export function parseShell(source: Source): ShellFile {
  if (source.text.length > longestText) return { source, commands: [], functions: [], problems: [{ place: source.place(0), message: `longer than ${longestText} characters` }] };
  const { commands, functions } = readCommands(source, lex(source));
  return { source, commands, functions, problems: [] };
}
