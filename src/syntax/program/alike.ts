import { child, named, type Node } from './grammar.ts';
import type { Handler, Walk } from './walk.ts';

// What the grammars of several languages have in common.

/** A name or members of one; anything else is read piece by piece. */
export const reference = (pathOf: (node: Node, walk: Walk<Node>) => readonly string[] | undefined): Handler<Node> => (node, context, walk) => {
  const path = pathOf(node, walk);
  return path === undefined ? walk.inside(node, context) : walk.name(node, path);
};

/** An alternative that may not be taken. */
export const inBranch: Handler<Node> = (node, context, walk) => walk.inside(node, { ...context, branch: walk.place(node) });

export const list: Handler<Node> = (node, context, walk) => ({ kind: 'list', items: named(node).map((item) => walk.read(item, context)), ...walk.written(node) });

/** `-x`; what another sign makes of its operand is not known. */
export const negation: Handler<Node> = (node, context, walk) => {
  const right = walk.read(named(node).at(-1), context);
  if (!walk.text(node).startsWith('-')) return undefined;
  if (right.kind === 'literal' && typeof right.value === 'number') return walk.literal(node, -right.value);
  return { kind: 'binary', operator: '-', left: walk.literal(node, 0), right, ...walk.written(node) };
};

/** `a ? b : c`. */
export const choice: Handler<Node> = (node, context, walk) => ({
  kind: 'choice', test: walk.read(child(node, 'condition'), context), ...walk.written(node),
  options: [walk.branch(child(node, 'consequence'), context), walk.branch(child(node, 'alternative'), context)],
});

export const ifElse: Handler<Node> = (node, context, walk) => {
  walk.read(child(node, 'condition'), context);
  walk.branch(child(node, 'consequence'), context);
  walk.branch(child(node, 'alternative'), context);
  return undefined;
};

export const returned: Handler<Node> = (node, context, walk) => {
  const [value] = named(node);
  if (value !== undefined) context.returns?.push(walk.read(value, context));
  return undefined;
};
