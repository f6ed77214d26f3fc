import { quoteEnd } from './quotes.ts';

const piece = /--\[(=*)\[|--[^\n]*|\[(=*)\[|["'{}]/g;

/** The offset of the `}` that closes a Lua block whose content begins at `start`; braces in its strings and comments do not count. */
export function luaEnd(text: string, start: number): number | undefined {
  let depth = 1;
  piece.lastIndex = start;
  for (let match = piece.exec(text); match; match = piece.exec(text)) {
    const token = match[0];
    if (token === '"' || token === "'") piece.lastIndex = quoteEnd(text, match.index, 'line') ?? piece.lastIndex;
    if (token === '{') depth++;
    if (token === '}' && --depth === 0) return match.index;
    const level = match[1] ?? match[2];
    if (level === undefined) continue;
    const close = text.indexOf(`]${level}]`, piece.lastIndex);
    if (close < 0) return undefined;
    piece.lastIndex = close + level.length + 2;
  }
  return undefined;
}
