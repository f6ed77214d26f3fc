import type { ShellWord } from './shell-words.ts';
import type { ShellGuard } from './shell.ts';

/** An `if` on its way; innermost last. */
interface Choice {
  phase: 'test' | 'body';
  /** What the test of the branch at hand is; `unclear` when it is more than one command. */
  test: readonly ShellWord[] | 'unclear' | undefined;
  isNegated: boolean;
  /** The tests of the branches before, none of which may have held. */
  readonly before: (ShellGuard | undefined)[];
  isElse: boolean;
}

export type Guards = Choice[];

export const newGuards = (): Guards => [];

/** Follows the reserved words of `if`. */
export function turnGuards(guards: Guards, word: string): void {
  const choice = guards.at(-1);
  if (word === 'if') guards.push({ phase: 'test', test: undefined, isNegated: false, before: [], isElse: false });
  else if (word === 'fi') guards.pop();
  else if (!choice) return;
  else if (word === 'then') choice.phase = 'body';
  else if (word === '!' && choice.phase === 'test') choice.isNegated = !choice.isNegated;
  else if (word === 'elif' || word === 'else') {
    choice.before.push(guardOf(choice, false));
    choice.test = undefined;
    choice.isNegated = false;
    choice.isElse = word === 'else';
    choice.phase = word === 'else' ? 'body' : 'test';
  }
}

/** A command that ends where a test may stand. */
export function passTest(guards: Guards, words: readonly ShellWord[], operator: string): void {
  const choice = guards.at(-1);
  if (choice?.phase !== 'test') return;
  choice.test = choice.test === undefined && (operator === ';' || operator === '\n') ? words : 'unclear';
}

/** Everything that has to hold for the command at hand; `undefined` if it is not all single tests. */
export function guardsOf(guards: Guards, isGuarded: boolean, guard: ShellGuard | undefined): readonly ShellGuard[] | undefined {
  const found: (ShellGuard | undefined)[] = isGuarded ? [guard] : [];
  for (const choice of guards) {
    found.push(...choice.before);
    if (choice.phase === 'body' && !choice.isElse) found.push(guardOf(choice, true));
  }
  const known = found.flatMap((each) => each ?? []);
  return known.length === found.length ? known : undefined;
}

function guardOf({ test, isNegated }: Choice, holds: boolean): ShellGuard | undefined {
  return test === undefined || test === 'unclear' ? undefined : { test, holds: holds !== isNegated };
}
