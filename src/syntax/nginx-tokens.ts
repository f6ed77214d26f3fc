import { luaEnd } from './nginx-lua.ts';
import { quoteEnd } from './quotes.ts';

/** Goes from one token of nginx text to the next; one object for all of them keeps large files cheap. Offsets are those of the file. */
export interface Lexer {
  readonly text: string;
  readonly unclosed: { readonly start: number; readonly what: string }[];
  /** Quotes that have no end from here on. */
  readonly hopeless: Set<string>;
  kind: 'word' | ';' | '{' | '}';
  start: number;
  end: number;
  quoted: boolean;
  /** Where the next token is looked for. */
  at: number;
  /** The words of the statement so far. */
  words: number;
  /** The last word. */
  wordStart: number;
  wordEnd: number;
}

const space = /[ \t\r\n]+/y;
const word = /(?:[^\s;{\\$]|\\[^]|\$\{[^}\s;{]*\}|\$\{?|[^\S \t\r\n])+/y;
const environmentLine = /\$(?:\{[A-Z][^}\s;{]*\}|[A-Z][A-Z0-9_]*)(?=[ \t]*(?:\r?\n|$))/y;

export const lexerOf = (text: string): Lexer => ({ text, unclosed: [], hopeless: new Set(), kind: ';', start: 0, end: 0, quoted: false, at: 0, words: 0, wordStart: 0, wordEnd: 0 });

/** Divides nginx text the way nginx does: quotes count only where a word begins, `#` likewise. False at the end. */
export function advance(lexer: Lexer): boolean {
  const { text } = lexer;
  for (;;) {
    const start = skipGap(text, lexer.at);
    if (start >= text.length) return false;
    const symbol = text[start] ?? '';
    if (symbol === ';' || symbol === '{' || symbol === '}') return readSymbol(lexer, start, symbol);
    const afterLine = lexer.words === 0 && symbol === '$' ? skip(environmentLine, text, start) : start;
    if (afterLine === start) return readWord(lexer, start, symbol);
    lexer.at = afterLine;
  }
}

function readSymbol(lexer: Lexer, start: number, symbol: ';' | '{' | '}'): true {
  const isLua = symbol === '{' && lexer.words > 0 && lexer.text.slice(lexer.wordStart, lexer.wordEnd).endsWith('_by_lua_block');
  lexer.kind = symbol;
  lexer.start = start;
  lexer.end = start + 1;
  lexer.words = 0;
  lexer.at = isLua ? skipLua(lexer, start) : start + 1;
  return true;
}

function readWord(lexer: Lexer, start: number, symbol: string): true {
  const quotedEnd = symbol === '"' || symbol === "'" ? endOfQuoted(lexer, start, symbol) : start;
  lexer.kind = 'word';
  lexer.quoted = quotedEnd > start;
  lexer.start = start;
  lexer.end = lexer.quoted ? quotedEnd : Math.max(skip(word, lexer.text, start), start + 1);
  lexer.at = lexer.end;
  lexer.words += 1;
  lexer.wordStart = start;
  lexer.wordEnd = lexer.end;
  return true;
}

function endOfQuoted({ text, unclosed, hopeless }: Lexer, start: number, quote: '"' | "'"): number {
  if (hopeless.has(quote)) return start;
  const end = quoteEnd(text, start, 'text');
  if (end !== undefined) return end;
  hopeless.add(quote);
  unclosed.push({ start, what: 'quote' });
  return start;
}

function skipGap(text: string, from: number): number {
  let at = skipSpace(text, from);
  while (text[at] === '#') {
    const newline = text.indexOf('\n', at);
    at = newline < 0 ? text.length : skipSpace(text, newline);
  }
  return at;
}

/** Most words are followed by a single blank or by none. */
const skipSpace = (text: string, at: number): number => (text.charCodeAt(at) > 32 ? at : skip(space, text, at));

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** The offset of the brace that closes the block, or the end of the text. */
function skipLua({ text, unclosed }: Lexer, start: number): number {
  const end = luaEnd(text, start + 1);
  if (end === undefined) unclosed.push({ start, what: 'Lua block' });
  return end ?? text.length;
}
