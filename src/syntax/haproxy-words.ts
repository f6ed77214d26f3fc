export interface HaproxyToken {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly expands: boolean;
}

/** The words of every line that has any: quotes, escapes and comments as HAProxy takes them, `\` at the end of a line included. */
export function* lineTokens(text: string): Generator<readonly HaproxyToken[]> {
  let tokens: HaproxyToken[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const symbol = text[at] ?? '';
    if (symbol === '\n') {
      if (tokens.length > 0) yield tokens;
      tokens = [];
      at++;
    } else if (symbol === '#') at = lineEnd(text, at);
    else if (/[ \t\r]/.test(symbol)) at++;
    else if (isContinued(text, at)) at = lineEnd(text, at) + 1;
    else {
      const token = wordAt(text, at);
      tokens.push(token);
      at = token.end;
    }
  }
  if (tokens.length > 0) yield tokens;
}

function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline;
}

const isContinued = (text: string, at: number): boolean => text[at] === '\\' && (text[at + 1] === '\n' || text.startsWith('\r\n', at + 1));

/** What a backslash changes; before anything else it stays, as in `\1` and `\.` of patterns. */
const escapes: ReadonlyMap<string, string> = new Map([...' \\#\'"'].map((symbol) => [symbol, symbol] as const).concat([['t', '\t'], ['n', '\n'], ['r', '\r']]));

function wordAt(text: string, start: number): HaproxyToken {
  let at = start;
  let word = '';
  let expands = false;
  while (at < text.length && !/[ \t\r\n#]/.test(text[at] ?? '') && !isContinued(text, at)) {
    const symbol = text[at] ?? '';
    const quoted = symbol === '"' || symbol === "'" ? quotedAt(text, at) : undefined;
    if (quoted) {
      expands ||= symbol === '"' && quoted.text.includes('$');
      word += quoted.text;
      at = quoted.end;
      continue;
    }
    const escape = escapes.get(symbol === '\\' ? (text[at + 1] ?? '') : '');
    word += escape ?? symbol;
    at += escape === undefined ? 1 : 2;
  }
  return { start, end: at, text: word, expands };
}

/** A quote never spans lines; one that is not closed ends with its line. */
function quotedAt(text: string, start: number): { readonly text: string; readonly end: number } {
  const quote = text[start];
  let word = '';
  let at = start + 1;
  while (at < text.length && text[at] !== quote && text[at] !== '\n') {
    const next = quote === '"' && text[at] === '\\' ? (text[at + 1] ?? '') : '';
    const escape = next === '$' ? next : escapes.get(next);
    word += escape ?? text[at] ?? '';
    at += escape === undefined ? 1 : 2;
  }
  return { text: word, end: text[at] === quote ? at + 1 : at };
}
