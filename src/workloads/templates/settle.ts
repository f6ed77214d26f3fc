import type { Source } from '../../syntax/source.ts';
import { renderedSource } from '../helm/rendered-source.ts';
import type { Piece } from '../helm/value.ts';
import type { Hole } from '../../syntax/template-holes.ts';
import type { Arm, Block, Choice, Region } from './blocks.ts';
import { evaluate, type Found, type Lookup, worthOf } from './evaluate.ts';

/** How the conditions of a template come out. */
export interface Deciding {
  readonly lookup: Lookup;
  /** Conditions that a variant takes to be so, as they are written. */
  readonly taken: ReadonlyMap<string, boolean>;
  /** Alternatives of which nobody knows the right one are left out where a reader would take them for a sequence; variants have them. */
  readonly leavesOut?: (choice: Choice) => boolean;
  /** Told of every choice that is met, with the arm that was taken, if one was. */
  readonly met?: (choice: Choice, chosen: Arm | undefined, isOpen: boolean) => void;
}

/**
 * The text with the branches that are decided and the values that are known; what is open stays as it is written, tags included.
 * The source itself where nothing is decided.
 */
export function settle(source: Source, blocks: readonly Block[], deciding: Deciding): Source {
  const frame: Frame = { source, deciding, lookup: expanding(deciding.lookup), out: [], changes: 0, own: new Map(), shadowed: new Set(), skips: new Map() };
  writeAll(blocks, frame);
  return frame.changes === 0 ? source : renderedSource(source.path, frame.out);
}

interface Frame {
  readonly source: Source;
  readonly deciding: Deciding;
  readonly lookup: Lookup;
  readonly out: Piece[];
  changes: number;
  /** `{% set %}`; absent where it is set under an open condition. */
  readonly own: Map<string, Found | undefined>;
  readonly shadowed: Set<string>;
  /** Where the text goes on behind a tag that had a line of its own. */
  readonly skips: Map<number, number>;
}

function writeAll(blocks: readonly Block[], frame: Frame): void {
  for (const block of blocks) {
    if (block.kind === 'text') put(frame, block.start, block.end);
    else if (block.kind === 'output') writeValue(block, frame);
    else if (block.kind === 'set') assign(block, frame);
    else if (block.kind === 'region') writeRegion(block, frame);
    else writeChoice(block, frame);
  }
}

function put({ out, source, skips }: Frame, from: number, end: number): void {
  const start = Math.min(end, skips.get(from) ?? from);
  const last = out.at(-1);
  if (last && last.source === source && last.end === start && last.variable === undefined) out[out.length - 1] = { ...last, text: source.text.slice(last.start, end), end };
  else if (end > start) out.push({ text: source.text.slice(start, end), source, start, end });
}

const lookupIn = (frame: Frame): Lookup => (name) => {
  const root = name.split('.')[0] ?? name;
  if (frame.shadowed.has(root)) return undefined;
  if (frame.own.has(root)) return frame.own.get(root);
  return frame.lookup(name);
};

const deepest = 5;
const whole = /^\s*\{\{([^{}]*)\}\}\s*$/;

