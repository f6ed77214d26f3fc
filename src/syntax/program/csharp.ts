import { choice, ifElse, inBranch, negation, reference, returned } from './alike.ts';
import { csharpCalls } from './csharp-calls.ts';
import { csharpDefinitions } from './csharp-definitions.ts';
import { operatorOf, pathOf, stringOf } from './csharp-names.ts';
import { child, named, ofType, type Node } from './grammar.ts';
import type { Expression } from './tree.ts';
import type { Context, Handler, Handlers, Walk } from './walk.ts';

const through: Handler<Node> = (node, context, walk) => walk.through(named(node).at(-1), context);
const name = reference(pathOf);
const literalText: Handler<Node> = (node, _, walk) => walk.literal(node, stringOf(node, walk));

export const csharp: Handlers<Node> = {
  ...csharpDefinitions,
  ...csharpCalls,
  attribute_list: (node, _, walk) => walk.opaque(node),
  parenthesized_expression: through, await_expression: through, checked_expression: through,
  postfix_unary_expression: (node, context, walk) => walk.through(named(node)[0], context),
  cast_expression: (node, context, walk) => walk.through(child(node, 'value'), context),
  as_expression: (node, context, walk) => walk.through(child(node, 'left'), context),
  arrow_expression_clause(node, context, walk) {
    const value = walk.read(named(node)[0], context);
    context.returns?.push(value);
    return value;
  },
  identifier: name, this: name, member_access_expression: name, element_access_expression: name,
  conditional_access_expression: name, qualified_name: name,
  integer_literal: number, real_literal: number,
  string_literal: literalText, verbatim_string_literal: literalText, raw_string_literal: literalText,
  boolean_literal: (node, _, walk) => walk.literal(node, walk.text(node) === 'true'),
  null_literal: (node, _, walk) => walk.literal(node, null),
  interpolated_string_expression: template,
  binary_expression(node, context, walk) {
    const operator = operatorOf(node, walk);
    if (!operators.has(operator)) return walk.inside(node, context);
    const left = walk.read(child(node, 'left'), context);
    const right = lazy.has(operator) ? walk.branch(child(node, 'right'), context) : walk.read(child(node, 'right'), context);
    return { kind: 'binary', operator, left, right, ...walk.written(node) };
  },
  prefix_unary_expression: negation,
  conditional_expression: choice,
  if_statement: ifElse,
  switch_section: inBranch, switch_expression_arm: inBranch, catch_clause: inBranch,
  return_statement: returned,
};

const operators: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '<<', '??', '||', '&&']);
const lazy: ReadonlySet<string> = new Set(['??', '||', '&&']);

function number(node: Node, _: Context, walk: Walk<Node>): Expression {
  const text = walk.text(node).replaceAll('_', '');
  const value = Number(text.startsWith('0x') ? text.replace(/[lu]+$/i, '') : text.replace(/[lufdm]+$/i, ''));
  return Number.isFinite(value) ? walk.literal(node, value) : walk.opaque(node);
}

function template(node: Node, context: Context, walk: Walk<Node>): Expression {
  const parts = node.children.flatMap((part): (string | Expression)[] => {
    if (part.type === 'string_content') return [walk.text(part)];
    const value = part.type === 'interpolation' ? named(part).find((one) => one.type !== 'interpolation_brace') : undefined;
    return value === undefined ? [] : [walk.read(value, context)];
  });
  return ofType(node, 'interpolation') === undefined ? walk.literal(node, parts.join('')) : { kind: 'template', parts, ...walk.written(node) };
}
