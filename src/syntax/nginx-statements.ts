import { mostProblems } from './most-problems.ts';
import { type Lexer, advance, lexerOf } from './nginx-tokens.ts';

export interface Fault {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** The statements of a file, every fault in them mended. */
export interface Statements {
  /** The end of each, `;` or `{`, and the `}` of every block: what nginx-conf makes a tree of. A brace that follows nothing has a name here, and no other. */
  readonly plain: string;
  /** Of all words, one after the other: start, end and whether it is quoted (1). */
  readonly words: Int32Array;
  /** Where in {@link words} each statement begins; one more for the end of the last. */
  readonly firsts: readonly number[];
  /** What nginx would refuse, in the order of the file but for what is never closed. */
  readonly faults: readonly Fault[];
}

const maxDepth = 100;
const mostTokens = 1_200_000;

interface Reading {
  readonly lexer: Lexer;
  readonly plain: string[];
  words: Int32Array;
  /** How much of {@link words} is used. */
  used: number;
  readonly firsts: number[];
  readonly faults: Fault[];
  /** The names of the blocks that are open, by their index in {@link words}; -1 for a brace that follows nothing. */
  readonly blocks: number[];
}

export function statementsOf(text: string): Statements {
  const lexer = lexerOf(text);
  const reading: Reading = { lexer, plain: [], words: new Int32Array(firstRoom), used: 0, firsts: [0], faults: [], blocks: [] };
  for (let count = 1; advance(lexer); count += 1) {
    if (count > mostTokens) return { plain: '', words: new Int32Array(0), firsts: [0], faults: [{ start: 0, end: 1, message: `more than ${mostTokens} words and braces` }] };
    if (lexer.kind === 'word') addWord(reading);
    else if (!readSymbol(reading)) break;
  }
  readEnd(reading);
  const unclosed = lexer.unclosed.map(({ start, what }) => ({ start, end: start + 1, message: `this ${what} is not closed` }));
  return { plain: reading.plain.join(''), words: reading.words, firsts: reading.firsts, faults: [...unclosed, ...reading.faults] };
}

const firstRoom = 3 * 512;

function addWord(reading: Reading): void {
  const { lexer: { start, end, quoted }, words, used } = reading;
  if (used === words.length) {
    reading.words = new Int32Array(2 * used);
    reading.words.set(words);
  }
  reading.words[used] = start;
  reading.words[used + 1] = end;
  reading.words[used + 2] = quoted ? 1 : 0;
  reading.used = used + 3;
}

/** False when nothing more can be read. */
function readSymbol(reading: Reading): boolean {
  const { kind, start } = reading.lexer;
  if (kind === '{') return open(reading, start);
  if (kind === '}') close(reading, start);
  else if (hasWords(reading)) finish(reading, ';');
  else report(reading, start, start + 1, 'unexpected ";"');
  return true;
}

function open(reading: Reading, brace: number): boolean {
  const { blocks, plain } = reading;
  if (blocks.length >= maxDepth) {
    report(reading, brace, brace + 1, `nested deeper than ${maxDepth} blocks`);
    reading.used = firstWord(reading);
    blocks.fill(-1);
    return false;
  }
  if (!hasWords(reading)) {
    report(reading, brace, brace + 1, 'unexpected "{"');
    blocks.push(-1);
    plain.push('x{');
    return true;
  }
  blocks.push(firstWord(reading));
  finish(reading, '{');
  return true;
}

function close(reading: Reading, brace: number): void {
  finishEarly(reading);
  if (reading.blocks.pop() === undefined) report(reading, brace, brace + 1, 'unexpected "}": no block is open');
  else reading.plain.push('}');
}

function finishEarly(reading: Reading): void {
  if (!hasWords(reading)) return;
  const { lexer: { text }, words, used } = reading;
  const first = firstWord(reading);
  const [start = 0, end = 0] = [words[first], words[first + 1]];
  report(reading, start, words[used - 2] ?? end, `directive "${text.slice(start, Math.min(end, start + 60))}" is not terminated by ";"`);
  finish(reading, ';');
}

function readEnd(reading: Reading): void {
  const { lexer: { text }, words, blocks, plain } = reading;
  finishEarly(reading);
  for (const block of blocks.toReversed()) {
    const [start, end] = [words[block], words[block + 1]];
    if (start !== undefined && end !== undefined) report(reading, start, end, `block "${text.slice(start, end)}" is not closed by "}"`);
    plain.push('}');
  }
}

function report({ faults }: Reading, start: number, end: number, message: string): void {
  if (faults.length < mostProblems) faults.push({ start, end, message });
}

const firstWord = ({ firsts }: Reading): number => firsts.at(-1) ?? 0;
const hasWords = (reading: Reading): boolean => reading.used > firstWord(reading);

/** The words so far are a statement. */
function finish({ plain, used, firsts }: Reading, symbol: ';' | '{'): void {
  plain.push(symbol);
  firsts.push(used);
}
