import type { TSESTree } from '@typescript-eslint/typescript-estree';
import type { Node } from './estree.ts';
import { modules } from './javascript-modules.ts';
import { calleeOf, keyOf, pathOf, unwrapped } from './javascript-names.ts';
import { names } from './javascript-patterns.ts';
import { functions } from './javascript-functions.ts';
import type { Binary, Expression, Template } from './tree.ts';
import type { Context, Handler, Handlers, Walk } from './walk.ts';

type TypedHandlers = { readonly [K in Node['type']]?: (node: Extract<Node, { type: K }>, context: Context, walk: Walk<Node>) => Expression | undefined };

const through: Handler<Node> = (node, context, walk) => walk.through(unwrapped(node), context);
const ignored: Handler<Node> = (node, _, walk) => walk.opaque(node);
const named: Handler<Node> = (node, context, walk) => {
  const path = pathOf(node);
  return path === undefined ? walk.inside(node, context) : walk.name(node, path);
};

const expressions: TypedHandlers = {
  AwaitExpression: through, ChainExpression: through, TSAsExpression: through, TSNonNullExpression: through,
  TSSatisfiesExpression: through, TSTypeAssertion: through, TSInstantiationExpression: through,
  TSInterfaceDeclaration: ignored, TSTypeAliasDeclaration: ignored, TSDeclareFunction: ignored,
  Identifier: named, ThisExpression: named, MemberExpression: named, MetaProperty: named,
  Literal: (node, _, walk) => ('regex' in node ? walk.opaque(node) : walk.literal(node, typeof node.value === 'bigint' ? Number(node.value) : (node.value as string))),
  TemplateLiteral: template,
  CallExpression: call,
  NewExpression: call,
  ObjectExpression: record,
  ArrayExpression: (node, context, walk) => ({ kind: 'list', items: node.elements.map((item) => walk.read(item, context)), ...walk.written(node) }),
  SequenceExpression: (node, context, walk) => node.expressions.map((one) => walk.read(one, context)).at(-1),
  BinaryExpression: (node, context, walk) => (arithmetic.has(node.operator) ? binary(node, context, walk) : walk.inside(node, context)),
  LogicalExpression: (node, context, walk) => binary(node, context, walk),
  UnaryExpression: unary,
  ConditionalExpression: (node, context, walk) => ({
    kind: 'choice', test: walk.read(node.test, context), options: [walk.branch(node.consequent, context), walk.branch(node.alternate, context)],
    ...walk.written(node),
  }),
  IfStatement: ifStatement,
  SwitchCase: (node, context, walk) => {
    walk.read(node.test, context);
    walk.each(node.consequent, { ...context, branch: walk.place(node) });
    return undefined;
  },
  CatchClause: (node, context, walk) => walk.branch(node.body, context),
  ReturnStatement: (node, context, walk) => {
    if (node.argument !== null) context.returns?.push(walk.read(node.argument, context));
    return undefined;
  },
};

export const javascript = { ...expressions, ...names, ...functions, ...modules } as Handlers<Node>;

const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '**', '<<']);

function binary(node: TSESTree.BinaryExpression | TSESTree.LogicalExpression, context: Context, walk: Walk<Node>): Binary {
  const left = walk.read(node.left, context);
  const right = node.type === 'LogicalExpression' ? walk.branch(node.right, context) : walk.read(node.right, context);
  return { kind: 'binary', operator: node.operator, left, right, ...walk.written(node) };
}

/** `-x` is `0 - x`; `+x` makes a number as `1 * x` does. */
function unary(node: TSESTree.UnaryExpression, context: Context, walk: Walk<Node>): Expression {
  const right = walk.read(node.argument, context);
  if (node.operator !== '-' && node.operator !== '+') return walk.opaque(node);
  if (node.operator === '-' && right.kind === 'literal' && typeof right.value === 'number') return walk.literal(node, -right.value);
  const [operator, left] = node.operator === '-' ? ['-', 0] : ['*', 1];
  return { kind: 'binary', operator, left: walk.literal(node, left), right, ...walk.written(node) };
}

function template(node: TSESTree.TemplateLiteral, context: Context, walk: Walk<Node>): Expression {
  const texts = node.quasis.map((quasi) => quasi.value.cooked ?? quasi.value.raw);
  if (node.expressions.length === 0) return walk.literal(node, texts.join(''));
  const parts: Template['parts'] = texts.flatMap((text, index) => [text, ...node.expressions.slice(index, index + 1).map((one) => walk.read(one, context))]);
  return { kind: 'template', parts, ...walk.written(node) };
}

function call(node: TSESTree.CallExpression | TSESTree.NewExpression, context: Context, walk: Walk<Node>): Expression {
  const { members, base, place } = calleeOf(node.callee);
  const receiver = base === undefined ? undefined : walk.read(base, context);
  const required = requiredModule(node);
  if (required !== undefined) walk.import({ local: '', module: required, name: '*', place: walk.place(node) });
  return walk.call(node, context, {
    callee: members.join('.'),
    calleePlace: walk.place(place),
    construct: node.type === 'NewExpression' ? 'new' : 'call',
    args: node.arguments.map((argument) => walk.read(argument, context)),
    ...(receiver === undefined ? {} : { receiver }),
  });
}

function requiredModule(node: TSESTree.CallExpression | TSESTree.NewExpression): string | undefined {
  const [first] = node.arguments;
  if (node.callee.type !== 'Identifier' || node.callee.name !== 'require' || first?.type !== 'Literal') return undefined;
  return typeof first.value === 'string' ? first.value : undefined;
}

function record(node: TSESTree.ObjectExpression, context: Context, walk: Walk<Node>): Expression {
  const entries = node.properties.map((property) => {
    if (property.type === 'SpreadElement') return { key: '...', value: walk.read(property.argument, context), place: walk.place(property) };
    const key = keyOf(property.key, property.computed) ?? `[${walk.text(property.key)}]`;
    return { key, value: walk.through(property.value, context, {}), place: walk.place(property) };
  });
  return { kind: 'record', entries, ...walk.written(node) };
}

function ifStatement(node: TSESTree.IfStatement, context: Context, walk: Walk<Node>): undefined {
  walk.read(node.test, context);
  const main = /^require\.main\s*===?\s*module$/.test(walk.text(node.test));
  if (main) walk.read(node.consequent, context);
  else walk.branch(node.consequent, context);
  walk.branch(node.alternate, context);
}
