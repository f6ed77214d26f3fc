import type { Place, Problem } from '../model/place.ts';
import { mostProblems } from './most-problems.ts';
import type { Source } from './source.ts';

export interface ApacheArgument {
  /** Without its quotes. */
  readonly text: string;
  readonly place: Place;
}

/** A directive, or a section with `children`. Names are lower case. */
export interface ApacheDirective {
  readonly name: string;
  readonly args: readonly ApacheArgument[];
  readonly place: Place;
  readonly children?: readonly ApacheDirective[];
}

export interface ApacheFile {
  readonly directives: readonly ApacheDirective[];
  readonly problems: readonly Problem[];
}

const deepest = 40;
const longestLine = 20_000;

interface Open {
  readonly directive: ApacheDirective;
  readonly children: ApacheDirective[];
}

/** Never throws: a line that cannot be read is a problem, and the others are still read. */
export function parseApache(source: Source): ApacheFile {
  const problems: Problem[] = [];
  const top: ApacheDirective[] = [];
  const stack: Open[] = [];
  const report = (place: Place, message: string): void => void (problems.length < mostProblems && problems.push({ place, message }));
  const add = (directive: ApacheDirective): void => void (stack.at(-1)?.children ?? top).push(directive);
  for (const [start, end] of logicalLines(source.text)) {
    const text = source.text.slice(start, end);
    if (isSkipped(text)) continue;
    if (text.length > longestLine) report(source.place(start), 'a line longer than any that Apache reads');
    else if (/^\s*<\//.test(text)) close(text, source.place(start, end));
    else if (/^\s*<[A-Za-z]/.test(text)) open(sectionAt(source, start, end));
    else add(directiveAt(source, start, end));
  }
  for (const { directive } of stack) report(directive.place, `<${directive.name}> is never closed`);
  return { directives: top, problems };

  function open(directive: ApacheDirective): void {
    if (stack.length >= deepest) return report(directive.place, `sections are nested more than ${deepest} deep`);
    const children: ApacheDirective[] = [];
    add({ ...directive, children });
    stack.push({ directive, children });
  }

  function close(text: string, place: Place): void {
    const name = /<\/\s*([\w-]+)/.exec(text)?.[1]?.toLowerCase();
    const at = stack.findLastIndex((each) => each.directive.name === name);
    if (at < 0) return report(place, `</${name ?? ''}> closes nothing`);
    stack.length = at;
  }
}

/** Blank lines, comments, and lines that hold nothing but template syntax. */
const isSkipped = (line: string): boolean => /^\s*(?:#|$)/.test(line) || /^\s*(?:\{%|<%|\{\{-?\s*(?:if|else|end|range|with|define|template|include|\/\*|#|\/)\b)/.test(line);

/** A backslash at its end continues a line. */
function* logicalLines(text: string): Generator<readonly [start: number, end: number]> {
  for (let start = 0; start < text.length;) {
    let end = lineEnd(text, start);
    while (end < text.length && /\\\r?$/.test(text.slice(Math.max(start, end - 2), end))) end = lineEnd(text, end + 1);
    yield [start, end];
    start = end + 1;
  }
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
}

function sectionAt(source: Source, start: number, end: number): ApacheDirective {
  const text = source.text.slice(start, end);
  const from = start + text.indexOf('<');
  const close = text.lastIndexOf('>');
  const section = directiveAt(source, from + 1, close < 0 ? end : start + close);
  return { ...section, place: source.place(from, start + text.trimEnd().length) };
}

const word = /"(?:[^"\\]|\\[^])*"?|'(?:[^'\\]|\\[^])*'?|(?:\{\{[^\n]{0,300}?\}\}|<%[^\n]{0,300}?%>|[^\s\\]|\\(?!\r?\n))+/g;

function directiveAt(source: Source, start: number, end: number): ApacheDirective {
  const text = source.text.slice(start, end);
  const [first, ...rest] = [...text.matchAll(word)].map((found): ApacheArgument => ({ text: unquoted(found[0]), place: source.place(start + found.index, start + found.index + found[0].length) }));
  return { name: (first?.text ?? '').toLowerCase(), args: rest, place: source.place(start + text.length - text.trimStart().length, start + text.trimEnd().length) };
}

function unquoted(written: string): string {
  const quote = written[0];
  if (quote !== '"' && quote !== "'") return written;
  return written.slice(1, written.length > 1 && written.endsWith(quote) ? -1 : undefined).replaceAll(`\\${quote}`, quote);
}
