import { operatorOf, pathOf } from './csharp-names.ts';
import { child, named, ofType, type Node } from './grammar.ts';
import type { Expression, FunctionScope } from './tree.ts';
import type { Context, Handler, Handlers, Walk } from './walk.ts';

const method: Handler<Node> = (node, context, walk) => {
  const name = child(node, 'name');
  enter(node, name === undefined ? '' : walk.text(name), context, walk);
  return undefined;
};
const callback: Handler<Node> = (node, context, walk) => ({ kind: 'callback', function: enter(node, context.role.assigned ?? '', context, walk), ...walk.written(node) });
const type: Handler<Node> = (node, context, walk) => {
  const bases = named(ofType(node, 'base_list')).flatMap((base) => pathOf(base, walk)?.join('.') ?? []);
  walk.read(child(node, 'body'), walk.class(node, context, walk.text(child(node, 'name') ?? node), bases));
  return undefined;
};
const field: Handler<Node> = (node, context, walk) => declare(ofType(node, 'variable_declaration'), { field: true }, false, context, walk);

/** Usings, types, fields, variables, functions. */
export const csharpDefinitions: Handlers<Node> = {
  using_directive(node, _, walk) {
    const alias = child(node, 'name');
    const target = named(node).findLast((one) => one !== alias);
    const module = target === undefined ? '' : walk.text(target).replaceAll(/\s|global::/g, '');
    walk.import({ local: alias === undefined ? '*' : walk.text(alias), module, name: '*', place: walk.place(node) });
    return undefined;
  },
  namespace_declaration: (node, context, walk) => walk.read(child(node, 'body'), context),
  file_scoped_namespace_declaration: (node, context, walk) => void walk.each(named(node).filter((one) => one.field !== 'name'), context),
  class_declaration: type, struct_declaration: type, record_declaration: type, interface_declaration: type,
  field_declaration: field,
  property_declaration(node, context, walk) {
    const name = child(node, 'name');
    const value = child(node, 'value');
    if (name === undefined || value === undefined) return walk.inside(node, context);
    const role = { assigned: walk.text(name), ...typeOf(child(node, 'type'), walk) };
    walk.define(node, walk.text(name), walk.through(value.type === 'arrow_expression_clause' ? named(value)[0] : value, context, role), context, { field: true });
    return undefined;
  },
  local_declaration_statement: (node, context, walk) => declare(ofType(node, 'variable_declaration'), { declares: true }, node.children.some((one) => one.type === 'using'), context, walk),
  using_statement(node, context, walk) {
    for (const resource of named(node).filter((one) => one.field !== 'body')) {
      if (resource.type === 'variable_declaration') declare(resource, { declares: true }, true, context, walk);
      else walk.through(resource, context, { scoped: true });
    }
    return walk.read(child(node, 'body'), context);
  },
  variable_declaration: (node, context, walk) => declare(node, { declares: true }, false, context, walk),
  assignment_expression(node, context, walk) {
    const left = child(node, 'left');
    const path = left === undefined ? undefined : pathOf(left, walk);
    const written = walk.through(child(node, 'right'), context, path === undefined ? {} : { assigned: path.join('.') });
    const operator = operatorOf(node, walk);
    if (path === undefined || left === undefined) walk.read(left, context);
    else walk.define(node, path.join('.'), operator === '=' ? written : combined(node, operator, left, written, walk), context);
    return written;
  },
  method_declaration: method, constructor_declaration: method, local_function_statement: method,
  lambda_expression: callback, anonymous_method_expression: callback,
};

function declare(declaration: Node | undefined, kind: { field: true } | { declares: true }, scoped: boolean, context: Context, walk: Walk<Node>): undefined {
  const declared = typeOf(child(declaration, 'type'), walk);
  for (const declarator of named(declaration).filter((one) => one.type === 'variable_declarator')) {
    const name = child(declarator, 'name');
    const value = named(declarator).findLast((one) => one.field !== 'name' && one.type !== 'bracketed_argument_list');
    if (name === undefined) continue;
    const role = { assigned: walk.text(name), ...declared, ...(scoped ? { scoped: true as const } : {}) };
    if (value === undefined) walk.define(declarator, walk.text(name), walk.opaque(name), context, { ...kind, empty: true });
    else walk.define(declarator, walk.text(name), walk.through(value, context, role), context, kind);
  }
}

function combined(node: Node, operator: string, left: Node, right: Expression, walk: Walk<Node>): Expression {
  return { kind: 'binary', operator: operator.slice(0, -1), left: walk.opaque(left), right, ...walk.written(node) };
}

function typeOf(node: Node | undefined, walk: Walk<Node>): { type?: string } {
  const inner = node?.type === 'nullable_type' ? child(node, 'type') : node;
  const path = inner === undefined || inner.type === 'implicit_type' ? undefined : pathOf(inner, walk);
  return path === undefined ? {} : { type: path.join('.') };
}

function enter(node: Node, name: string, context: Context, walk: Walk<Node>): FunctionScope {
  const list = child(node, 'parameters');
  const body = child(node, 'body');
  walk.read(ofType(node, 'constructor_initializer'), context);
  return walk.function(context, {
    name, node,
    parameters: list?.type === 'implicit_parameter' ? [{ name: walk.text(list), place: walk.place(list) }] : named(list).flatMap((one) => parameter(one, context, walk)),
    body(inner) {
      const value = walk.read(body, inner);
      if (body?.type !== 'block' && body?.type !== 'arrow_expression_clause') inner.returns?.push(value);
    },
  });
}

function parameter(node: Node, context: Context, walk: Walk<Node>): FunctionScope['parameters'] {
  const name = child(node, 'name') ?? (node.type === 'identifier' || node.type === 'implicit_parameter' ? node : undefined);
  const value = named(node).at(-1);
  if (name === undefined) return [];
  const place = walk.place(node);
  const hasDefault = value !== undefined && value.field === undefined && node.children.some((one) => one.type === '=');
  return [hasDefault ? { name: walk.text(name), place, default: walk.read(value, context) } : { name: walk.text(name), place }];
}
