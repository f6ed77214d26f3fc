import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Parser as TreeSitterParser, TreeCursor } from '@vscode/tree-sitter-wasm';
import type { Shape } from './walk.ts';

/** A node of a tree-sitter tree, detached from its WebAssembly memory. */
export interface Node {
  readonly type: string;
  readonly named: boolean;
  /** What it is to its parent. */
  readonly field: string | undefined;
  /** UTF-16 indices. */
  readonly start: number;
  readonly end: number;
  readonly children: readonly Node[];
  readonly missing: boolean;
}

export type Grammar = 'python' | 'go' | 'c-sharp' | 'ruby' | 'java' | 'php';

/** Longer parses are given up. Real files take some milliseconds. */
const patience = 10_000;
/** Deeper nodes are left out. */
const maximumDepth = 900;

/** `undefined` when parsing took too long. */
export async function parseGrammar(grammar: Grammar, text: string): Promise<Node | undefined> {
  const parser = await parserOf(grammar);
  const limit = Date.now() + patience;
  // The type says void; the library stops when the callback returns true.
  const tree = parser.parse(text, null, { progressCallback: () => Date.now() > limit });
  if (tree === null) {
    parser.reset();
    return undefined;
  }
  const cursor = tree.walk();
  try {
    return detach(cursor);
  } finally {
    cursor.delete();
    tree.delete();
  }
}

export const treeSitterShape: Shape<Node> = {
  kind: (node) => node.type,
  range: (node) => [node.start, node.end],
  children: (node) => node.children.filter((child) => child.named),
};

export const child = (node: Node | undefined, field: string): Node | undefined => node?.children.find((one) => one.field === field);
export const childrenOf = (node: Node | undefined, field: string): readonly Node[] => node?.children.filter((one) => one.field === field && one.named) ?? [];
export const named = (node: Node | undefined): readonly Node[] => node?.children.filter((one) => one.named && one.type !== 'comment') ?? [];
export const ofType = (node: Node | undefined, ...types: readonly string[]): Node | undefined => node?.children.find((one) => types.includes(one.type));

/** The first place where the text does not follow the grammar. */
export function firstError(root: Node): Node | undefined {
  const pending = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.type === 'ERROR' || node.missing) return node;
    for (const inner of node.children.toReversed()) pending.push(inner);
  }
  return undefined;
}

const parsers = new Map<Grammar, Promise<TreeSitterParser>>();
let library: Promise<typeof import('@vscode/tree-sitter-wasm')> | undefined;

function parserOf(grammar: Grammar): Promise<TreeSitterParser> {
  const existing = parsers.get(grammar) ?? loadParser(grammar);
  parsers.set(grammar, existing);
  return existing;
}

async function loadParser(grammar: Grammar): Promise<TreeSitterParser> {
  library ??= loadLibrary();
  const { Parser, Language } = await library;
  const parser = new Parser();
  return parser.setLanguage(await Language.load(readFileSync(join(wasmFolder(), `tree-sitter-${grammar}.wasm`))));
}

async function loadLibrary(): Promise<typeof import('@vscode/tree-sitter-wasm')> {
  const loaded = require('@vscode/tree-sitter-wasm') as typeof import('@vscode/tree-sitter-wasm');
  await loaded.Parser.init({ locateFile: (file) => join(wasmFolder(), file) });
  return loaded;
}

// Not an import: the package is a script whose exports Node cannot list, and a bundler must leave it alone.
const require = createRequire(import.meta.url);
const wasmFolder = (): string => dirname(require.resolve('@vscode/tree-sitter-wasm'));

interface Growing extends Node {
  readonly children: Growing[];
}

function detach(cursor: TreeCursor): Node {
  const root = copy(cursor);
  const stack = [root];
  for (;;) {
    const parent = stack.at(-1) ?? root;
    if (stack.length < maximumDepth && cursor.gotoFirstChild()) {
      stack.push(attach(copy(cursor), parent));
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      stack.pop();
      if (stack.length === 0 || !cursor.gotoParent()) return root;
    }
    stack.pop();
    stack.push(attach(copy(cursor), stack.at(-1) ?? root));
  }
}

function attach(node: Growing, parent: Growing): Growing {
  parent.children.push(node);
  return node;
}

function copy(cursor: TreeCursor): Growing {
  const { nodeType: type, nodeIsNamed, startIndex: start, endIndex: end, nodeIsMissing: missing, currentFieldName } = cursor;
  return { type, named: nodeIsNamed, field: currentFieldName ?? undefined, start, end, missing, children: [] };
}
