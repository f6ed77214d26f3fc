import { inBranch, negation, reference, returned } from './alike.ts';
import { child, named, ofType, type Node } from './grammar.ts';
import { phpCalls } from './php-calls.ts';
import { phpDefinitions } from './php-definitions.ts';
import { pathOf, stringOf } from './php-names.ts';
import type { Expression, Template } from './tree.ts';
import type { Context, Handler, Handlers, Walk } from './walk.ts';

const through: Handler<Node> = (node, context, walk) => walk.through(child(node, 'value') ?? named(node).at(-1), context);
const name = reference(pathOf);

/** Names are without `$`; `->` and `::` are written as dots. */
export const php: Handlers<Node> = {
  ...phpDefinitions,
  ...phpCalls,
  parenthesized_expression: through, cast_expression: through, argument: through, clone_expression: through,
  name: name, qualified_name: name, variable_name: name, member_access_expression: name, nullsafe_member_access_expression: name,
  scoped_property_access_expression: name, class_constant_access_expression: name, subscript_expression: name,
  integer: number, float: number,
  boolean: (node, _, walk) => walk.literal(node, walk.text(node).toLowerCase() === 'true'),
  null: (node, _, walk) => walk.literal(node, null),
  string: (node, _, walk) => walk.literal(node, stringOf(node, walk)),
  encapsed_string: text,
  array_creation_expression: array,
  binary_expression(node, context, walk) {
    const operator = walk.text(child(node, 'operator') ?? node);
    if (!operators.has(operator)) return walk.inside(node, context);
    const [left, right] = [walk.read(child(node, 'left'), context), walk.read(child(node, 'right'), context)];
    return operator === '.' ? { kind: 'template', parts: [left, right], ...walk.written(node) } : { kind: 'binary', operator, left, right, ...walk.written(node) };
  },
  unary_op_expression: negation,
  conditional_expression(node, context, walk) {
    const test = walk.read(child(node, 'condition'), context);
    const body = child(node, 'body');
    const alternative = walk.branch(child(node, 'alternative'), context);
    if (body === undefined) return { kind: 'binary', operator: '?:', left: test, right: alternative, ...walk.written(node) };
    return { kind: 'choice', test, options: [walk.branch(body, context), alternative], ...walk.written(node) };
  },
  if_statement(node, context, walk) {
    walk.read(child(node, 'condition'), context);
    for (const part of node.children.filter((one) => one.field === 'body' || one.field === 'alternative')) walk.branch(part, context);
    return undefined;
  },
  case_statement: inBranch, default_statement: inBranch, catch_clause: inBranch, match_conditional_expression: inBranch,
  return_statement: returned,
};

const operators: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '**', '<<', '??', '||', '&&', 'or', 'and', '.']);


function number(node: Node, _: Context, walk: Walk<Node>): Expression {
  const value = Number(walk.text(node).replaceAll('_', ''));
  return Number.isFinite(value) ? walk.literal(node, value) : walk.opaque(node);
}

function text(node: Node, context: Context, walk: Walk<Node>): Expression {
  const isPlain = named(node).every((part) => part.type === 'string_content' || part.type === 'escape_sequence');
  if (isPlain) return walk.literal(node, stringOf(node, walk));
  const parts: Template['parts'] = named(node).map((part) => (part.type === 'string_content' ? walk.text(part) : walk.read(part, context)));
  return { kind: 'template', parts, ...walk.written(node) };
}

/** With keys a record, without a list. */
function array(node: Node, context: Context, walk: Walk<Node>): Expression {
  const elements = named(node).map((element) => ({ element, parts: named(element), place: walk.place(element) }));
  if (elements.every(({ parts }) => parts.length === 1 && parts[0]?.type !== 'variadic_unpacking')) return { kind: 'list', items: elements.map(({ parts }) => walk.read(parts[0], context)), ...walk.written(node) };
  const entries = elements.flatMap(({ parts: [key, value], place }) => {
    if (key?.type === 'variadic_unpacking') return [{ key: '...', value: walk.read(named(key)[0], context), place }];
    if (key === undefined || value === undefined) return [];
    const isText = ofType(key, 'string_content') !== undefined;
    return [{ key: isText ? stringOf(key, walk) : (pathOf(key, walk)?.join('.') ?? walk.text(key)), value: walk.read(value, context), place }];
  });
  return { kind: 'record', entries, ...walk.written(node) };
}
