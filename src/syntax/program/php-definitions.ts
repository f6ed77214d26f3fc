import { child, named, ofType, type Node } from './grammar.ts';
import { pathOf } from './php-names.ts';
import type { FunctionScope } from './tree.ts';
import type { Context, Handler, Handlers, Walk } from './walk.ts';

const method: Handler<Node> = (node, context, walk) => {
  enter(node, walk.text(child(node, 'name') ?? node), context, walk);
  return undefined;
};
const callback: Handler<Node> = (node, context, walk) => ({ kind: 'callback', function: enter(node, '', context, walk), ...walk.written(node) });
const type: Handler<Node> = (node, context, walk) => {
  const bases = named(ofType(node, 'base_clause')).flatMap((base) => pathOf(base, walk)?.join('.') ?? []);
  walk.read(child(node, 'body'), walk.class(node, context, walk.text(child(node, 'name') ?? node), bases));
  return undefined;
};
const assignment: Handler<Node> = (node, context, walk) => {
  const left = child(node, 'left');
  const path = left === undefined ? undefined : pathOf(left, walk);
  const right = walk.through(child(node, 'right'), context, path === undefined ? {} : { assigned: path.join('.') });
  const value = node.type === 'assignment_expression' ? right : walk.opaque(node);
  if (path === undefined) walk.read(left, context);
  else walk.define(node, path.join('.'), value, context);
  return value;
};

/** Uses, constants, properties, assignments, functions. */
export const phpDefinitions: Handlers<Node> = {
  namespace_use_declaration(node, _, walk) {
    const prefix = ofType(node, 'namespace_name');
    const clauses = [...named(node), ...named(child(node, 'body'))].filter((one) => one.type === 'namespace_use_clause');
    for (const clause of clauses) use(clause, prefix === undefined ? [] : walk.text(prefix).split('\\'), walk);
    return undefined;
  },
  class_declaration: type, interface_declaration: type, trait_declaration: type,
  const_element(node, context, walk) {
    const [name, value] = named(node);
    const inClass = context.scope.at(-1)?.kind === 'class';
    if (name !== undefined) walk.define(node, walk.text(name), walk.read(value, context), context, inClass ? { field: true } : {});
    return undefined;
  },
  property_element(node, context, walk) {
    const path = pathOf(child(node, 'name') ?? node, walk);
    const value = child(node, 'default_value');
    if (path !== undefined && value !== undefined) walk.define(node, path.join('.'), walk.through(value, context, { assigned: path.join('.') }), context, { field: true });
    return undefined;
  },
  assignment_expression: assignment,
  augmented_assignment_expression: assignment,
  method_declaration: method, function_definition: method,
  anonymous_function: callback, arrow_function: callback,
};

function use(clause: Node, prefix: readonly string[], walk: Walk<Node>): void {
  const target = named(clause).find((one) => one.field !== 'alias');
  const alias = child(clause, 'alias');
  if (target === undefined) return;
  const path = [...prefix, ...walk.text(target).replace(/^\\/, '').split('\\')];
  const name = path.at(-1) ?? '';
  walk.import({ local: alias === undefined ? name : walk.text(alias), module: path.slice(0, -1).join('\\'), name, place: walk.place(clause) });
}

function enter(node: Node, name: string, context: Context, walk: Walk<Node>): FunctionScope {
  const list = named(child(node, 'parameters'));
  const body = child(node, 'body');
  return walk.function(context, {
    name, node,
    parameters: list.flatMap((one) => parameter(one, context, walk)),
    body(inner) {
      for (const promoted of list.filter((one) => one.type === 'property_promotion_parameter')) promote(promoted, inner, walk);
      const value = walk.read(body, inner);
      if (node.type === 'arrow_function') inner.returns?.push(value);
    },
  });
}

function parameter(node: Node, context: Context, walk: Walk<Node>): FunctionScope['parameters'] {
  const name = pathOf(child(node, 'name') ?? node, walk)?.join('.');
  const value = child(node, 'default_value');
  if (name === undefined) return [];
  const place = walk.place(node);
  return [value === undefined ? { name, place } : { name, place, default: walk.read(value, context) }];
}

/** `__construct(private int $wait = 5)` is also `$this->wait = $wait`. */
function promote(node: Node, inner: Context, walk: Walk<Node>): void {
  const variable = child(node, 'name');
  const path = variable === undefined ? undefined : pathOf(variable, walk);
  if (variable !== undefined && path !== undefined) walk.define(node, `this.${path.join('.')}`, walk.name(variable, path), inner);
}
