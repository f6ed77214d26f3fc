import { child, childrenOf, named, ofType, type Node } from './grammar.ts';
import { pathOf } from './java-names.ts';
import type { FunctionScope } from './tree.ts';
import type { Context, Handler, Handlers, Walk } from './walk.ts';

const method: Handler<Node> = (node, context, walk) => {
  enter(node, walk.text(child(node, 'name') ?? node), context, walk);
  return undefined;
};
const type: Handler<Node> = (node, context, walk) => {
  const types = [...named(child(node, 'superclass')), ...named(named(child(node, 'interfaces'))[0])];
  const bases = types.flatMap((base) => pathOf(base, walk)?.join('.') ?? []);
  walk.read(child(node, 'body'), walk.class(node, context, walk.text(child(node, 'name') ?? node), bases));
  return undefined;
};

/** Imports, types, fields, variables, methods. */
export const javaDefinitions: Handlers<Node> = {
  package_declaration: (node, _, walk) => walk.opaque(node),
  import_declaration(node, _, walk) {
    const [path] = named(node);
    if (path === undefined) return undefined;
    const place = walk.place(node);
    const whole = walk.text(path).replaceAll(/\s/g, '');
    const dot = whole.lastIndexOf('.');
    if (ofType(node, 'asterisk') !== undefined) walk.import({ local: '*', module: whole, name: '*', place });
    else walk.import({ local: whole.slice(dot + 1), module: whole.slice(0, Math.max(dot, 0)), name: whole.slice(dot + 1), place });
    return undefined;
  },
  class_declaration: type, interface_declaration: type, enum_declaration: type, record_declaration: type,
  field_declaration: (node, context, walk) => declare(node, { field: true }, context, walk),
  local_variable_declaration: (node, context, walk) => declare(node, { declares: true }, context, walk),
  resource(node, context, walk) {
    const name = child(node, 'name');
    if (name === undefined) return walk.inside(node, context);
    walk.define(node, walk.text(name), walk.through(child(node, 'value'), context, { assigned: walk.text(name), scoped: true }), context, { declares: true });
    return undefined;
  },
  assignment_expression(node, context, walk) {
    const left = child(node, 'left');
    const path = left === undefined ? undefined : pathOf(left, walk);
    const value = walk.through(child(node, 'right'), context, path === undefined ? {} : { assigned: path.join('.') });
    const plain = walk.text(child(node, 'operator') ?? node) === '=';
    if (path === undefined) walk.read(left, context);
    else walk.define(node, path.join('.'), plain ? value : walk.opaque(node), context);
    return value;
  },
  method_declaration: method, constructor_declaration: method,
  lambda_expression: (node, context, walk) => ({ kind: 'callback', function: enter(node, '', context, walk), ...walk.written(node) }),
};

function declare(node: Node, kind: { field: true } | { declares: true }, context: Context, walk: Walk<Node>): undefined {
  for (const declarator of childrenOf(node, 'declarator')) {
    const name = child(declarator, 'name');
    const value = child(declarator, 'value');
    if (name === undefined) continue;
    if (value === undefined) walk.define(declarator, walk.text(name), walk.opaque(name), context, { ...kind, empty: true });
    else walk.define(declarator, walk.text(name), walk.through(value, context, { assigned: walk.text(name) }), context, kind);
  }
}

function enter(node: Node, name: string, context: Context, walk: Walk<Node>): FunctionScope {
  const list = child(node, 'parameters');
  const parameters = list?.type === 'identifier' ? [list] : named(list).map((one) => child(one, 'name') ?? child(ofType(one, 'variable_declarator'), 'name') ?? one);
  const body = child(node, 'body');
  const annotations = named(ofType(node, 'modifiers')).flatMap((one) => child(one, 'name') ?? []);
  return walk.function(context, {
    name, node,
    decorators: annotations.map(walk.text),
    parameters: parameters.map((one) => ({ name: walk.text(one), place: walk.place(one) })),
    body(inner) {
      const value = walk.read(body, inner);
      if (body !== undefined && !body.type.endsWith('block') && !body.type.endsWith('body')) inner.returns?.push(value);
    },
  });
}
