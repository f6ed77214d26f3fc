import type { TSESTree } from '@typescript-eslint/typescript-estree';
import type { Problem } from '../../model/place.ts';
import type { Source } from '../source.ts';
import type { Shape } from './walk.ts';

export type Node = TSESTree.Node;

/** The tree of a JavaScript or TypeScript file, or why there is none. */
export async function parseEstree(source: Source, text: string, path: string): Promise<Node | Problem> {
  const { parse } = await import('@typescript-eslint/typescript-estree');
  try {
    return parse(text, { filePath: path, range: true, loc: false, comment: false, allowInvalidAST: true, errorOnUnknownASTType: false, suppressDeprecatedPropertyWarnings: true, jsDocParsingMode: 'none', loggerFn: false });
  } catch (error) {
    return { place: source.place(offsetOf(error)), message: messageOf(error) };
  }
}

export const estreeShape: Shape<Node> = {
  kind: (node) => node.type,
  range: (node) => node.range,
  children: (node) => Object.entries(node).flatMap(([key, value]) => (skipped.has(key) ? [] : nodesIn(value))),
};

const skipped: ReadonlySet<string> = new Set(['parent', 'range', 'loc', 'tokens', 'comments', 'typeAnnotation', 'typeParameters', 'typeArguments', 'returnType', 'superTypeArguments', 'implements']);

function nodesIn(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  return isNode(value) ? [value] : [];
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value && 'range' in value;

function offsetOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('location' in error)) return 0;
  const { location } = error as { location?: { start?: { offset?: number } } };
  return location?.start?.offset ?? 0;
}

function messageOf(error: unknown): string {
  if (error instanceof RangeError) return 'nested too deeply to be read';
  return `syntax error: ${error instanceof Error ? error.message : String(error)}`;
}
