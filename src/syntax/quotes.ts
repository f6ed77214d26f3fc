/** Where a quoted text that begins at `start` ends, after its closing quote; a backslash takes the next character with it. */
export function quoteEnd(text: string, start: number, extent: 'line' | 'text'): number | undefined {
  const quote = text[start];
  const special = extent === 'line' ? /["'\\\n]/g : /["'\\]/g;
  special.lastIndex = start + 1;
  for (let match = special.exec(text); match; match = special.exec(text)) {
    if (match[0] === quote) return special.lastIndex;
    if (match[0] === '\n') return undefined;
    if (match[0] === '\\') special.lastIndex++;
  }
  return undefined;
}
