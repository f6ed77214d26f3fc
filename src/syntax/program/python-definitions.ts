import { child, childrenOf, named, ofType, type Node } from './grammar.ts';
import { pathOf } from './python-names.ts';
import type { Expression, FunctionScope } from './tree.ts';
import type { Context, Handlers, Walk } from './walk.ts';

/** Imports, assignments, functions and classes. */
export const pythonDefinitions: Handlers<Node> = {
  import_statement(node, _, walk) {
    for (const entry of childrenOf(node, 'name')) {
      const module = dotted(child(entry, 'name') ?? entry, walk);
      walk.import({ local: aliasOf(entry, walk) ?? module, module, name: '*', place: walk.place(entry) });
    }
    return undefined;
  },
  import_from_statement(node, _, walk) {
    const module = dotted(child(node, 'module_name'), walk);
    const wildcard = ofType(node, 'wildcard_import');
    if (wildcard !== undefined) walk.import({ local: '*', module, name: '*', place: walk.place(wildcard) });
    for (const entry of childrenOf(node, 'name')) {
      const name = dotted(child(entry, 'name') ?? entry, walk);
      walk.import({ local: aliasOf(entry, walk) ?? name, module, name, place: walk.place(entry) });
    }
    return undefined;
  },
  assignment(node, context, walk) {
    const left = child(node, 'left');
    const right = child(node, 'right');
    return left === undefined || right === undefined ? undefined : assign(node, left, right, context, walk);
  },
  named_expression(node, context, walk) {
    const left = child(node, 'name');
    return left === undefined ? undefined : assign(node, left, child(node, 'value') ?? left, context, walk);
  },
  augmented_assignment(node, context, walk) {
    const path = pathOf(child(node, 'left') ?? node, walk);
    walk.read(child(node, 'right'), context);
    if (path !== undefined) define(node, path, walk.opaque(node), context, walk);
    return undefined;
  },
  with_item(node, context, walk) {
    const value = child(node, 'value');
    const alias = child(value, 'alias');
    const target = named(alias)[0];
    const path = target === undefined ? undefined : pathOf(target, walk);
    if (value?.type !== 'as_pattern' || path === undefined) return walk.through(value, context, { scoped: true });
    define(node, path, walk.through(named(value)[0], context, { scoped: true, assigned: path.join('.') }), context, walk);
    return undefined;
  },
  class_definition(node, context, walk) {
    const bases = named(child(node, 'superclasses')).flatMap((base) => pathOf(base, walk)?.join('.') ?? []);
    walk.each(named(child(node, 'superclasses')), context);
    walk.read(child(node, 'body'), walk.class(node, context, walk.text(child(node, 'name') ?? node), bases));
    return undefined;
  },
  decorated_definition(node, context, walk) {
    const definition = child(node, 'definition');
    const decorators = node.children.filter((one) => one.type === 'decorator').map((one) => named(one)[0]);
    walk.each(decorators, context);
    if (definition?.type !== 'function_definition') return walk.read(definition, context);
    const dotted = decorators.flatMap((one) => (one === undefined ? [] : (pathOf(one.type === 'call' ? (child(one, 'function') ?? one) : one, walk)?.join('.') ?? [])));
    return defineFunction(definition, context, walk, dotted);
  },
  function_definition: (node, context, walk) => defineFunction(node, context, walk, []),
  lambda(node, context, walk) {
    const entered = walk.function(context, {
      name: context.role.assigned ?? '', node,
      parameters: parametersOf(child(node, 'parameters'), context, walk),
      body: (inner) => void inner.returns?.push(walk.read(child(node, 'body'), inner)),
    });
    return { kind: 'callback', function: entered, ...walk.written(node) };
  },
};

function assign(node: Node, left: Node, right: Node, context: Context, walk: Walk<Node>): Expression {
  const path = pathOf(left, walk);
  const value = walk.through(right, context, path === undefined ? {} : { assigned: path.join('.') });
  if (path !== undefined) {
    define(node, path, value, context, walk);
    return value;
  }
  if (left.type !== 'pattern_list' && left.type !== 'tuple_pattern') walk.read(left, context);
  else defineEach(node, named(left), value, context, walk);
  return value;
}

function defineEach(node: Node, targets: readonly Node[], value: Expression, context: Context, walk: Walk<Node>): void {
  for (const [index, target] of targets.entries()) {
    const path = pathOf(target, walk);
    const item = value.kind === 'list' && value.items.length === targets.length ? value.items[index] : undefined;
    if (path !== undefined) define(node, path, item ?? walk.opaque(target), context, walk);
  }
}

function define(node: Node, path: readonly string[], value: Expression, context: Context, walk: Walk<Node>): void {
  const [head = ''] = path;
  const inClass = context.scope.at(-1)?.kind === 'class' && path.length === 1;
  walk.define(node, path.join('.'), value, context, { ...(inClass ? { field: true } : {}), ...(context.globals?.has(head) === true ? { global: true } : {}) });
}

function defineFunction(node: Node, context: Context, walk: Walk<Node>, decorators: readonly string[]): undefined {
  const body = child(node, 'body');
  walk.function(context, {
    name: walk.text(child(node, 'name') ?? node), node, decorators,
    parameters: parametersOf(child(node, 'parameters'), context, walk),
    body: (inner) => void walk.read(body, { ...inner, globals: globalsOf(body, walk) }),
  });
}

function globalsOf(body: Node | undefined, walk: Walk<Node>): ReadonlySet<string> {
  return new Set(named(body).filter((one) => one.type === 'global_statement').flatMap((one) => named(one).map(walk.text)));
}

function parametersOf(list: Node | undefined, context: Context, walk: Walk<Node>): FunctionScope['parameters'] {
  return named(list).flatMap((parameter) => {
    const name = child(parameter, 'name') ?? (parameter.type === 'identifier' ? parameter : ofType(parameter, 'identifier'));
    const value = child(parameter, 'value');
    if (name === undefined) return [];
    const place = walk.place(parameter);
    return [value === undefined ? { name: walk.text(name), place } : { name: walk.text(name), place, default: walk.read(value, context) }];
  });
}

const dotted = (node: Node | undefined, walk: Walk<Node>): string => (node === undefined ? '' : walk.text(node).replaceAll(/\s/g, ''));

function aliasOf(entry: Node, walk: Walk<Node>): string | undefined {
  const alias = child(entry, 'alias');
  return alias === undefined ? undefined : walk.text(alias);
}
