import { child, named, type Node } from './grammar.ts';
import type { Walk } from './walk.ts';

export interface Callee {
  readonly members: readonly string[];
  /** What the members belong to when that is no name. */
  readonly base?: Node;
}

/** `a.b` and type names as their members; `undefined` when it is not a plain chain. */
export function pathOf(node: Node, walk: Walk<Node>): readonly string[] | undefined {
  if (node.type === 'method_invocation') return undefined;
  const { members, base } = calleeOf(node, walk);
  return base === undefined ? members : undefined;
}

/** The members of a method call, the method being the last. */
export function calleeOf(callee: Node, walk: Walk<Node>): Callee {
  const members: string[] = [];
  for (let node: Node | undefined = callee; node !== undefined; ) {
    if (heads.has(node.type)) return { members: [walk.text(node), ...members.toReversed()] };
    if (node.type === 'generic_type' || node.type === 'parenthesized_expression') {
      node = named(node)[0];
      continue;
    }
    if (node.type === 'scoped_type_identifier' || node.type === 'scoped_identifier') return { members: [...walk.text(node).replaceAll(/\s|<.*>/g, '').split('.'), ...members.toReversed()] };
    const name: Node | undefined = child(node, node.type === 'field_access' ? 'field' : 'name');
    if (name === undefined || (node.type !== 'field_access' && node !== callee)) return { members: members.toReversed(), base: node };
    members.push(walk.text(name));
    node = child(node, 'object');
  }
  return { members: members.toReversed() };
}

const heads: ReadonlySet<string> = new Set(['identifier', 'this', 'super', 'type_identifier']);
