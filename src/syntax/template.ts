import { type BranchAt, branches } from './template-branches.ts';
import { filler } from './template-fill.ts';
import { type Hole, findHoles } from './template-holes.ts';

export type { Branch, BranchAt } from './template-branches.ts';
export { commonBranch, whenText } from './template-branches.ts';
export { type Hole, firstHole, holesIn } from './template-holes.ts';
export { environmentVariable, visibleDefault, withDefaults } from './visible-default.ts';

/** How the surrounding language wants its holes filled: YAML by indentation, nginx by statements, others by words alone. */
export type MaskKind = 'yaml' | 'nginx' | 'plain';

export interface Masked {
  /** As long as the text that was masked. */
  readonly text: string;
  readonly holes: readonly Hole[];
  readonly branchAt: BranchAt;
}

/** Puts neutral text of the same length in the place of template syntax: words for values, white space for control tags on lines of their own. */
export function mask(text: string, kind: MaskKind): Masked {
  const holes = findHoles(text);
  if (holes.length === 0) return { text, holes, branchAt: () => undefined };
  const fill = filler(text, kind);
  const parts: string[] = [];
  let at = 0;
  for (const hole of holes) {
    parts.push(text.slice(at, hole.start), fill(hole));
    at = hole.end;
  }
  parts.push(text.slice(at));
  return { text: parts.join(''), holes, branchAt: branches(holes) };
}
