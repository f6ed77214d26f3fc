import { calleeOf, pathOf, stringOf } from './csharp-names.ts';
import { child, named, ofType, type Node } from './grammar.ts';
import type { Call, Expression } from './tree.ts';
import type { Context, Handlers, Walk } from './walk.ts';

/** Calls, `new`, initialisers. */
export const csharpCalls: Handlers<Node> = {
  invocation_expression(node, context, walk) {
    const { members, base, place } = calleeOf(child(node, 'function') ?? node, walk);
    const receiver = base === undefined || base === node ? undefined : walk.read(base, context);
    return walk.call(node, context, {
      callee: members.join('.'), calleePlace: walk.place(place),
      ...argumentsOf(child(node, 'arguments'), context, walk),
      ...(receiver === undefined ? {} : { receiver }),
    });
  },
  object_creation_expression(node, context, walk) {
    const type = child(node, 'type') ?? node;
    return create(node, pathOf(type, walk)?.join('.') ?? '', type, context, walk);
  },
  implicit_object_creation_expression: (node, context, walk) => create(node, context.role.type ?? '', node, context, walk),
  anonymous_object_creation_expression: (node, context, walk) => walk.inside(node, context),
  initializer_expression: container,
  array_creation_expression: (node, context, walk) => walk.through(ofType(node, 'initializer_expression'), context),
  implicit_array_creation_expression: (node, context, walk) => walk.through(ofType(node, 'initializer_expression'), context),
  argument: (node, context, walk) => walk.through(valueOf(node), context),
};

function create(node: Node, callee: string, place: Node, context: Context, walk: Walk<Node>): Call {
  const given = argumentsOf(ofType(node, 'argument_list'), context, walk);
  const initialised = named(ofType(node, 'initializer_expression')).flatMap((one) => entryOf(one, context, walk));
  return walk.call(node, context, {
    callee, calleePlace: walk.place(place), construct: 'new', args: given.args,
    keywords: [...given.keywords, ...initialised.map(({ key, ...rest }) => ({ name: key, ...rest }))],
  });
}

function argumentsOf(list: Node | undefined, context: Context, walk: Walk<Node>): Pick<Call, 'args' | 'keywords'> {
  const given = named(list).map((argument) => ({ name: child(argument, 'name'), value: walk.read(valueOf(argument), context), place: walk.place(argument) }));
  return {
    args: given.filter(({ name }) => name === undefined).map(({ value }) => value),
    keywords: given.flatMap(({ name, ...rest }) => (name === undefined ? [] : [{ name: walk.text(name), ...rest }])),
  };
}

const valueOf = (argument: Node): Node | undefined => named(argument).findLast((one) => one.field !== 'name') ?? argument.children.find((one) => one.type === 'this');

/** `{ A = 1 }` is a record, `{ 1, 2 }` a list. */
function container(node: Node, context: Context, walk: Walk<Node>): Expression {
  const items = named(node);
  if (!items.some((item) => item.type === 'assignment_expression')) return { kind: 'list', items: items.map((item) => walk.read(item, context)), ...walk.written(node) };
  return { kind: 'record', entries: items.flatMap((item) => entryOf(item, context, walk)), ...walk.written(node) };
}

function entryOf(node: Node, context: Context, walk: Walk<Node>): { key: string; value: Expression; place: ReturnType<Walk<Node>['place']> }[] {
  const left = node.type === 'assignment_expression' ? child(node, 'left') : undefined;
  if (left === undefined) {
    walk.read(node, context);
    return [];
  }
  const [index] = named(named(left)[0]);
  const key = left.type === 'element_binding_expression' && index?.type === 'string_literal' ? stringOf(index, walk) : walk.text(left);
  return [{ key, value: walk.read(child(node, 'right'), context), place: walk.place(node) }];
}
