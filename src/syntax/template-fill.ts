import type { Hole } from './template-holes.ts';
import type { MaskKind } from './template.ts';

interface Opened {
  readonly isInline: boolean;
  readonly line: number;
}

/** Says what stands for a hole. To be called in order, for it remembers which opening tags stood within a line. */
export function filler(text: string, kind: MaskKind): (hole: Hole) => string {
  const opened: Opened[] = [];
  const statements = statementTracker(text);
  const lineStart = lineStarts(text);
  let leadEnd = -1;
  return (hole) => {
    const line = lineStart(hole.start);
    const leads = text.slice(leadEnd >= line ? leadEnd : line, hole.start).trim() === '';
    const afterKey = kind === 'yaml' && !leads && isFollowedByBlock(text, line, hole);
    const isInline = isInlineTag(hole, leads || afterKey, opened, line);
    const isAtStart = kind !== 'nginx' || statements.startsAt(hole.start);
    const isBlank = hole.role === 'comment' || (hole.role === 'control' && !isInline) || (leads && isAtStart && kind !== 'plain' && isAlone(text, hole)) || afterKey;
    statements.passed(hole, isBlank);
    if (!isBlank) return word(text, hole, line, kind);
    if (leads) leadEnd = hole.end;
    return leads && kind === 'yaml' ? indented(text, line, hole) : ' '.repeat(hole.end - hole.start);
  };
}

/** For offsets that never decrease. */
function lineStarts(text: string): (offset: number) => number {
  let start = 0;
  let newline = text.indexOf('\n');
  return (offset) => {
    while (newline >= 0 && newline < offset) {
      start = newline + 1;
      newline = text.indexOf('\n', start);
    }
    return start;
  };
}

interface StatementTracker {
  readonly startsAt: (offset: number) => boolean;
  readonly passed: (hole: Hole, isBlank: boolean) => void;
}

/** Whether what stands before an offset ends a statement of nginx, tags left out. */
function statementTracker(text: string): StatementTracker {
  let seen = 0;
  let isOpen = false;
  let isComment = false;
  const look = (to: number): void => {
    const between = text.slice(Math.max(seen, to - 2000), to);
    const line = between.trimEnd().split('\n').at(-1) ?? '';
    isComment = line.includes('#') || (isComment && !between.includes('\n'));
    if (between.trim() !== '') isOpen = !isComment && !/[;{}]$/.test(line);
  };
  return {
    startsAt(offset) {
      look(offset);
      return !isOpen;
    },
    passed(hole, isBlank) {
      seen = hole.end;
      if (!isBlank) isOpen = !isComment;
    },
  };
}

function isInlineTag(hole: Hole, leads: boolean, opened: Opened[], line: number): boolean {
  const around = opened.at(-1);
  if (hole.turn === 'open') opened.push({ isInline: !leads, line });
  if (hole.turn === 'close') opened.pop();
  if (leads) return false;
  return hole.turn === 'open' || hole.turn === undefined || (around?.isInline === true && around.line === line);
}

function word(text: string, hole: Hole, line: number, kind: MaskKind): string {
  const filled = 'x'.repeat(hole.end - hole.start);
  const isGluedToKey = kind === 'yaml' && hole.text.includes('nindent') && /^[ ]*(?:- )*[\w./-]+:$/.test(text.slice(line, hole.start));
  return isGluedToKey ? ` ${filled.slice(1)}` : filled;
}

/** What follows a leading tag on its line keeps the indentation of the line: line breaks do not move offsets. */
function indented(text: string, line: number, hole: Hole): string {
  const length = hole.end - hole.start;
  const indent = Math.min(/^ */.exec(text.slice(line, hole.start))?.[0].length ?? 0, length - 1);
  return '\n'.repeat(length - indent) + ' '.repeat(indent);
}

/** With nothing but other tags after it on its line, a tag stands for whole lines. */
function isAlone(text: string, hole: Hole): boolean {
  return /^(?:[ \t]|\{\{[^{}\n]*\}\}|\{%[^%\n]*%\}|<%[^%\n]*%>)*(?:\r?\n|\r|#|$)/.test(text.slice(hole.end, hole.end + 400));
}

const anyTag = /\{\{.{0,1000}?\}\}|\{%.{0,1000}?%\}|<%.{0,1000}?%>/g;

/** `labels: {{ include … | nindent 4 }}` with more labels below: the tag stands for entries before them. */
function isFollowedByBlock(text: string, line: number, hole: Hole): boolean {
  const length = text.slice(hole.end, hole.end + 5000).indexOf('\n');
  if (length < 0 || hole.end - line > 5000) return false;
  const newline = hole.end + length;
  const key = /^([ ]*(?:- +)*)[\w./-]+:\s*(?:&[\w-]+\s*)?$/.exec(text.slice(line, newline).replace(anyTag, ' ').trimEnd());
  if (!key) return false;
  const column = key[1]?.length ?? 0;
  for (const next of text.slice(newline + 1, newline + 4000).split('\n').slice(0, 30)) {
    if (/^\s*(?:$|#|\{\{|\{%|<%)/.test(next)) continue;
    const indent = next.search(/\S/);
    return indent > column || (indent === column && next.startsWith('- ', indent));
  }
  return false;
}
