import type { Directive } from '../../syntax/nginx.ts';
import { groupBy } from '../../workloads/group.ts';

/** A directive after its includes were followed. */
export interface Block extends Directive {
  readonly children: readonly Block[] | undefined;
  /** Set when it stands in a file that an image or package brings along. */
  readonly shipped?: { readonly of: string; readonly link: string };
}

/** The contents of the blocks around a place, outermost first; the last is the block itself. */
export type Levels = readonly (readonly Block[])[];

export function named(blocks: readonly Block[], name: string): readonly Block[] {
  if (blocks.length >= many) return indexOf(blocks).get(name) ?? none;
  return firstNamed(blocks, name) ? blocks.filter((block) => block.name === name) : none;
}

const none: readonly Block[] = [];

/** The first directive of that name. */
export function firstNamed(blocks: readonly Block[], name: string): Block | undefined {
  if (blocks.length >= many) return indexOf(blocks).get(name)?.[0];
  for (const block of blocks) if (block.name === name) return block;
  return undefined;
}

/** The first directive of that name that passes a test. */
export function findNamed(blocks: readonly Block[], name: string, test: (block: Block) => boolean): Block | undefined {
  for (const block of blocks.length >= many ? (indexOf(blocks).get(name) ?? none) : blocks) if (block.name === name && test(block)) return block;
  return undefined;
}

/** Whether there is a directive of one of these names. */
export function hasAny(blocks: readonly Block[], names: readonly string[]): boolean {
  for (const name of names) if (firstNamed(blocks, name)) return true;
  return false;
}

/** `http {}` may hold thousands of servers, and every location asks it for a dozen names. */
const many = 40;
const indices = new WeakMap<readonly Block[], ReadonlyMap<string, readonly Block[]>>();

function indexOf(blocks: readonly Block[]): ReadonlyMap<string, readonly Block[]> {
  const index = indices.get(blocks) ?? groupBy(blocks, (block) => block.name);
  indices.set(blocks, index);
  return index;
}

/** The directives of that name on the innermost level that has any: what nginx inherits. */
export const nearest = (levels: Levels, name: string): readonly Block[] => named(levels[levelOf(levels, name)] ?? none, name);

/** The first of {@link nearest}. */
export function nearestOne(levels: Levels, name: string): Block | undefined {
  const level = levels[levelOf(levels, name)];
  return level && firstNamed(level, name);
}

/** The index of the innermost level that has a directive of that name; -1 for none. */
export function levelOf(levels: Levels, name: string): number {
  let at = levels.length - 1;
  while (at >= 0 && !firstNamed(levels[at] ?? none, name)) at -= 1;
  return at;
}

/** Includes that the repository cannot show stay in the tree as what they are. */
export const isOpenInclude = (block: Block): boolean => block.name === 'include';

/** Whether an open include may hold servers, upstreams or headers; the usual tables of types and parameters do not. */
export const hidesBlocks = (block: Block): boolean => isOpenInclude(block) && !/(?:^|\/)(?:mime\.types|[\w-]*_params|modules.*)$/.test(block.args[0]?.text ?? '');

/** Every block below, itself included, parents first. */
export function walk(blocks: readonly Block[]): readonly Block[] {
  const known = blocks.length < many ? undefined : walked.get(blocks);
  if (known) return known;
  const found: Block[] = [];
  const enter = (inner: readonly Block[]): void => {
    for (const block of inner) {
      found.push(block);
      if (block.children) enter(block.children);
    }
  };
  enter(blocks);
  if (blocks.length >= many) walked.set(blocks, found);
  return found;
}

const walked = new WeakMap<readonly Block[], readonly Block[]>();
