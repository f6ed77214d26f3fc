import { quoteEnd } from './quotes.ts';

const start = /^(?:\s|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*[[{]/;
const piece = /"|(?<=^|[\s,{}[\]"\d])\/\/[^\n]*|\/\*/gm;

/** Blanks `//` and `/*` comments of a text that is JSON by its first character; other texts come back as they are. */
export function blankJsonComments(text: string): string {
  if (!/\/[/*]/.test(text) || !start.test(text.slice(0, 5000))) return text;
  const parts: string[] = [];
  let at = 0;
  piece.lastIndex = 0;
  for (let match = piece.exec(text); match; match = piece.exec(text)) {
    if (match[0] === '"') {
      piece.lastIndex = quoteEnd(text, match.index, 'line') ?? piece.lastIndex;
      continue;
    }
    const end = match[0] === '/*' ? text.indexOf('*/', match.index + 2) + 2 : piece.lastIndex;
    if (end < match.index + 2) break;
    parts.push(text.slice(at, match.index), text.slice(match.index, end).replace(/[^\r\n]/g, ' '));
    at = piece.lastIndex = end;
  }
  return parts.join('') + text.slice(at);
}
