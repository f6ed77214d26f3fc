import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Parser as TreeSitterParser, Tree, TreeCursor } from '@vscode/tree-sitter-wasm';
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

/** Of one run: milliseconds of processor time for files that are given up, all together. */
export interface Patience {
  left: number;
}

/** Longer parses are given up. Real files take some milliseconds, large ones less than a second. */
const patienceOf = ({ length }: string, { left }: Patience): number => Math.min(1500 + length / 1000, Math.max(100, left));
/** Deeper nodes are left out. */
const maximumDepth = 900;

/** `undefined` when parsing took too long. */
export async function parseGrammar(grammar: Grammar, text: string, patience: Patience): Promise<Node | undefined> {
  if (opensEndlessly(text)) return undefined;
  const parser = await parserOf(grammar);
  const limit = patienceOf(text, patience);
  // The type says void; the library stops when the callback returns true.
  const tree = parsed(() => parser.parse(text, null, { progressCallback: untilSpent(limit) }));
  if (tree === undefined) return undefined;
  if (tree === null) {
    parser.reset();
    patience.left -= limit;
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

/** What a parse may take beyond the memory that was in use before. */
const mostBytes = 256 * 2 ** 20;

/** Of processor time: a busy machine gives nothing up. The question for memory is dear, so it is asked now and then. */
function untilSpent(limit: number): () => boolean {
  const [begun, before] = [process.cpuUsage(), process.memoryUsage.rss()];
  let turn = 0;
  return () => {
    const { user, system } = process.cpuUsage(begun);
    turn += 1;
    return (user + system) / 1000 > limit || (turn % 16 === 0 && process.memoryUsage.rss() - before > mostBytes);
  };
}

/** Angle brackets may be anything until they are closed: the parser keeps every reading, and gigabytes of them. */
const mostAngles = 1000;
/** Brackets that are never closed let it run over its stack. Those in strings count too. */
const mostOpen = 500;

function opensEndlessly(text: string): boolean {
  let angles = 0;
  const counts = new Map<string, number>();
  for (const [symbol] of text.matchAll(/[<>;()[\]{}]/g)) {
    counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
    if (symbol === '<') angles += 1;
    else if (/[>;{)}]/.test(symbol)) angles = 0;
    if (angles > mostAngles) return true;
  }
  return ['()', '[]', '{}'].some(([open = '', close = '']) => (counts.get(open) ?? 0) - (counts.get(close) ?? 0) > mostOpen);
}

/** WebAssembly that runs out of memory throws, and is of no use afterwards. */
function parsed(parse: () => Tree | null): Tree | null | undefined {
  try {
    return parse();
  } catch {
    delete require.cache[require.resolve(packageName)];
    library = undefined;
    parsers.clear();
    return undefined;
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
  const loaded = require(packageName) as typeof import('@vscode/tree-sitter-wasm');
  await loaded.Parser.init({ locateFile: (file) => join(wasmFolder(), file) });
  return loaded;
}

// Not an import: the package is a script whose exports Node cannot list, and a bundler must leave it alone.
const require = createRequire(import.meta.url);
const packageName = '@vscode/tree-sitter-wasm';
const wasmFolder = (): string => dirname(require.resolve(packageName));

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
