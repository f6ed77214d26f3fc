import { type ShellWord, makeWord, readWord } from './shell-words.ts';
import type { Source } from './source.ts';

export type ShellToken =
  | { readonly kind: 'word'; readonly word: ShellWord }
  | { readonly kind: 'operator'; readonly text: string; readonly start: number }
  | { readonly kind: 'redirection'; readonly text: string; readonly target: ShellWord }
  | { readonly kind: 'here-document'; readonly start: number; readonly end: number };

const space = /(?:[ \t\r]|\\\r?\n)*/y;
const comment = /#[^\n]*/y;
const redirection = /(?:\d*|\{\w+\})(?:<<<|<<-?|<>|<&|>&|>>|>\||&>>?|>|<)|&>>?/y;
const operator = /\n|&&|\|\||;;&?|;&|\|&|[;|&()]/y;
const wordEnd = /[\s;|&()<>]/y;

interface Heredoc {
  readonly delimiter: string;
  readonly stripsTabs: boolean;
}

/** Words, operators, redirections and the texts of here-documents, which follow the line break behind their command. Comments are left out. */
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
      const target = readTarget(source, at);
      const kind = text.slice(start, at);
      if (/^\d*<<-?$/.test(kind)) heredocs.push({ delimiter: target?.text ?? '', stripsTabs: kind.endsWith('-') });
      else if (target) tokens.push({ kind: 'redirection', text: kind, target });
      at = target?.end ?? take(space, text, at);
    } else if ((at = take(operator, text, start)) > start) {
      tokens.push({ kind: 'operator', text: text.slice(start, at), start });
      if (text[start] === '\n' && heredocs.length > 0) {
        const from = at;
        at = skipHeredocs(text, at, heredocs);
        if (heredocs.length === 1) tokens.push({ kind: 'here-document', start: from, end: Math.max(from, text.lastIndexOf('\n', at - 2) + 1) });
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

function readTarget(source: Source, from: number): ShellWord | undefined {
  const { text } = source;
  const start = take(space, text, from);
  if (start >= text.length || /[\n;|&()<>]/.test(text[start] ?? '')) return undefined;
  const { parts, end } = readWord(text, start, wordEnd);
  return makeWord(source, 0, text, start, end, parts);
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
