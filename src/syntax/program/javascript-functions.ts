import type { TSESTree } from '@typescript-eslint/typescript-estree';
import type { Node } from './estree.ts';
import { keyOf, pathOf } from './javascript-names.ts';
import { bindings } from './javascript-patterns.ts';
import type { Expression, FunctionScope } from './tree.ts';
import type { Context, Walk } from './walk.ts';

type FunctionNode = TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;
type Parameters = FunctionScope['parameters'];

/** Functions and classes. */
export const functions = {
  FunctionDeclaration: callback,
  FunctionExpression: callback,
  ArrowFunctionExpression: callback,
  ClassDeclaration: classScope,
  ClassExpression: classScope,
  MethodDefinition(node: TSESTree.MethodDefinition, context: Context, walk: Walk<Node>): Expression {
    const decorators = decoratorsOf(node.decorators, context, walk);
    return callback(node.value as FunctionNode, { ...context, role: {} }, walk, keyOf(node.key, node.computed) ?? '', decorators);
  },
  PropertyDefinition(node: TSESTree.PropertyDefinition, context: Context, walk: Walk<Node>): undefined {
    const name = keyOf(node.key, node.computed);
    if (name === undefined) return walk.each([node.value], context) as undefined;
    if (node.value === null) walk.define(node, name, walk.opaque(node), context, { field: true, empty: true });
    else walk.define(node, name, walk.through(node.value, context, { assigned: `this.${name}` }), context, { field: true });
  },
};

function callback(node: FunctionNode, context: Context, walk: Walk<Node>, name = node.id?.name ?? context.role.assigned ?? '', decorators: readonly string[] = []): Expression {
  const parameters = node.params.flatMap((parameter) => parametersOf(parameter, context, walk));
  const entered = walk.function(context, {
    name, parameters, decorators, node,
    body(inner) {
      defineParameterProperties(node, inner, walk);
      if (node.type !== 'ArrowFunctionExpression' || node.body.type === 'BlockStatement') walk.read(node.body, inner);
      else inner.returns?.push(walk.read(node.body, inner));
    },
  });
  return { kind: 'callback', function: entered, ...walk.written(node) };
}

function classScope(node: TSESTree.ClassDeclaration | TSESTree.ClassExpression, context: Context, walk: Walk<Node>): Expression {
  decoratorsOf(node.decorators, context, walk);
  const base = node.superClass === null ? undefined : pathOf(node.superClass);
  if (base === undefined) walk.each([node.superClass], context);
  const inner = walk.class(node, context, node.id?.name ?? context.role.assigned ?? '', base === undefined ? [] : [base.join('.')]);
  walk.each(node.body.body, inner);
  return walk.opaque(node);
}

function decoratorsOf(decorators: readonly TSESTree.Decorator[], context: Context, walk: Walk<Node>): readonly string[] {
  return decorators.flatMap(({ expression }) => {
    walk.read(expression, context);
    const path = pathOf(expression.type === 'CallExpression' ? expression.callee : expression);
    return path === undefined ? [] : [path.join('.')];
  });
}

function parametersOf(node: TSESTree.Parameter, context: Context, walk: Walk<Node>): Parameters {
  if (node.type === 'TSParameterProperty') return parametersOf(node.parameter, context, walk);
  if (node.type === 'Identifier') return [{ name: node.name, place: walk.place(node) }];
  if (node.type === 'ObjectPattern') return bindings(node).map((one) => parameter(one.local, one.fallback, one.node, context, walk));
  if (node.type !== 'AssignmentPattern') return [];
  if (node.left.type === 'Identifier') return [parameter(node.left.name, node.right, node, context, walk)];
  return node.left.type === 'ObjectPattern' ? parametersOf(node.left, context, walk) : [];
}

function parameter(name: string, fallback: Node | undefined, node: Node, context: Context, walk: Walk<Node>): Parameters[number] {
  const place = walk.place(node);
  return fallback === undefined ? { name, place } : { name, place, default: walk.read(fallback, context) };
}

/** `constructor(private timeout = 5000)` is also `this.timeout = timeout`. */
function defineParameterProperties(node: FunctionNode, inner: Context, walk: Walk<Node>): void {
  for (const parameter of node.params) {
    if (parameter.type !== 'TSParameterProperty') continue;
    const target = parameter.parameter.type === 'AssignmentPattern' ? parameter.parameter.left : parameter.parameter;
    if (target.type === 'Identifier') walk.define(parameter, `this.${target.name}`, walk.name(target, [target.name]), inner);
  }
}
