import { child, childrenOf, named, ofType, type Node } from './grammar.ts';
import type { Walk } from './walk.ts';

/** `a.b["c"]` as its members; `undefined` when it is not a plain chain. */
export function pathOf(node: Node, walk: Walk<Node>): readonly string[] | undefined {
  const members: string[] = [];
  for (let inner: Node | undefined = node; inner !== undefined; ) {
    if (inner.type === 'identifier') return [walk.text(inner), ...members.toReversed()];
    if (inner.type === 'parenthesized_expression' || inner.type === 'await') {
      inner = named(inner)[0];
      continue;
    }
    const key = keyOf(inner, walk);
    if (key === undefined) return undefined;
    members.push(key);
    inner = child(inner, inner.type === 'attribute' ? 'object' : 'value');
  }
  return undefined;
}

/** The content of a string without interpolation. */
export const stringOf = (node: Node, walk: Walk<Node>): string => parts(node, walk).join('');

/** The texts and the interpolated expressions of a string. */
export function parts(node: Node, walk: Walk<Node>): readonly (string | Node)[] {
  const prefix = ofType(node, 'string_start');
  const raw = prefix !== undefined && /r/i.test(walk.text(prefix));
  return node.children.flatMap((part): readonly (string | Node)[] => {
    if (part.type === 'interpolation') return childrenOf(part, 'expression').slice(0, 1);
    if (part.type !== 'string_content') return [];
    return [raw ? walk.text(part) : unescaped(walk.text(part))];
  });
}

function keyOf(node: Node, walk: Walk<Node>): string | undefined {
  const attribute = child(node, 'attribute');
  if (attribute !== undefined) return walk.text(attribute);
  const keys = childrenOf(node, 'subscript');
  const [key] = keys;
  if (key === undefined || keys.length !== 1) return undefined;
  if (key.type === 'integer') return walk.text(key);
  return key.type === 'string' && ofType(key, 'interpolation') === undefined ? stringOf(key, walk) : undefined;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '', '\\': '\\', '"': '"', "'": "'" };

const unescaped = (text: string): string => text.replaceAll(/\\([\s\S])/g, (whole, character: string) => escapes[character] ?? whole);
