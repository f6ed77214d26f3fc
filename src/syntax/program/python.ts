import { inBranch, list, negation, reference, returned } from './alike.ts';
import { child, childrenOf, named, ofType, type Node } from './grammar.ts';
import { pythonDefinitions } from './python-definitions.ts';
import { parts, pathOf, stringOf } from './python-names.ts';
import type { Call, Expression } from './tree.ts';
import type { Context, Handler, Handlers, Walk } from './walk.ts';

const through: Handler<Node> = (node, context, walk) => walk.through(named(node)[0], context);
const name = reference(pathOf);
const binary: Handler<Node> = (node, context, walk) => ({
  kind: 'binary', operator: walk.text(child(node, 'operator') ?? node), ...walk.written(node),
  left: walk.read(child(node, 'left'), context),
  right: node.type === 'boolean_operator' ? walk.branch(child(node, 'right'), context) : walk.read(child(node, 'right'), context),
});

export const python: Handlers<Node> = {
  ...pythonDefinitions,
  parenthesized_expression: through,
  await: through,
  identifier: name, attribute: name, subscript: name,
  integer: (node, _, walk) => number(node, Number(walk.text(node).replaceAll('_', '')), walk),
  float: (node, _, walk) => number(node, Number(walk.text(node).replaceAll('_', '')), walk),
  true: (node, _, walk) => walk.literal(node, true),
  false: (node, _, walk) => walk.literal(node, false),
  none: (node, _, walk) => walk.literal(node, null),
  string: text,
  concatenated_string(node, context, walk) {
    const pieces = named(node).map((piece) => walk.read(piece, context));
    const values = pieces.map((piece) => (piece.kind === 'literal' && typeof piece.value === 'string' ? piece.value : undefined));
    if (values.every((value) => value !== undefined)) return walk.literal(node, values.join(''));
    return { kind: 'template', parts: pieces.flatMap((piece) => (piece.kind === 'template' ? piece.parts : [piece])), ...walk.written(node) };
  },
  tuple: list, list, set: list, expression_list: list,
  dictionary: record,
  call,
  binary_operator: binary,
  boolean_operator: binary,
  unary_operator: negation,
  conditional_expression(node, context, walk) {
    const [first, test, second] = named(node);
    return { kind: 'choice', test: walk.read(test, context), options: [walk.branch(first, context), walk.branch(second, context)], ...walk.written(node) };
  },
  if_statement(node, context, walk) {
    const condition = child(node, 'condition');
    const main = condition !== undefined && /^__name__\s*==\s*["']__main__["']$/.test(walk.text(condition));
    walk.read(condition, context);
    if (main) walk.read(child(node, 'consequence'), context);
    else walk.branch(child(node, 'consequence'), context);
    for (const alternative of childrenOf(node, 'alternative')) walk.branch(alternative, context);
    return undefined;
  },
  except_clause: inBranch, case_clause: inBranch,
  return_statement: returned,
};

function number(node: Node, value: number, walk: Walk<Node>): Expression {
  return Number.isFinite(value) ? walk.literal(node, value) : walk.opaque(node);
}

function text(node: Node, context: Context, walk: Walk<Node>): Expression {
  if (ofType(node, 'interpolation') === undefined) return walk.literal(node, stringOf(node, walk));
  return { kind: 'template', parts: parts(node, walk).map((part) => (typeof part === 'string' ? part : walk.read(part, context))), ...walk.written(node) };
}

function record(node: Node, context: Context, walk: Walk<Node>): Expression {
  const entries = named(node).flatMap((pair) => {
    if (pair.type === 'dictionary_splat') return [{ key: '...', value: walk.read(named(pair)[0], context), place: walk.place(pair) }];
    const key = child(pair, 'key');
    if (key === undefined) return [];
    const literal = key.type === 'string' && ofType(key, 'interpolation') === undefined;
    return [{ key: literal ? stringOf(key, walk) : walk.text(key), value: walk.read(child(pair, 'value'), context), place: walk.place(pair) }];
  });
  return { kind: 'record', entries, ...walk.written(node) };
}

function call(node: Node, context: Context, walk: Walk<Node>): Expression {
  const callee = child(node, 'function') ?? node;
  const path = pathOf(callee, walk);
  const attribute = callee.type === 'attribute' ? child(callee, 'attribute') : undefined;
  const receiver = path === undefined ? walk.read(attribute === undefined ? callee : child(callee, 'object'), context) : undefined;
  const given = named(child(node, 'arguments'));
  return walk.call(node, context, {
    callee: path?.join('.') ?? (attribute === undefined ? '' : walk.text(attribute)),
    calleePlace: walk.place(path === undefined ? (attribute ?? callee) : callee),
    args: given.filter((one) => one.type !== 'keyword_argument' && one.type !== 'dictionary_splat').map((one) => walk.read(one, context)),
    keywords: given.flatMap((one) => keywordsOf(one, context, walk)),
    ...(receiver === undefined ? {} : { receiver }),
  });
}

function keywordsOf(node: Node, context: Context, walk: Walk<Node>): Call['keywords'] {
  if (node.type === 'dictionary_splat') return [{ name: '...', value: walk.read(named(node)[0], context), place: walk.place(node) }];
  const name = node.type === 'keyword_argument' ? child(node, 'name') : undefined;
  return name === undefined ? [] : [{ name: walk.text(name), value: walk.read(child(node, 'value'), context), place: walk.place(node) }];
}
