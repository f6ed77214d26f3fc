import { luaEnd } from './nginx-lua.ts';
import { quoteEnd } from './quotes.ts';
import type { Masked } from './template.ts';

/** Offsets are those of the file. */
export interface Token {
  readonly kind: 'word' | ';' | '{' | '}';
  readonly start: number;
  readonly end: number;
  /** Set when the word is quoted. */
  readonly quoted?: true;
}

export interface Tokens {
  readonly tokens: readonly Token[];
  /** Quotes and Lua blocks that are never closed. */
  readonly unclosed: readonly { readonly start: number; readonly what: string }[];
}

const space = /[ \t\r\n]+/y;
const comment = /#[^\n]*/y;
const word = /(?:[^\s;{\\$]|\\[^]|\$\{[^}\s;{]*\}|\$\{?|[^\S \t\r\n])+/y;
const environmentLine = /\$(?:\{[A-Z][^}\s;{]*\}|[A-Z][A-Z0-9_]*)(?=[ \t]*(?:\r?\n|$))/y;

interface Reading {
  readonly text: string;
  readonly tokens: Token[];
  readonly unclosed: { readonly start: number; readonly what: string }[];
  /** Quotes that have no end from here on. */
  readonly hopeless: Set<string>;
}

/** Divides nginx text the way nginx does: quotes count only where a word begins, `#` likewise. */
export function tokenize({ text }: Masked): Tokens {
  const reading: Reading = { text, tokens: [], unclosed: [], hopeless: new Set() };
  for (let at = skipGap(text, 0); at < text.length; at = skipGap(text, at)) at = readToken(reading, at);
  return reading;
}

function readToken(reading: Reading, start: number): number {
  const { text, tokens } = reading;
  const symbol = text[start] ?? '';
  if (symbol === ';' || symbol === '{' || symbol === '}') {
    tokens.push({ kind: symbol, start, end: start + 1 });
    return symbol === '{' && opensLua(text, tokens) ? skipLua(reading, start) : start + 1;
  }
  const afterLine = isStatementStart(tokens) ? skip(environmentLine, text, start) : start;
  if (afterLine > start) return afterLine;
  if (symbol === '"' || symbol === "'") {
    const end = readQuoted(reading, start, symbol);
    if (end > start) return end;
  }
  const end = Math.max(skip(word, text, start), start + 1);
  tokens.push({ kind: 'word', start, end });
  return end;
}

function readQuoted({ text, tokens, unclosed, hopeless }: Reading, start: number, quote: '"' | "'"): number {
  if (hopeless.has(quote)) return start;
  const end = quoteEnd(text, start, 'text') ?? start;
  if (end > start) tokens.push({ kind: 'word', start, end, quoted: true });
  else {
    hopeless.add(quote);
    unclosed.push({ start, what: 'quote' });
  }
  return end;
}

function skipGap(text: string, from: number): number {
  let at = skip(space, text, from);
  while (text[at] === '#') at = skip(space, text, skip(comment, text, at));
  return at;
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function isStatementStart(tokens: readonly Token[]): boolean {
  return tokens.at(-1)?.kind !== 'word';
}

function opensLua(text: string, tokens: readonly Token[]): boolean {
  const name = tokens.at(-2);
  return name?.kind === 'word' && text.slice(name.start, name.end).endsWith('_by_lua_block');
}

/** The offset of the brace that closes the block, or the end of the text. */
function skipLua({ text, unclosed }: Reading, start: number): number {
  const end = luaEnd(text, start + 1);
  if (end === undefined) unclosed.push({ start, what: 'Lua block' });
  return end ?? text.length;
}
