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
  return blocks.length < many ? blocks.filter((block) => block.name === name) : (indexOf(blocks).get(name) ?? []);
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
export function nearest(levels: Levels, name: string): readonly Block[] {
  for (let at = levels.length - 1; at >= 0; at -= 1) {
    const found = named(levels[at] ?? [], name);
    if (found.length > 0) return found;
  }
  return [];
}

/** The index of the innermost level that has a directive of that name; -1 for none. */
export const levelOf = (levels: Levels, name: string): number => levels.findLastIndex((level) => named(level, name).length > 0);

/** Includes that the repository cannot show stay in the tree as what they are. */
export const isOpenInclude = (block: Block): boolean => block.name === 'include';

/** Whether an open include may hold servers, upstreams or headers; the usual tables of types and parameters do not. */
export const hidesBlocks = (block: Block): boolean => isOpenInclude(block) && !/(?:^|\/)(?:mime\.types|[\w-]*_params|modules.*)$/.test(block.args[0]?.text ?? '');

/** Every block below, itself included, parents first. */
export function* walk(blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block;
    if (block.children) yield* walk(block.children);
  }
}
