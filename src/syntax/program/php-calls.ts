import { child, named, ofType, type Node } from './grammar.ts';
import { calleeOf, pathOf } from './php-names.ts';
import type { Call } from './tree.ts';
import type { Context, Handler, Handlers, Walk } from './walk.ts';

const call: Handler<Node> = (node, context, walk) => {
  const { members, base } = calleeOf(node, walk);
  const receiver = base === undefined ? undefined : walk.read(base === node ? child(node, 'function') : base, context);
  const name = child(node, 'name') ?? child(node, 'function') ?? node;
  return walk.call(node, context, {
    callee: members.join('.'),
    calleePlace: base === undefined ? walk.source.place(node.start, name.end) : walk.place(name),
    ...argumentsOf(child(node, 'arguments'), context, walk),
    ...(receiver === undefined ? {} : { receiver }),
  });
};

/** Calls and `new`. */
export const phpCalls: Handlers<Node> = {
  function_call_expression: call, member_call_expression: call, nullsafe_member_call_expression: call, scoped_call_expression: call,
  object_creation_expression(node, context, walk) {
    const type = ofType(node, 'name', 'qualified_name');
    if (type === undefined) return walk.inside(node, context);
    return walk.call(node, context, {
      callee: pathOf(type, walk)?.join('.') ?? '', calleePlace: walk.place(type), construct: 'new',
      ...argumentsOf(ofType(node, 'arguments'), context, walk),
    });
  },
};

function argumentsOf(list: Node | undefined, context: Context, walk: Walk<Node>): Pick<Call, 'args' | 'keywords'> {
  const given = named(list).map((argument) => ({ name: child(argument, 'name'), value: walk.read(named(argument).at(-1), context), place: walk.place(argument) }));
  return {
    args: given.filter(({ name }) => name === undefined).map(({ value }) => value),
    keywords: given.flatMap(({ name, ...rest }) => (name === undefined ? [] : [{ name: walk.text(name), ...rest }])),
  };
}
