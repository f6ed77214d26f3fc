import { child, named, ofType, type Node } from './grammar.ts';
import type { Walk } from './walk.ts';

export interface Callee {
  readonly members: readonly string[];
  /** What the members belong to when that is no name. */
  readonly base?: Node;
}

/** `a.b`, `A::B`, `h[:a]` as their members; a method without arguments reads like a member, unless it makes or converts something. */
export function pathOf(node: Node, walk: Walk<Node>): readonly string[] | undefined {
  if (node.type === 'call' && isCall(node, walk)) return undefined;
  const { members, base } = calleeOf(node, walk);
  return base === undefined ? members : undefined;
}

/** The members of a call, its method being the last. */
export function calleeOf(call: Node, walk: Walk<Node>): Callee {
  const members: string[] = [];
  for (let node: Node | undefined = call; node !== undefined; ) {
    if (heads.has(node.type)) return { members: [walk.text(node), ...members.toReversed()] };
    const isOuter = node === call;
    if (node.type === 'call' && !isOuter && isCall(node, walk)) return { members: members.toReversed(), base: node };
    const step: Step | undefined = stepOf(node, walk);
    if (step === undefined) return { members: members.toReversed(), base: node };
    members.push(step.key);
    if (step.inner === undefined) return { members: members.toReversed() };
    node = step.inner;
  }
  return { members: members.toReversed() };
}

/** The content of a string, a symbol or a hash key. */
export function stringOf(node: Node, walk: Walk<Node>): string {
  if (node.type === 'simple_symbol') return walk.text(node).slice(1);
  if (node.type === 'hash_key_symbol') return walk.text(node);
  return named(node).map((part) => (part.type === 'escape_sequence' ? (escapes[walk.text(part)] ?? walk.text(part).slice(1)) : walk.text(part))).join('');
}

const escapes: Readonly<Record<string, string>> = { '\\n': '\n', '\\t': '\t', '\\r': '\r' };
const heads: ReadonlySet<string> = new Set(['identifier', 'constant', 'instance_variable', 'class_variable', 'global_variable', 'self']);
const acting: ReadonlySet<string> = new Set(['new', 'start', 'to_i', 'to_f', 'to_s', 'freeze', 'second', 'seconds', 'minute', 'minutes', 'hour', 'hours', 'day', 'days']);

function isCall(node: Node, walk: Walk<Node>): boolean {
  const method = child(node, 'method');
  const name = method === undefined ? '' : walk.text(method);
  return child(node, 'arguments') !== undefined || child(node, 'block') !== undefined || child(node, 'receiver') === undefined || acting.has(name) || /[!?]$/.test(name);
}

interface Step {
  readonly key: string;
  readonly inner: Node | undefined;
}

function stepOf(node: Node, walk: Walk<Node>): Step | undefined {
  const name = node.type === 'call' ? child(node, 'method') : child(node, 'name');
  if (node.type === 'call' || node.type === 'scope_resolution') return name === undefined ? undefined : { key: walk.text(name), inner: child(node, node.type === 'call' ? 'receiver' : 'scope') };
  const keys = named(node).filter((one) => one.field !== 'object');
  const [key] = keys;
  const isPlain = key?.type === 'simple_symbol' || (key?.type === 'string' && ofType(key, 'interpolation') === undefined);
  return node.type === 'element_reference' && keys.length === 1 && key !== undefined && isPlain ? { key: stringOf(key, walk), inner: child(node, 'object') } : undefined;
}
