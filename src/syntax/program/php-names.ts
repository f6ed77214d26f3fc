import { child, named, ofType, type Node } from './grammar.ts';
import type { Walk } from './walk.ts';

export interface Callee {
  readonly members: readonly string[];
  /** What the members belong to when that is no name. */
  readonly base?: Node;
}

/** `$a->b['c']`, `A::B` as their members; `undefined` when it is not a plain chain. */
export function pathOf(node: Node, walk: Walk<Node>): readonly string[] | undefined {
  if (calls.has(node.type)) return undefined;
  const { members, base } = calleeOf(node, walk);
  return base === undefined ? members : undefined;
}

/** The members of a call, the method being the last. */
export function calleeOf(callee: Node, walk: Walk<Node>): Callee {
  const members: string[] = [];
  for (let node: Node | undefined = callee; node !== undefined; ) {
    const head = headOf(node, walk);
    if (head !== undefined) return { members: [...head, ...members.toReversed()] };
    const step: Step | undefined = calls.has(node.type) && node !== callee ? undefined : stepOf(node, walk);
    if (step === undefined) return { members: members.toReversed(), base: node };
    members.push(...step.keys);
    node = step.inner;
  }
  return { members: members.toReversed() };
}

export const stringOf = (node: Node, walk: Walk<Node>): string =>
  named(node).map((part) => (part.type === 'escape_sequence' ? (escapes[walk.text(part)] ?? walk.text(part).slice(1)) : walk.text(part))).join('');

const escapes: Readonly<Record<string, string>> = { '\\n': '\n', '\\t': '\t', '\\r': '\r' };
const calls: ReadonlySet<string> = new Set(['function_call_expression', 'member_call_expression', 'nullsafe_member_call_expression', 'scoped_call_expression']);

function headOf(node: Node, walk: Walk<Node>): readonly string[] | undefined {
  if (node.type === 'name') return [walk.text(node)];
  if (node.type === 'qualified_name') return walk.text(node).replace(/^\\/, '').split('\\');
  if (node.type === 'relative_scope') return ['self'];
  const inner = node.type === 'variable_name' ? ofType(node, 'name') : undefined;
  return inner === undefined ? undefined : [walk.text(inner)];
}

interface Step {
  readonly keys: readonly string[];
  readonly inner: Node | undefined;
}

function stepOf(node: Node, walk: Walk<Node>): Step | undefined {
  if (node.type === 'function_call_expression') return { keys: [], inner: child(node, 'function') };
  if (node.type === 'parenthesized_expression') return { keys: [], inner: named(node)[0] };
  if (node.type === 'subscript_expression') return subscript(named(node), walk);
  if (node.type === 'class_constant_access_expression') {
    const [scope, name] = named(node);
    return name === undefined ? undefined : { keys: [walk.text(name)], inner: scope };
  }
  const name = child(node, 'name');
  if (name === undefined || (name.type !== 'name' && name.type !== 'variable_name')) return undefined;
  return { keys: [walk.text(name).replace(/^\$/, '')], inner: child(node, 'object') ?? child(node, 'scope') };
}

function subscript([object, key]: readonly Node[], walk: Walk<Node>): Step | undefined {
  const isText = key !== undefined && (key.type === 'string' || key.type === 'encapsed_string') && named(key).every((part) => part.type === 'string_content');
  return isText ? { keys: [stringOf(key, walk)], inner: object } : undefined;
}
