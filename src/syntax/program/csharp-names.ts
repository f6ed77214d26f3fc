import { child, named, ofType, type Node } from './grammar.ts';
import type { Walk } from './walk.ts';

export interface Callee {
  readonly members: readonly string[];
  /** What the members belong to when that is no name. */
  readonly base?: Node;
  /** The members as far as they are named. */
  readonly place: Node;
}

/** `a.b["c"]` as its members; `undefined` when it is not a plain chain. */
export function pathOf(node: Node, walk: Walk<Node>): readonly string[] | undefined {
  const { members, base } = calleeOf(node, walk);
  return base === undefined ? members : undefined;
}

export function calleeOf(callee: Node, walk: Walk<Node>): Callee {
  const members: string[] = [];
  let place = callee;
  for (let node = callee; ; ) {
    if (heads.has(node.type)) return { members: [walk.text(node), ...members.toReversed()], place: callee };
    const step = stepOf(node, walk);
    if (step === undefined) return { members: members.toReversed(), base: node, place };
    if (members.length === 0) place = step.place ?? place;
    members.push(...step.keys.toReversed());
    if (step.inner === undefined) return { members: members.toReversed(), place: callee };
    node = step.inner;
  }
}

/** The operator stands between the operands. */
export function operatorOf(node: Node, walk: Walk<Node>): string {
  const operator = child(node, 'operator') ?? node.children.find((one) => !one.named);
  return operator === undefined ? '' : walk.text(operator);
}

export function stringOf(node: Node, walk: Walk<Node>): string {
  const text = walk.text(node);
  if (node.type === 'verbatim_string_literal') return text.slice(2, -1).replaceAll('""', '"');
  if (node.type === 'raw_string_literal') return unfenced(text).trim();
  return text.slice(1, -1).replaceAll(/\\([ntr\\"])/g, (_, escaped: string) => escapes[escaped] ?? escaped);
}

/** Without the quotes around it, three at least, as many behind as before. */
function unfenced(text: string): string {
  const quotes = text.search(/[^"]/);
  return quotes < 0 ? '' : text.slice(quotes, -quotes);
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
const heads: ReadonlySet<string> = new Set(['identifier', 'this', 'base', 'predefined_type']);

interface Step {
  readonly keys: readonly string[];
  readonly inner: Node | undefined;
  readonly place?: Node;
}

function stepOf(node: Node, walk: Walk<Node>): Step | undefined {
  if (node.type === 'parenthesized_expression' || node.type === 'await_expression' || node.type === 'postfix_unary_expression') return { keys: [], inner: named(node)[0] };
  if (node.type === 'member_access_expression') return member(child(node, 'name'), child(node, 'expression'), walk);
  if (node.type === 'qualified_name') return member(child(node, 'name'), child(node, 'qualifier'), walk);
  if (node.type === 'generic_name') return member(named(node)[0], undefined, walk);
  if (node.type === 'alias_qualified_name') return member(child(node, 'name'), undefined, walk);
  if (node.type === 'conditional_access_expression') return member(child(ofType(node, 'member_binding_expression'), 'name'), child(node, 'condition'), walk);
  if (node.type !== 'element_access_expression') return undefined;
  const keys = named(child(node, 'subscript'));
  const [key] = named(keys[0]);
  return keys.length === 1 && key?.type === 'string_literal' ? { keys: [stringOf(key, walk)], inner: child(node, 'expression') } : undefined;
}

function member(name: Node | undefined, inner: Node | undefined, walk: Walk<Node>): Step | undefined {
  const place = name?.type === 'generic_name' ? named(name)[0] : name;
  return place === undefined ? undefined : { keys: [walk.text(place)], inner, place };
}
