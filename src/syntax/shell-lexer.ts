import { type ShellWord, makeWord, readWord } from './shell-words.ts';
import type { Source } from './source.ts';

export type ShellToken = { readonly kind: 'word'; readonly word: ShellWord } | { readonly kind: 'operator'; readonly text: string; readonly start: number };

const space = /(?:[ \t\r]|\\\r?\n)*/y;
const comment = /#[^\n]*/y;
const redirection = /(?:\d*|\{\w+\})(?:<<<|<<-?|<>|<&|>&|>>|>\||&>>?|>|<)|&>>?/y;
const operator = /\n|&&|\|\||;;&?|;&|\|&|[;|&()]/y;
const wordEnd = /[\s;|&()<>]/y;

interface Heredoc {
  readonly delimiter: string;
  readonly stripsTabs: boolean;
}

/** Words and operators. Redirections, their targets, comments and the text of here-documents are left out. */
export function lex(source: Source): readonly ShellToken[] {
  const text = source.text;
  const tokens: ShellToken[] = [];
  let heredocs: Heredoc[] = [];
  let at = take(space, text, 0);
  while (at < text.length) {
    const start = at;
    if ((at = take(comment, text, start)) > start) {
      at = take(space, text, at);
      continue;
    }
    if ((at = take(redirection, text, start)) > start) {
      const target = readTarget(text, at);
      const kind = text.slice(start, at);
      if (/^\d*<<-?$/.test(kind)) heredocs.push({ delimiter: target.text, stripsTabs: kind.endsWith('-') });
      at = target.end;
    } else if ((at = take(operator, text, start)) > start) {
      tokens.push({ kind: 'operator', text: text.slice(start, at), start });
      if (text[start] === '\n' && heredocs.length > 0) {
        at = skipHeredocs(text, at, heredocs);
        heredocs = [];
      }
    } else {
      const { parts, end } = readWord(text, start, wordEnd);
      tokens.push({ kind: 'word', word: makeWord(source, 0, text, start, end, parts) });
      at = end;
    }
    at = take(space, text, at);
  }
  return tokens;
}

function take(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function readTarget(text: string, from: number): { readonly text: string; readonly end: number } {
  const start = take(space, text, from);
  if (start >= text.length || /[\n;|&()<>]/.test(text[start] ?? '')) return { text: '', end: start };
  const { parts, end } = readWord(text, start, wordEnd);
  return { text: parts.map((part) => part.text).join(''), end };
}

function skipHeredocs(text: string, from: number, heredocs: readonly Heredoc[]): number {
  let at = from;
  for (const { delimiter, stripsTabs } of heredocs) {
    while (at < text.length) {
      const newline = text.indexOf('\n', at);
      const line = text.slice(at, newline < 0 ? text.length : newline).replace(/\r$/, '');
      at = newline < 0 ? text.length : newline + 1;
      if ((stripsTabs ? line.replace(/^\t+/, '') : line) === delimiter) break;
    }
  }
  return at;
}
