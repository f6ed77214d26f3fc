import type { Masked } from './template.ts';

/** Blanks every branch but the first of each template conditional; same length, line breaks kept. */
export function withoutElseBranches({ text, holes }: Masked): string {
  return blankRanges(text, elseRanges(holes));
}

type Range = readonly [start: number, end: number];

function elseRanges(holes: Masked['holes']): readonly Range[] {
  const ranges: Range[] = [];
  const starts: (number | undefined)[] = [];
  let hidden = 0;
  for (const hole of holes) {
    if (hole.turn === 'open') starts.push(undefined);
    if (hole.turn === 'else' && starts.length > 0 && starts.at(-1) === undefined) {
      starts[starts.length - 1] = hole.end;
      hidden++;
    }
    const start = hole.turn === 'close' ? starts.pop() : undefined;
    if (start === undefined) continue;
    if (--hidden === 0) ranges.push([start, hole.start]);
  }
  return ranges;
}

/** The ranges are in order and do not overlap. */
export function blankRanges(text: string, ranges: readonly Range[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const [start, end] of ranges) {
    parts.push(text.slice(at, start), text.slice(start, end).replace(/[^\r\n]/g, ' '));
    at = end;
  }
  return parts.join('') + text.slice(at);
}
