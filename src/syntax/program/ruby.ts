import { choice, inBranch, list, negation, reference } from './alike.ts';
import { child, named, ofType, type Node } from './grammar.ts';
import { rubyDefinitions } from './ruby-definitions.ts';
import { calleeOf, pathOf, stringOf } from './ruby-names.ts';
import type { Call, Expression, Template } from './tree.ts';
import type { Context, Handler, Handlers, Walk } from './walk.ts';

const through: Handler<Node> = (node, context, walk) => walk.through(named(node).at(-1), context);
const literalText: Handler<Node> = (node, _, walk) => walk.literal(node, stringOf(node, walk));
const name = reference(pathOf);
const conditional: Handler<Node> = (node, context, walk) => {
  walk.read(child(node, 'condition'), context);
  walk.branch(child(node, 'body') ?? child(node, 'consequence'), context);
  walk.branch(child(node, 'alternative'), context);
  return undefined;
};

export const ruby: Handlers<Node> = {
  ...rubyDefinitions,
  parenthesized_statements: through,
  identifier: name, constant: name, instance_variable: name, class_variable: name, global_variable: name,
  self: name, scope_resolution: name, element_reference: name,
  integer: number, float: number,
  true: (node, _, walk) => walk.literal(node, true),
  false: (node, _, walk) => walk.literal(node, false),
  nil: (node, _, walk) => walk.literal(node, null),
  simple_symbol: literalText, hash_key_symbol: literalText, bare_string: literalText, bare_symbol: literalText,
  string(node, context, walk) {
    if (ofType(node, 'interpolation') === undefined) return walk.literal(node, stringOf(node, walk));
    const parts: Template['parts'] = named(node).map((part) => (part.type === 'interpolation' ? walk.read(named(part)[0], context) : walk.text(part)));
    return { kind: 'template', parts, ...walk.written(node) };
  },
  array: list, string_array: list, symbol_array: list, right_assignment_list: list,
  hash: (node, context, walk) => ({ kind: 'record', entries: named(node).flatMap((pair) => entryOf(pair, context, walk)), ...walk.written(node) }),
  call,
  binary(node, context, walk) {
    const operator = walk.text(child(node, 'operator') ?? node);
    if (!operators.has(operator)) return walk.inside(node, context);
    return { kind: 'binary', operator, left: walk.read(child(node, 'left'), context), right: walk.read(child(node, 'right'), context), ...walk.written(node) };
  },
  unary: negation,
  conditional: choice,
  if: conditional, unless: conditional, elsif: conditional, if_modifier: conditional, unless_modifier: conditional,
  when: inBranch, in_clause: inBranch, rescue: inBranch, rescue_modifier: through,
  return(node, context, walk) {
    const [value] = named(named(node)[0]);
    if (value !== undefined) context.returns?.push(walk.read(value, context));
    return undefined;
  },
};

const operators: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '**', '<<', '||', '&&', 'or', 'and']);

function number(node: Node, _: Context, walk: Walk<Node>): Expression {
  const value = Number(walk.text(node).replaceAll('_', ''));
  return Number.isFinite(value) ? walk.literal(node, value) : walk.opaque(node);
}

function call(node: Node, context: Context, walk: Walk<Node>): Expression {
  const path = pathOf(node, walk);
  if (path !== undefined) return walk.name(node, path);
  const { members, base } = calleeOf(node, walk);
  const receiver = base === undefined ? undefined : walk.read(base, context);
  const given = named(child(node, 'arguments'));
  const block = child(node, 'block');
  const method = child(node, 'method') ?? node;
  const args = [...given.filter((one) => one.type !== 'pair' && one.type !== 'hash_splat_argument'), ...(block === undefined ? [] : [block])];
  requireFile(node, given[0], walk);
  return walk.call(node, context, {
    callee: members.join('.'),
    calleePlace: base === undefined ? walk.source.place(node.start, method.end) : walk.place(method),
    args: args.map((one) => walk.read(one, context)),
    keywords: given.flatMap((one) => keywordsOf(one, context, walk)),
    ...(receiver === undefined ? {} : { receiver }),
  });
}

function requireFile(node: Node, given: Node | undefined, walk: Walk<Node>): void {
  const method = child(node, 'method');
  if (method === undefined || given?.type !== 'string' || !/^require(?:_relative)?$/.test(walk.text(method))) return;
  walk.import({ local: '*', module: stringOf(given, walk), name: '*', place: walk.place(node) });
}

const keywordsOf = (node: Node, context: Context, walk: Walk<Node>): Call['keywords'] =>
  node.type === 'pair' || node.type === 'hash_splat_argument' ? entryOf(node, context, walk).map(({ key, ...rest }) => ({ name: key, ...rest })) : [];

function entryOf(node: Node, context: Context, walk: Walk<Node>): { key: string; value: Expression; place: ReturnType<Walk<Node>['place']> }[] {
  const place = walk.place(node);
  if (node.type === 'hash_splat_argument') return [{ key: '...', value: walk.read(named(node)[0], context), place }];
  const key = child(node, 'key');
  return key === undefined ? [] : [{ key: stringOf(key, walk), value: walk.read(child(node, 'value'), context), place }];
}
