import { own } from '../../model/own.ts';
import type { Text } from '../../model/value.ts';
import type { ShellCommand } from '../../syntax/shell.ts';
import type { Shell } from './script.ts';
import { shellWords } from './shell-words.ts';

/** A command once the tests around it are decided: `undefined` if it does not run, unconditional if it surely does. */
export function decided(command: ShellCommand, shell: Shell): ShellCommand | undefined {
  if (!command.guards) return command;
  const outcomes = command.guards.map(({ test, holds }) => {
    const outcome = outcomeOf(shellWords(test, shell, undefined));
    return outcome === undefined ? undefined : outcome === holds;
  });
  if (outcomes.includes(false)) return undefined;
  if (outcomes.includes(undefined)) return command;
  const { conditional: _, ...certain } = command;
  return certain;
}

/** `[ "$A" = b ]`, `[ -n "$A" ]`, `test …`, `true`; `undefined` where only run time tells. */
function outcomeOf(words: readonly Text[]): boolean | undefined {
  const [head, ...rest] = words.map((word) => word.value);
  if (head === 'true' || head === 'false') return rest.length === 0 ? head === 'true' : undefined;
  if (head !== '[' && head !== '[[' && head !== 'test') return undefined;
  const isClosed = rest.at(-1) === ']' || rest.at(-1) === ']]';
  const operands = isClosed ? rest.slice(0, -1) : rest;
  const isNegated = operands[0] === '!';
  const outcome = testOf(isNegated ? operands.slice(1) : operands, head === '[[');
  return outcome === undefined ? undefined : outcome !== isNegated;
}

function testOf(operands: readonly (string | undefined)[], isPattern: boolean): boolean | undefined {
  const [first, operator, last] = operands;
  if (operands.length === 1) return first === undefined ? undefined : first !== '';
  if (operands.length === 2) return operator === undefined ? undefined : first === '-n' ? operator !== '' : first === '-z' ? operator === '' : undefined;
  if (operands.length !== 3 || first === undefined || operator === undefined || last === undefined) return undefined;
  if (isPattern && /[*?[]/.test(last)) return undefined;
  if (operator === '=' || operator === '==') return first === last;
  if (operator === '!=') return first !== last;
  return /^-?\d+$/.test(first) && /^-?\d+$/.test(last) ? own(numbers, operator)?.(Number(first), Number(last)) : undefined;
}

const numbers: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '-eq': (a, b) => a === b,
  '-ne': (a, b) => a !== b,
  '-lt': (a, b) => a < b,
  '-le': (a, b) => a <= b,
  '-gt': (a, b) => a > b,
  '-ge': (a, b) => a >= b,
};
