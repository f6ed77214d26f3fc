import type { Token } from './nginx-tokens.ts';

export interface Fault {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

export interface Structure {
  /** As long as the file and a little longer: the same words and braces in plain letters, with every fault mended. */
  readonly plain: string;
  readonly faults: readonly Fault[];
}

const maxDepth = 100;

interface Reading {
  readonly text: string;
  readonly faults: Fault[];
  readonly blocks: Token[];
  /** The first word and the last one of the statement that is being read. */
  first: Token | undefined;
  last: Token | undefined;
}

/** Finds what nginx would refuse and mends it, so that the rest can be read. */
export function structure(text: string, tokens: readonly Token[]): Structure {
  const reading: Reading = { text, faults: [], blocks: [], first: undefined, last: undefined };
  const parts: string[] = [];
  let at = 0;
  for (const token of tokens) {
    const plain = token.kind === 'word' ? readWord(reading, token) : readSymbol(reading, token);
    if (plain === undefined) break;
    const mend = plain === ';}' ? ';' : '';
    parts.push(' '.repeat(Math.max(0, token.start - at - mend.length)), plain.padEnd(token.end - token.start, 'x'));
    if (mend !== '' && token.start === at) shorten(parts);
    at = token.end;
  }
  parts.push(readEnd(reading));
  return { plain: parts.join(''), faults: reading.faults };
}

/** Without white space before the brace, the `;` takes the place of the last letter of the word. */
function shorten(parts: string[]): void {
  const index = parts.length - 3;
  parts[index] = (parts[index] ?? '').slice(0, -1);
}

function readWord(reading: Reading, token: Token): string {
  const isName = reading.first === undefined;
  reading.first ??= token;
  reading.last = token;
  const text = reading.text.slice(token.start, token.end);
  return isName && /^\w+_by_lua_block$/.test(text) ? text : 'x'.repeat(token.end - token.start);
}

function readSymbol(reading: Reading, token: Token): string | undefined {
  const { first, faults, blocks } = reading;
  if (token.kind === '{') {
    if (blocks.length >= maxDepth) {
      faults.push({ ...token, message: `nested deeper than ${maxDepth} blocks` });
      reading.first = undefined;
      blocks.splice(0, blocks.length, ...blocks.map((block) => ({ ...block, kind: ';' as const })));
      return undefined;
    }
    if (!first) faults.push({ ...token, message: 'unexpected "{"' });
    blocks.push(first ?? token);
  } else if (token.kind === ';' && !first) {
    faults.push({ ...token, message: 'unexpected ";"' });
    return ' ';
  } else if (token.kind === '}') {
    const isUnfinished = reportUnfinished(reading);
    reading.first = undefined;
    if (blocks.pop()) return isUnfinished ? ';}' : '}';
    faults.push({ ...token, message: 'unexpected "}": no block is open' });
    return isUnfinished ? ';' : ' ';
  }
  reading.first = undefined;
  return token.kind;
}

function reportUnfinished({ text, first, last, faults }: Reading): boolean {
  if (!first) return false;
  const name = text.slice(first.start, Math.min(first.end, first.start + 60));
  faults.push({ start: first.start, end: last?.end ?? first.end, message: `directive "${name}" is not terminated by ";"` });
  return true;
}

function readEnd(reading: Reading): string {
  const isUnfinished = reportUnfinished(reading);
  for (const block of reading.blocks.toReversed()) {
    if (block.kind === 'word') reading.faults.push({ ...block, message: `block "${reading.text.slice(block.start, block.end)}" is not closed by "}"` });
  }
  return `${isUnfinished ? ' ;' : ''} ${'} '.repeat(reading.blocks.length)}\n`;
}
