import type { TSESTree } from '@typescript-eslint/typescript-estree';
import type { Node } from './estree.ts';
import { calleeOf, keyOf, pathOf, unwrapped } from './javascript-names.ts';
import type { Binary, Expression } from './tree.ts';
import type { Context, Walk } from './walk.ts';

/** Declarations and assignments. */
export const names = {
  VariableDeclaration(node: TSESTree.VariableDeclaration, context: Context, walk: Walk<Node>): undefined {
    for (const declarator of node.declarations) walk.through(declarator, context);
  },
  VariableDeclarator(node: TSESTree.VariableDeclarator, context: Context, walk: Walk<Node>): undefined {
    const required = node.init === null ? undefined : requiredBy(node.init);
    if (required !== undefined && importPattern(node.id, required, walk)) return;
    const { exported } = context.role;
    if (node.id.type !== 'Identifier') return definePattern(node, context, walk);
    const options = { declares: true, ...(exported === undefined ? {} : { exported }) } as const;
    if (node.init === null) walk.define(node, node.id.name, walk.opaque(node.id), context, { ...options, empty: true });
    else walk.define(node, node.id.name, walk.through(node.init, context, { assigned: node.id.name }), context, options);
  },
  AssignmentExpression(node: TSESTree.AssignmentExpression, context: Context, walk: Walk<Node>): Expression {
    const path = pathOf(node.left);
    const written = walk.through(node.right, context, path === undefined ? {} : { assigned: path.join('.') });
    const value = node.operator === '=' ? written : combined(node, written, walk);
    if (path === undefined) defineMember(node, value, context, walk);
    else walk.define(node, path.join('.'), value, context, isExport(path) ? { exported: true } : {});
    return value;
  },
  TSEnumDeclaration(node: TSESTree.TSEnumDeclaration, context: Context, walk: Walk<Node>): undefined {
    const { exported } = context.role;
    for (const member of node.body.members) {
      const key = keyOf(member.id, false);
      if (key === undefined || member.initializer === undefined) continue;
      walk.define(member, `${node.id.name}.${key}`, walk.read(member.initializer, context), context, exported === undefined ? {} : { exported });
    }
  },
};

/** `app.getHttpServer().keepAliveTimeout = …`: a member of what a call returns. */
function defineMember({ left }: TSESTree.AssignmentExpression, value: Expression, context: Context, walk: Walk<Node>): void {
  const { members, base } = calleeOf(left);
  const target = base?.type === 'CallExpression' ? walk.read(base, context) : walk.read(left, context);
  if (target.kind === 'call' && members.length > 0) walk.define(left, `${target.callee}().${members.join('.')}`, value, context);
}

interface Required {
  readonly module: string;
  readonly name: string;
}

/** `require("x")`, `await import("x")` and one member of them. */
function requiredBy(init: Node): Required | undefined {
  const node = unwrapped(init);
  if (node.type === 'MemberExpression') {
    const whole = requiredBy(node.object);
    const key = keyOf(node.property, node.computed);
    return whole === undefined || key === undefined || whole.name !== '*' ? undefined : { module: whole.module, name: key };
  }
  const [first] = node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require' ? node.arguments : [];
  const source = node.type === 'ImportExpression' ? node.source : first;
  return source?.type === 'Literal' && typeof source.value === 'string' ? { module: source.value, name: '*' } : undefined;
}

function importPattern(id: Node, { module, name }: Required, walk: Walk<Node>): boolean {
  if (id.type === 'Identifier') {
    walk.import({ local: id.name, module, name, place: walk.place(id) });
    return true;
  }
  if (id.type !== 'ObjectPattern' || name !== '*') return false;
  for (const { local, key, node } of bindings(id)) walk.import({ local, module, name: key, place: walk.place(node) });
  return true;
}

function definePattern(node: TSESTree.VariableDeclarator, context: Context, walk: Walk<Node>): undefined {
  const { exported } = context.role;
  const options = { declares: true, ...(exported === undefined ? {} : { exported }) } as const;
  const value = walk.read(node.init, context);
  if (node.id.type !== 'ObjectPattern') return;
  for (const binding of bindings(node.id)) {
    const member = value.kind === 'name' ? walk.name(binding.node, [...value.path, binding.key]) : walk.opaque(binding.node);
    walk.define(binding.node, binding.local, withDefault(member, binding, context, walk), context, options);
  }
}

interface Binding {
  readonly local: string;
  readonly key: string;
  readonly fallback?: Node;
  readonly node: Node;
}

/** The plain names of an object pattern. */
export function bindings(pattern: TSESTree.ObjectPattern): readonly Binding[] {
  return pattern.properties.flatMap((property): readonly Binding[] => {
    const key = property.type === 'Property' ? keyOf(property.key, property.computed) : undefined;
    if (property.type !== 'Property' || key === undefined) return [];
    const { value } = property;
    if (value.type === 'Identifier') return [{ local: value.name, key, node: property }];
    if (value.type !== 'AssignmentPattern' || value.left.type !== 'Identifier') return [];
    return [{ local: value.left.name, key, fallback: value.right, node: property }];
  });
}

function withDefault(member: Expression, { fallback, node }: Binding, context: Context, walk: Walk<Node>): Expression {
  if (fallback === undefined) return member;
  return { kind: 'binary', operator: '??', left: member, right: walk.read(fallback, context), ...walk.written(node) };
}

/** The value after `+=`, `??=` and the like. */
function combined(node: TSESTree.AssignmentExpression, right: Expression, walk: Walk<Node>): Binary {
  return { kind: 'binary', operator: node.operator.slice(0, -1), left: walk.opaque(node.left), right, ...walk.written(node) };
}

const isExport = ([head, second]: readonly string[]): boolean => head === 'exports' || (head === 'module' && second === 'exports');
