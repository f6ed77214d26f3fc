import { child, named, type Node } from './grammar.ts';
import { pathOf } from './ruby-names.ts';
import type { Expression, FunctionScope } from './tree.ts';
import type { Context, Handler, Handlers, Walk } from './walk.ts';

const method: Handler<Node> = (node, context, walk) => {
  enter(node, walk.text(child(node, 'name') ?? node), context, walk);
  return undefined;
};
const callback: Handler<Node> = (node, context, walk) => ({ kind: 'callback', function: enter(node, '', context, walk), ...walk.written(node) });
const type: Handler<Node> = (node, context, walk) => {
  const superclass = named(child(node, 'superclass'))[0];
  const base = superclass === undefined ? undefined : pathOf(superclass, walk);
  walk.read(child(node, 'body'), walk.class(node, context, walk.text(child(node, 'name') ?? node), base === undefined ? [] : [base.join('.')]));
  return undefined;
};

/** Assignments, methods and classes. */
export const rubyDefinitions: Handlers<Node> = {
  assignment(node, context, walk) {
    const left = child(node, 'left');
    if (left?.type === 'left_assignment_list') return assignEach(named(left), child(node, 'right'), context, walk);
    const path = left === undefined ? undefined : pathOf(left, walk);
    const value = walk.through(child(node, 'right'), context, path === undefined ? {} : { assigned: path.join('.') });
    if (path === undefined) walk.read(left, context);
    else define(node, path, value, context, walk);
    return value;
  },
  operator_assignment(node, context, walk) {
    const left = child(node, 'left');
    const path = left === undefined ? undefined : pathOf(left, walk);
    const right = walk.through(child(node, 'right'), context, path === undefined ? {} : { assigned: path.join('.') });
    const operator = walk.text(child(node, 'operator') ?? node);
    // `@client ||= …` makes the object once.
    const value: Expression = operator === '||=' || left === undefined ? right : { kind: 'binary', operator: operator.slice(0, -1), left: walk.opaque(left), right, ...walk.written(node) };
    if (path !== undefined) define(node, path, value, context, walk);
    return value;
  },
  class: type, module: type,
  method, singleton_method: method,
  block: callback, do_block: callback, lambda: callback,
};

function assignEach(targets: readonly Node[], right: Node | undefined, context: Context, walk: Walk<Node>): undefined {
  const value = walk.read(right, context);
  for (const [index, target] of targets.entries()) {
    const path = pathOf(target, walk);
    const item = value.kind === 'list' ? value.items[index] : undefined;
    if (path !== undefined) define(target, path, item ?? walk.opaque(target), context, walk);
  }
}

function define(node: Node, path: readonly string[], value: Expression, context: Context, walk: Walk<Node>): void {
  const inClass = context.scope.at(-1)?.kind === 'class' && path.length === 1;
  walk.define(node, path.join('.'), value, context, inClass ? { field: true } : {});
}

function enter(node: Node, name: string, context: Context, walk: Walk<Node>): FunctionScope {
  const body = child(node, 'body');
  return walk.function(context, {
    name, node,
    parameters: named(child(node, 'parameters')).flatMap((one) => parameter(one, context, walk)),
    body(inner) {
      if (body === undefined) return;
      const statements = body.type === 'body_statement' || body.type === 'block_body' ? named(body) : [body];
      const values = statements.map((statement) => walk.read(statement, inner));
      const last = values.at(-1);
      if (last !== undefined) inner.returns?.push(last);
    },
  });
}

function parameter(node: Node, context: Context, walk: Walk<Node>): FunctionScope['parameters'] {
  const name = child(node, 'name') ?? (node.type === 'identifier' ? node : undefined);
  const value = child(node, 'value');
  if (name === undefined) return [];
  const place = walk.place(node);
  return [value === undefined ? { name: walk.text(name), place } : { name: walk.text(name), place, default: walk.read(value, context) }];
}
