import type { Place, Problem } from '../model/place.ts';
import { mostProblems } from './most-problems.ts';
import type { Source } from './source.ts';

export interface CaddyArgument {
  /** Without its quotes. */
  readonly text: string;
  readonly place: Place;
}

/** A line with its block. The global options are a block without a name; of a site the name is its first address. */
export interface CaddyDirective {
  readonly name: string;
  readonly args: readonly CaddyArgument[];
  readonly place: Place;
  readonly children?: readonly CaddyDirective[];
}

export interface CaddyFile {
  readonly directives: readonly CaddyDirective[];
  readonly problems: readonly Problem[];
}

const deepest = 40;
interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
  readonly firstOnLine: boolean;
}

/** Never throws: braces that do not match are problems, and what was read until then stays. */
export function parseCaddyfile(source: Source): CaddyFile {
  const tokens = tokensOf(source.text);
  const problems: Problem[] = [];
  let at = 0;
  const block = (depth: number): readonly CaddyDirective[] => {
    const found: CaddyDirective[] = [];
    while (at < tokens.length) {
      if (isBrace(tokens[at], '}')) {
        if (depth > 0) return found;
        report(tokens[at], 'this brace closes nothing');
        at += 1;
        continue;
      }
      found.push(directive(depth));
    }
    return found;
  };
  const directive = (depth: number): CaddyDirective => {
    const words = lineAt();
    const [first, ...rest] = words.map((token) => ({ text: token.text, place: source.place(token.start, token.end) }));
    const opening = tokens[at];
    const place = source.place(words[0]?.start ?? opening?.start ?? 0, words.at(-1)?.end ?? opening?.end ?? 0);
    const head = { name: first?.text ?? '', args: rest, place };
    if (!opening || !isBrace(opening, '{')) return head;
    at += 1;
    if (depth >= deepest) report(opening, `blocks are nested more than ${deepest} deep`);
    const children = depth >= deepest ? skipped() : block(depth + 1);
    if (at >= tokens.length) report(opening, 'this block is never closed');
    at += 1;
    return { ...head, children };
  };
  /** The words up to the end of the line or the block that it opens; a comma at its end continues the addresses of a site. */
  const lineAt = (): readonly Token[] => {
    const words: Token[] = [];
    for (let token = tokens[at]; token && !isBrace(token, '{') && !isBrace(token, '}'); token = tokens[at]) {
      if (words.length > 0 && token.firstOnLine && !words.at(-1)?.text.endsWith(',')) break;
      words.push(token);
      at += 1;
    }
    return words;
  };
  const skipped = (): readonly CaddyDirective[] => {
    for (let depth = 1; at < tokens.length; at += 1) {
      depth += isBrace(tokens[at], '{') ? 1 : isBrace(tokens[at], '}') ? -1 : 0;
      if (depth === 0) break;
    }
    return [];
  };
  const report = (token: Token | undefined, message: string): void => void (problems.length < mostProblems && problems.push({ place: source.place(token?.start ?? 0, token?.end ?? 0), message }));
  return { directives: block(0), problems };
}

const isBrace = (token: Token | undefined, brace: string): boolean => token?.text === brace && !token.quoted;

/** Words, quoted words, here-documents, placeholders and the tags of template languages; comments are left out. */
const pattern = /(\n)|(?:#|\{[%#])[^\n]*|<<([A-Za-z_]\w*)\r?\n[^]{0,5000}?\n[ \t]*\2\b|"((?:[^"\\]|\\[^])*)"|`([^`]*)`|(?:\{\{[^\n]{0,300}?\}\}|\{[^\s{}]{1,300}\}|[^\s])(?:\{\{[^\n]{0,300}?\}\}|\{[^\n{}]{1,300}\}|[^\s])*/g;

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let firstOnLine = true;
  for (const found of text.matchAll(pattern)) {
    const [written, newline, , double, backtick] = found;
    if (newline !== undefined) firstOnLine = true;
    if (newline !== undefined || /^(?:#|\{[%#])/.test(written)) continue;
    const quoted = double ?? backtick;
    const start = found.index + (quoted === undefined ? 0 : 1);
    tokens.push({ text: double?.replaceAll('\\"', '"') ?? backtick ?? written, start, end: start + (quoted?.length ?? written.length), quoted: quoted !== undefined, firstOnLine });
    firstOnLine = false;
  }
  return tokens;
}