/** A variable whose value is a template itself: followed when it is another variable, else open. */
function expanding(lookup: Lookup): Lookup {
  const inside = Array.from({ length: deepest + 1 }, () => new Map<string, { readonly found: Found | undefined }>());
  const expand = (name: string, depth: number): Found | undefined => {
    const found = lookup(name);
    if (typeof found?.value !== 'string' || !/\{\{|\{%|<%/.test(found.value)) return found;
    const inner = whole.exec(found.value)?.[1];
    if (inner === undefined || depth >= deepest) return undefined;
    return evaluate(inner, (other) => (other === name ? undefined : expanded(other, depth + 1))).from;
  };
  const expanded = (name: string, depth: number): Found | undefined => {
    const known = inside[depth]?.get(name) ?? { found: expand(name, depth) };
    inside[depth]?.set(name, known);
    return known.found;
  };
  return (name) => expanded(name, 0);
}

function writeValue({ hole, expression }: Extract<Block, { kind: 'output' }>, frame: Frame): void {
  const { from, value } = evaluate(expression, lookupIn(frame));
  if (!from || value === undefined || value === null || typeof value === 'boolean' || String(value).includes('\n')) return put(frame, hole.start, hole.end);
  frame.changes += 1;
  const { source, start, end, variable } = from;
  frame.out.push({ text: String(value), source, start, end, variable, via: { source: frame.source, start: hole.start, end: hole.end } });
}

function assign({ hole, name, expression }: Extract<Block, { kind: 'set' }>, frame: Frame): void {
  const { from, value } = evaluate(expression, lookupIn(frame));
  const found = from ?? (value === undefined ? undefined : { value, source: frame.source, start: hole.start, end: hole.end, variable: name });
  frame.own.set(name, found);
  put(frame, hole.start, hole.end);
}

function writeRegion({ tag, close, body, names, verbatim }: Region, frame: Frame): void {
  if (verbatim) return put(frame, tag.start, close.end);
  put(frame, tag.start, tag.end);
  const isOuter = names.filter((name) => !frame.shadowed.has(name));
  for (const name of isOuter) frame.shadowed.add(name);
  writeUnsure(body, frame);
  for (const name of isOuter) frame.shadowed.delete(name);
  put(frame, close.start, close.end);
}

function writeUnsure(body: readonly Block[], frame: Frame): void {
  const before = new Map(frame.own);
  writeAll(body, frame);
  for (const name of frame.own.keys()) if (before.get(name) !== frame.own.get(name)) frame.own.set(name, undefined);
}

function writeChoice(choice: Choice, frame: Frame): void {
  const { chosen, isDecided } = decide(choice, frame);
  frame.deciding.met?.(choice, chosen, !isDecided);
  if (isDecided) {
    frame.changes += 1;
    return writeChosen(choice, chosen, frame);
  }
  if (frame.deciding.leavesOut?.(choice) === true) {
    frame.changes += 1;
    return;
  }
  for (const arm of choice.arms) {
    put(frame, arm.tag.start, arm.tag.end);
    writeUnsure(arm.body, frame);
  }
  put(frame, choice.close.start, choice.close.end);
}

function writeChosen({ arms, close }: Choice, chosen: Arm | undefined, frame: Frame): void {
  const [first] = arms;
  if (!first) return;
  closeGap(first.tag, chosen?.tag ?? close, frame);
  if (!chosen) return;
  writeAll(chosen.body, frame);
  closeGap(arms[arms.indexOf(chosen) + 1]?.tag ?? close, close, frame);
}

/** Between `first` and `last` nothing is left. Tags that have lines of their own leave none; trim marks take white space away. */
function closeGap(first: Hole, last: Hole, frame: Frame): void {
  const { text } = frame.source;
  const lead = /(?:^|\n)([ \t]*)$/.exec(text.slice(Math.max(0, first.start - 200), first.start));
  const rest = /^[ \t]*\r?\n/.exec(text.slice(last.end, last.end + 200));
  const isOwnLine = lead !== null && rest !== null && !first.text.startsWith('{%-');
  if (first.text.startsWith('{%-')) trimEnd(frame, /\s*$/);
  else if (isOwnLine || first.text.startsWith('<%-')) trimEnd(frame, /[ \t]*$/);
  const trimmed = last.text.endsWith('-%}') ? /^\s*/.exec(text.slice(last.end, last.end + 2000)) : isOwnLine || last.text.endsWith('-%>') ? rest : null;
  if (trimmed) frame.skips.set(last.end, last.end + trimmed[0].length);
}

function trimEnd({ out, source }: Frame, blanks: RegExp): void {
  const piece = out.at(-1);
  if (!piece || piece.source !== source || piece.variable !== undefined || piece.end - piece.start !== piece.text.length) return;
  const length = blanks.exec(piece.text.slice(-2000))?.[0].length ?? 0;
  if (length > 0) out[out.length - 1] = { ...piece, text: piece.text.slice(0, -length), end: piece.end - length };
}

function decide({ arms }: Choice, frame: Frame): { readonly chosen: Arm | undefined; readonly isDecided: boolean } {
  for (const arm of arms) {
    const truth = truthOf(arm, frame);
    if (truth === true) return { chosen: arm, isDecided: true };
    if (truth === undefined) return { chosen: undefined, isDecided: false };
  }
  return { chosen: undefined, isDecided: true };
}

function truthOf({ condition, negated }: Arm, frame: Frame): boolean | undefined {
  if (condition === undefined) return true;
  const taken = frame.deciding.taken.get(normal(condition));
  const { truth } = taken === undefined ? evaluate(condition, lookupIn(frame)) : worthOf(taken);
  return truth === undefined ? undefined : truth !== negated;
}

/** The same condition is often spaced in another way. */
export const normal = (condition: string): string => condition.replace(/\s+/g, ' ').trim();
