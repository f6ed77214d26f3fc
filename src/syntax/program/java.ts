import { choice, ifElse, inBranch, list, negation, reference, returned } from './alike.ts';
import { child, named, ofType, type Node } from './grammar.ts';
import { javaDefinitions } from './java-definitions.ts';
import { calleeOf, pathOf } from './java-names.ts';
import type { Expression } from './tree.ts';
import type { Context, Handler, Handlers, Walk } from './walk.ts';

const through: Handler<Node> = (node, context, walk) => walk.through(child(node, 'value') ?? named(node).at(-1), context);
const name = reference(pathOf);

export const java: Handlers<Node> = {
  ...javaDefinitions,
  modifiers: (node, _, walk) => walk.opaque(node),
  parenthesized_expression: through, cast_expression: through, array_creation_expression: through,
  identifier: name, this: name, field_access: name,
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
  unary_expression: negation,
  ternary_expression: choice,
  if_statement: ifElse,
  catch_clause: inBranch, switch_block_statement_group: inBranch, switch_rule: inBranch,
  return_statement: returned,
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
