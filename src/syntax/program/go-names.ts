import { child, named, type Node } from './grammar.ts';
import type { Walk } from './walk.ts';

/** `a.b["c"]` as its members; `undefined` when it is not a plain chain. */
export function pathOf(node: Node, walk: Walk<Node>): readonly string[] | undefined {
  const members: string[] = [];
  for (let inner: Node | undefined = node; inner !== undefined; ) {
    const type = typeName(inner, walk);
    if (type !== undefined) return [...type.split('.'), ...members.toReversed()];
    if (inner.type === 'identifier') return [walk.text(inner), ...members.toReversed()];
    const isPointer = inner.type === 'unary_expression' && ['*', '&'].includes(walk.text(child(inner, 'operator') ?? inner));
    if (inner.type === 'parenthesized_expression' || isPointer) {
      inner = named(inner)[0];
      continue;
    }
    const key = keyOf(inner, walk);
    if (key === undefined) return undefined;
    members.push(key);
    inner = child(inner, 'operand');
  }
  return undefined;
}

/** `http.Server` of `http.Server`, `*http.Server` and `Server[T]`; `undefined` for maps, slices and functions. */
export function typeName(type: Node, walk: Walk<Node>): string | undefined {
  if (type.type === 'type_identifier') return walk.text(type);
  if (type.type === 'qualified_type') return walk.text(type).replaceAll(/\s/g, '');
  if (type.type !== 'pointer_type' && type.type !== 'generic_type') return undefined;
  const [inner] = named(type);
  return inner === undefined ? undefined : typeName(inner, walk);
}

export function stringOf(node: Node, walk: Walk<Node>): string {
  const text = walk.text(node).slice(1, -1);
  return node.type === 'raw_string_literal' ? text : text.replaceAll(/\\([ntr\\"])/g, (_, escaped: string) => escapes[escaped] ?? escaped);
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function keyOf(node: Node, walk: Walk<Node>): string | undefined {
  if (node.type === 'selector_expression') {
    const field = child(node, 'field');
    return field === undefined ? undefined : walk.text(field);
  }
  const index = node.type === 'index_expression' ? child(node, 'index') : undefined;
  if (index === undefined) return undefined;
  if (index.type === 'int_literal') return walk.text(index);
  return index.type.endsWith('string_literal') ? stringOf(index, walk) : undefined;
}
