import { type Decoded, type Texts, type Writer, writer } from './yaml-scalar.ts';

export interface BlockSpan {
  readonly start: number;
  readonly end: number;
  /** Negative when the parser saw nothing but white space. */
  readonly indent: number;
  readonly isFolded: boolean;
  readonly chomping: 'clip' | 'strip' | 'keep';
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly indent: number;
  readonly isEmpty: boolean;
}

/** Block scalars are decoded from the file itself, so that template lines stay in them whatever their indentation. */
export function decodeBlock(texts: Texts, span: BlockSpan): Decoded & { readonly end: number } {
  const all = linesOf(texts, span);
  const indent = span.indent >= 0 ? span.indent : (all.find((line) => !line.isEmpty)?.indent ?? 0);
  const lines = withoutForeignTail(texts, all, indent);
  const out = writer();
  let last = -1;
  let wasIndented = false;
  for (const [index, line] of lines.entries()) {
    if (line.isEmpty) continue;
    const from = line.start + Math.min(indent, line.indent);
    const isIndented = /[ \t]/.test(texts.original[from] ?? '');
    const empties = index - last - 1;
    const joins = span.isFolded && last >= 0 && !isIndented && !wasIndented;
    if (joins && empties === 0) out.put(' ', lines[last]?.end ?? from);
    else putBreaks(out, lines, last >= 0 && !joins ? last : last + 1, index);
    out.put(texts.original.slice(from, line.end), from);
    wasIndented = isIndented;
    last = index;
  }
  if (span.chomping === 'keep') putBreaks(out, lines, Math.max(last, 0), lines.length);
  else if (span.chomping === 'clip' && last >= 0) putBreaks(out, lines, last, last + 1);
  return { ...out.done(), end: lines[last]?.end ?? span.start };
}

function putBreaks(out: Writer, lines: readonly Line[], from: number, to: number): void {
  for (const line of lines.slice(from, to)) out.put('\n', line.end);
}

function linesOf({ original }: Texts, span: BlockSpan): readonly Line[] {
  const lines: Line[] = [];
  for (let start = span.start; start < span.end; ) {
    const newline = original.indexOf('\n', start);
    const next = newline < 0 || newline >= span.end ? span.end : newline + 1;
    let end = newline < 0 || newline >= span.end ? span.end : newline;
    if (original[end - 1] === '\r' && end > start) end--;
    const indent = leadingSpaces(original, start, end);
    lines.push({ start, end, indent, isEmpty: start + indent >= end });
    start = next;
  }
  return lines;
}

function leadingSpaces(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text[at] === ' ') at++;
  return at - start;
}

/** Template tags after the last line of content belong to the scalar only if they are indented like it. */
function withoutForeignTail({ masked }: Texts, lines: readonly Line[], indent: number): readonly Line[] {
  /** Nothing but template tags. */
  const isMasked = ({ start, end, isEmpty }: Line): boolean => !isEmpty && masked.slice(start, end).trim() === '';
  const last = lines.findLastIndex((line) => !line.isEmpty && !isMasked(line));
  const foreign = lines.findIndex((line, index) => index > last && line.indent < indent && isMasked(line));
  return foreign < 0 ? lines : lines.slice(0, foreign);
}
