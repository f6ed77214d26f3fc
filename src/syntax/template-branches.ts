import type { Hole } from './template-holes.ts';

/** A branch of a template conditional around a place in the text. */
export interface Branch {
  readonly start: number;
  readonly text: string;
  readonly outer: Branch | undefined;
  readonly depth: number;
}

export type BranchAt = (offset: number) => Branch | undefined;

const deepest = 50;

/** Tells which conditional branches an offset stands in. Ends that are missing or surplus are tolerated. */
export function branches(holes: readonly Hole[]): BranchAt {
  const offsets: number[] = [];
  const states: (Branch | undefined)[] = [];
  const stack: (Hole | undefined)[] = [];
  const outers: (Branch | undefined)[] = [];
  let current: Branch | undefined;
  for (const hole of holes) {
    if (hole.turn === undefined) continue;
    if (hole.turn === 'open') {
      stack.push(hole);
      outers.push(current);
      if (hole.conditional) current = enter(hole.end, hole.text, current);
    } else if (hole.turn === 'else') {
      const opener = stack.at(-1);
      if (opener?.conditional) current = enter(hole.end, elseText(opener, hole), outers.at(-1));
    } else {
      stack.pop();
      current = outers.pop();
    }
    offsets.push(hole.end);
    states.push(current);
  }
  return (offset) => states[lastAtMost(offsets, offset)];
}

/** The conditions at an offset, outermost first; only those that begin after `inside`. */
export function whenText(branch: Branch | undefined, inside = -1): string | undefined {
  const texts: string[] = [];
  for (let at = branch; at && at.start > inside; at = at.outer) texts.unshift(at.text);
  return texts.length > 0 ? texts.join(' and ') : undefined;
}

/** The innermost branch that two offsets share. */
export function commonBranch(one: Branch | undefined, other: Branch | undefined): Branch | undefined {
  let [left, right] = [one, other];
  while (left !== right) {
    if ((left?.depth ?? 0) >= (right?.depth ?? 0)) left = left?.outer;
    else right = right?.outer;
  }
  return left;
}

function enter(start: number, text: string, outer: Branch | undefined): Branch | undefined {
  const depth = (outer?.depth ?? 0) + 1;
  return depth > deepest ? outer : { start, text, outer, depth };
}

function elseText(opener: Hole, hole: Hole): string {
  return /\belse\s*-?[}%]/.test(hole.text) ? `${hole.text} of ${opener.text}` : hole.text;
}

function lastAtMost(offsets: readonly number[], offset: number): number {
  let low = -1;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
