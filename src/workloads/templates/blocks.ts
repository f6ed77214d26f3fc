import { findHoles, type Hole } from '../../syntax/template-holes.ts';

/** A template of Jinja, ERB or EPP as a tree; offsets count from the start of its text. */
export type Block =
  | { readonly kind: 'text'; readonly start: number; readonly end: number }
  | { readonly kind: 'output'; readonly hole: Hole; readonly expression: string }
  | { readonly kind: 'set'; readonly hole: Hole; readonly name: string; readonly expression: string }
  | Choice
  | Region;

/** `if`, `elsif`, `else`, `unless`. */
export interface Choice {
  readonly kind: 'choice';
  readonly arms: readonly Arm[];
  readonly close: Hole;
}

export interface Arm {
  readonly tag: Hole;
  /** Absent for `else`. */
  readonly condition: string | undefined;
  /** `unless`. */
  readonly negated: boolean;
  readonly body: readonly Block[];
}

/** A loop, or what is rendered in some other way: its tags stay, its body is read on, unless it is verbatim. */
export interface Region {
  readonly kind: 'region';
  readonly tag: Hole;
  readonly close: Hole;
  /** Names that mean something else inside. */
  readonly names: readonly string[];
  readonly verbatim: boolean;
  readonly body: readonly Block[];
}

const deepest = 40;
const mostHoles = 20_000;

/** `undefined` for a text without template tags and for one whose tags do not match. */
export function blocksOf(text: string): readonly Block[] | undefined {
  const holes = findHoles(text);
  if (holes.length === 0 || holes.length > mostHoles) return undefined;
  const reader: Reader = { text, holes, at: 0, offset: 0 };
  const blocks = readBlocks(reader, 0);
  return blocks && reader.at === holes.length ? [...blocks, ...stretch(reader.offset, text.length)] : undefined;
}

interface Reader {
  readonly text: string;
  readonly holes: readonly Hole[];
  at: number;
  /** Where the text begins that is not yet in a block. */
  offset: number;
}

/** Up to the tag that ends or divides the block around; that tag is left for the caller. */
function readBlocks(reader: Reader, depth: number): readonly Block[] | undefined {
  if (depth > deepest) return undefined;
  const blocks: Block[] = [];
  for (let hole = reader.holes[reader.at]; hole; hole = reader.holes[reader.at]) {
    blocks.push(...stretch(reader.offset, hole.start));
    reader.offset = hole.start;
    if (hole.turn === 'else' || hole.turn === 'close') return depth === 0 ? undefined : blocks;
    const block = hole.turn === 'open' ? readOpened(reader, hole, depth) : single(hole);
    if (!block) return undefined;
    blocks.push(block);
    if (hole.turn !== 'open') step(reader, hole);
  }
  return depth === 0 ? blocks : undefined;
}

const stretch = (start: number, end: number): readonly Block[] => (end > start ? [{ kind: 'text', start, end }] : []);

function step(reader: Reader, hole: Hole): void {
  reader.at += 1;
  reader.offset = hole.end;
}

/** What stands between the delimiters, without trim marks. */
export const bodyOf = (hole: Hole): string => hole.text.slice(2, -2).replace(/^[-~+=]/, '').replace(/[-~+]$/, '').trim();

function single(hole: Hole): Block {
  const body = bodyOf(hole);
  if (hole.role === 'output') return { kind: 'output', hole, expression: body.replace(/^=\s*/, '') };
  const assigned = hole.text.startsWith('{%') ? /^set\s+([A-Za-z_]\w*)\s*=\s*([^]+)$/.exec(body) : null;
  if (assigned) return { kind: 'set', hole, name: assigned[1] ?? '', expression: assigned[2] ?? '' };
  return { kind: 'text', start: hole.start, end: hole.end };
}

function readOpened(reader: Reader, hole: Hole, depth: number): Block | undefined {
  const body = bodyOf(hole);
  if (!hole.text.startsWith('{{') && /^(?:if|unless)\b/.test(body)) return readChoice(reader, hole, depth);
  step(reader, hole);
  const inner = readBlocks(reader, depth + 1) ?? undefined;
  const divided = inner && throughElse(reader, inner, depth);
  const close = reader.holes[reader.at];
  if (!divided || !close) return undefined;
  step(reader, close);
  return { kind: 'region', tag: hole, close, names: namesOf(body), verbatim: /^(?:raw|macro|call|filter|define)\b/.test(body), body: divided };
}

/** The `else` of a loop and the `when` of a `case` stay where they are. */
function throughElse(reader: Reader, before: readonly Block[], depth: number): readonly Block[] | undefined {
  const blocks = [...before];
  for (let hole = reader.holes[reader.at]; hole?.turn === 'else'; hole = reader.holes[reader.at]) {
    blocks.push({ kind: 'text', start: hole.start, end: hole.end });
    step(reader, hole);
    const more = readBlocks(reader, depth + 1);
    if (!more) return undefined;
    blocks.push(...more);
  }
  return blocks;
}

function namesOf(body: string): readonly string[] {
  const names = /^for\s+((?:[\w,()]+\s+)*?)in\b/.exec(body)?.[1] ?? /\|([^|]*)\|\s*$/.exec(body)?.[1] ?? '';
  return names.match(/[A-Za-z_$]\w*/g) ?? [];
}

function readChoice(reader: Reader, opener: Hole, depth: number): Choice | undefined {
  const arms: Arm[] = [];
  let tag = opener;
  for (;;) {
    step(reader, tag);
    const body = readBlocks(reader, depth + 1);
    const next = reader.holes[reader.at];
    if (!body || !next) return undefined;
    arms.push({ tag, ...conditionOf(tag), body });
    if (next.turn === 'close') {
      step(reader, next);
      return { kind: 'choice', arms, close: next };
    }
    tag = next;
  }
}

function conditionOf(tag: Hole): Pick<Arm, 'condition' | 'negated'> {
  const body = bodyOf(tag).replace(/^\}\s*/, '').replace(/\{$/, '').trimEnd().replace(/\sthen$/, '');
  const found = /^(if|unless|elif|elsif)\b\s*([^]+)$/.exec(body);
  return { condition: found?.[2]?.trim(), negated: found?.[1] === 'unless' };
}
