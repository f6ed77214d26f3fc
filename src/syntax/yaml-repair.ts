import { blankRanges, withoutElseBranches } from './template-else.ts';
import type { Input } from './yaml-documents.ts';

export interface Damage {
  readonly text: string;
  /** Where the text begins in the file. */
  readonly start: number;
  /** In the text. */
  readonly offset: number;
  readonly reason: string;
  readonly input: Input;
}

/** Makes text of the same length that may parse, or `undefined` when it has nothing to offer. */
export type Repair = (damage: Damage) => string | undefined;

/** What other YAML readers accept, in the order of being tried. */
export const repairs: readonly Repair[] = [joinLines, tabsToSpaces, dropElseBranches, dropTemplateLine];

/** Inside brackets and quotes other readers ignore indentation: then the line may as well follow the one before. */
function joinLines({ text, offset, reason }: Damage): string | undefined {
  if (reason !== 'deficient indentation') return undefined;
  const newline = text.lastIndexOf('\n', offset - 1);
  if (newline < 0) return undefined;
  const lineStart = text.lastIndexOf('\n', newline - 1) + 1;
  const comment = /(?:^|\s)#.*$/m.exec(text.slice(lineStart, newline));
  const from = comment ? lineStart + comment.index : newline;
  const start = text[from - 1] === '\r' ? from - 1 : from;
  return text.slice(0, start) + ' '.repeat(newline + 1 - start) + text.slice(newline + 1);
}

function tabsToSpaces({ text }: Damage): string | undefined {
  return text.replace(/^[ ]*\t[ \t]*/gm, (indent) => ' '.repeat(indent.length));
}

/** Both branches of a template conditional need not fit together. */
function dropElseBranches({ text, start, input }: Damage): string {
  const holes = input.masked.holes.map((hole) => ({ ...hole, start: hole.start - start, end: hole.end - start }));
  return withoutElseBranches({ ...input.masked, text, holes: holes.filter((hole) => hole.start >= 0 && hole.end <= text.length) });
}

/** The last resort for a template: the tag nearest before the damage is taken out with its line. */
function dropTemplateLine({ text, start, offset, input }: Damage): string | undefined {
  const hole = input.masked.holes.findLast((each) => each.start <= start + offset && each.start >= start && text.slice(each.start - start, each.end - start).trim() !== '');
  if (!hole) return undefined;
  const lineStart = text.lastIndexOf('\n', hole.start - start - 1) + 1;
  const newline = text.indexOf('\n', hole.end - start);
  return blankRanges(text, [[lineStart, newline < 0 ? text.length : newline]]);
}
