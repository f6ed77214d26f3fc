import { inBranch, negation, reference } from './alike.ts';
import { child, childrenOf, named, ofType, type Node } from './grammar.ts';
import { pathOf, stringOf, typeName } from './go-names.ts';
import { goDefinitions } from './go-definitions.ts';
import type { Call, Expression } from './tree.ts';
import type { Context, Handler, Handlers, Walk } from './walk.ts';

const through: Handler<Node> = (node, context, walk) => walk.through(named(node)[0], context);
const literalText: Handler<Node> = (node, _, walk) => walk.literal(node, stringOf(node, walk));
const name = reference(pathOf);

export const go: Handlers<Node> = {
  ...goDefinitions,
  parenthesized_expression: through, literal_element: through, type_assertion_expression: through,
  identifier: name, selector_expression: name, index_expression: name,
  int_literal: number, float_literal: number,
  interpreted_string_literal: literalText, raw_string_literal: literalText,
  true: (node, _, walk) => walk.literal(node, true),
  false: (node, _, walk) => walk.literal(node, false),
  nil: (node, _, walk) => walk.literal(node, null),
  binary_expression(node, context, walk) {
    const operator = walk.text(child(node, 'operator') ?? node);
    if (!operators.has(operator)) return walk.inside(node, context);
    return { kind: 'binary', operator, left: walk.read(child(node, 'left'), context), right: walk.read(child(node, 'right'), context), ...walk.written(node) };
  },
  unary_expression(node, context, walk) {
    const operator = walk.text(child(node, 'operator') ?? node);
    return operator === '&' || operator === '*' ? walk.through(child(node, 'operand'), context) : negation(node, context, walk);
  },
  call_expression: (node, context, walk) => call(node, child(node, 'function') ?? node, named(child(node, 'arguments')), context, walk),
  type_conversion_expression: (node, context, walk) => call(node, child(node, 'type') ?? node, childrenOf(node, 'operand'), context, walk),
  composite_literal: composite,
  literal_value: (node, context, walk) => ({ kind: 'record', entries: keyedOf(node, context, walk).map(({ name, ...rest }) => ({ key: name, ...rest })), ...walk.written(node) }),
  if_statement(node, context, walk) {
    walk.each([child(node, 'initializer'), child(node, 'condition')], context);
    walk.branch(child(node, 'consequence'), context);
    walk.branch(child(node, 'alternative'), context);
    return undefined;
  },
  expression_case: inBranch, default_case: inBranch, type_case: inBranch, communication_case: inBranch,
};

const operators: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '<<', '||', '&&']);

function number(node: Node, _: Context, walk: Walk<Node>): Expression {
  const text = walk.text(node).replaceAll('_', '');
  const value = Number(/^0\d+$/.test(text) ? `0o${text.slice(1)}` : text);
  return Number.isFinite(value) ? walk.literal(node, value) : walk.opaque(node);
}

function call(node: Node, callee: Node, given: readonly Node[], context: Context, walk: Walk<Node>): Expression {
  const path = pathOf(callee, walk);
  const field = callee.type === 'selector_expression' ? child(callee, 'field') : undefined;
  const receiver = path === undefined ? walk.read(field === undefined ? callee : child(callee, 'operand'), context) : undefined;
  return walk.call(node, context, {
    callee: path?.join('.') ?? (field === undefined ? '' : walk.text(field)),
    calleePlace: walk.place(path === undefined ? (field ?? callee) : callee),
    args: given.map((one) => walk.read(one, context)),
    ...(receiver === undefined ? {} : { receiver }),
  });
}

function composite(node: Node, context: Context, walk: Walk<Node>): Expression {
  const type = child(node, 'type');
  const body = child(node, 'body');
  const callee = type === undefined ? undefined : typeName(type, walk);
  if (type === undefined || callee === undefined) return container(node, body, context, walk);
  return walk.call(node, context, {
    callee, calleePlace: walk.place(type), construct: 'literal',
    keywords: keyedOf(body, context, walk),
    args: named(body).filter((one) => one.type !== 'keyed_element').map((one) => walk.read(one, context)),
  });
}

/** A map, a slice or an array. */
function container(node: Node, body: Node | undefined, context: Context, walk: Walk<Node>): Expression {
  const isList = ofType(node, 'slice_type', 'array_type', 'implicit_length_array_type') !== undefined;
  if (isList) return { kind: 'list', items: named(body).map((item) => walk.read(item, context)), ...walk.written(node) };
  return { kind: 'record', entries: keyedOf(body, context, walk).map(({ name, ...rest }) => ({ key: name, ...rest })), ...walk.written(node) };
}

function keyedOf(body: Node | undefined, context: Context, walk: Walk<Node>): Call['keywords'] {
  return named(body).flatMap((element) => {
    const key = named(child(element, 'key'))[0];
    if (element.type !== 'keyed_element' || key === undefined) return [];
    const name = key.type.endsWith('string_literal') ? stringOf(key, walk) : walk.text(key);
    return [{ name, value: walk.read(child(element, 'value'), context), place: walk.place(element) }];
  });
}
