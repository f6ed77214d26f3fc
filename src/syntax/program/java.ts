import { child, named, ofType, type Node } from './grammar.ts';
import { javaDefinitions } from './java-definitions.ts';
import { calleeOf, pathOf } from './java-names.ts';
import type { Expression } from './tree.ts';
import type { Context, Handler, Handlers, Walk } from './walk.ts';

const through: Handler<Node> = (node, context, walk) => walk.through(child(node, 'value') ?? named(node).at(-1), context);
const inBranch: Handler<Node> = (node, context, walk) => walk.inside(node, { ...context, branch: walk.place(node) });
const list: Handler<Node> = (node, context, walk) => ({ kind: 'list', items: named(node).map((item) => walk.read(item, context)), ...walk.written(node) });
const reference: Handler<Node> = (node, context, walk) => {
  const path = pathOf(node, walk);
  return path === undefined ? walk.inside(node, context) : walk.name(node, path);
};

export const java: Handlers<Node> = {
  ...javaDefinitions,
  modifiers: (node, _, walk) => walk.opaque(node),
  parenthesized_expression: through, cast_expression: through, array_creation_expression: through,
  identifier: reference, this: reference, field_access: reference,
  decimal_integer_literal: number, hex_integer_literal: number, decimal_floating_point_literal: number,
  string_literal: (node, _, walk) => walk.literal(node, textOf(node, walk)),
  true: (node, _, walk) => walk.literal(node, true),
  false: (node, _, walk) => walk.literal(node, false),
  null_literal: (node, _, walk) => walk.literal(node, null),
  array_initializer: list,
  method_invocation(node, context, walk) {
    const { members, base } = calleeOf(node, walk);
    const receiver = base === undefined ? undefined : walk.read(base, context);
    const name = child(node, 'name') ?? node;
    return walk.call(node, context, {
      callee: members.join('.'),
      calleePlace: base === undefined ? walk.source.place(node.start, name.end) : walk.place(name),
      args: named(child(node, 'arguments')).map((one) => walk.read(one, context)),
      ...(receiver === undefined ? {} : { receiver }),
    });
  },
  object_creation_expression(node, context, walk) {
    const type = child(node, 'type') ?? node;
    const args = named(child(node, 'arguments')).map((one) => walk.read(one, context));
    walk.read(ofType(node, 'class_body'), context);
    return walk.call(node, context, { callee: pathOf(type, walk)?.join('.') ?? '', calleePlace: walk.place(type), construct: 'new', args });
  },
  binary_expression(node, context, walk) {
    const operator = walk.text(child(node, 'operator') ?? node);
    if (!operators.has(operator)) return walk.inside(node, context);
    return { kind: 'binary', operator, left: walk.read(child(node, 'left'), context), right: walk.read(child(node, 'right'), context), ...walk.written(node) };
  },
  unary_expression(node, context, walk) {
    const right = walk.read(child(node, 'operand'), context);
    if (!walk.text(node).startsWith('-')) return undefined;
    if (right.kind === 'literal' && typeof right.value === 'number') return walk.literal(node, -right.value);
    return { kind: 'binary', operator: '-', left: walk.literal(node, 0), right, ...walk.written(node) };
  },
  ternary_expression: (node, context, walk) => ({
    kind: 'choice', test: walk.read(child(node, 'condition'), context), ...walk.written(node),
    options: [walk.branch(child(node, 'consequence'), context), walk.branch(child(node, 'alternative'), context)],
  }),
  if_statement(node, context, walk) {
    walk.read(child(node, 'condition'), context);
    walk.branch(child(node, 'consequence'), context);
    walk.branch(child(node, 'alternative'), context);
    return undefined;
  },
  catch_clause: inBranch, switch_block_statement_group: inBranch, switch_rule: inBranch,
  return_statement(node, context, walk) {
    const [value] = named(node);
    if (value !== undefined) context.returns?.push(walk.read(value, context));
    return undefined;
  },
};

const operators: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '<<', '||', '&&']);

function number(node: Node, _: Context, walk: Walk<Node>): Expression {
  const text = walk.text(node).replaceAll('_', '');
  const value = Number(text.startsWith('0x') ? text.replace(/l$/i, '') : text.replace(/[lfd]$/i, ''));
  return Number.isFinite(value) ? walk.literal(node, value) : walk.opaque(node);
}

const escapes: Readonly<Record<string, string>> = { '\\n': '\n', '\\t': '\t', '\\r': '\r' };

const textOf = (node: Node, walk: Walk<Node>): string =>
  named(node).map((part) => (part.type === 'escape_sequence' ? (escapes[walk.text(part)] ?? walk.text(part).slice(1)) : walk.text(part))).join('');
