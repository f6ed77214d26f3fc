import type { Node } from './estree.ts';

/** Without `await`, casts and the like. */
export function unwrapped(node: Node): Node {
  let inner = node;
  for (;;) {
    if (inner.type === 'AwaitExpression') inner = inner.argument;
    else if (isWrapper(inner)) inner = inner.expression;
    else return inner;
  }
}

/** `a.b["c"]` as its members; `undefined` when it is not a plain chain. */
export function pathOf(node: Node): readonly string[] | undefined {
  const { members, base } = calleeOf(node);
  return base === undefined ? members : undefined;
}

export interface Callee {
  readonly members: readonly string[];
  /** What the members belong to when that is no name. */
  readonly base?: Node;
  /** The members as far as they are named. */
  readonly place: Node;
}

export function calleeOf(callee: Node): Callee {
  const members: string[] = [];
  let place = callee;
  for (let node = unwrapped(callee); ; ) {
    const head = headOf(node);
    if (head !== undefined) return { members: [...head, ...members.toReversed()], place: callee };
    const key = node.type === 'MemberExpression' ? keyOf(node.property, node.computed) : undefined;
    if (node.type !== 'MemberExpression' || key === undefined) return { members: members.toReversed(), base: node, place };
    if (members.length === 0) place = node.property;
    members.push(key);
    node = unwrapped(node.object);
  }
}

/** The name of a property, if it is known. */
export function keyOf(key: Node, computed: boolean): string | undefined {
  if (key.type === 'Literal') return String(key.value);
  if (key.type === 'TemplateLiteral' && key.expressions.length === 0) return key.quasis[0]?.value.cooked ?? undefined;
  if (computed) return undefined;
  if (key.type === 'Identifier') return key.name;
  return key.type === 'PrivateIdentifier' ? `#${key.name}` : undefined;
}

function headOf(node: Node): readonly string[] | undefined {
  if (node.type === 'Identifier') return [node.name];
  if (node.type === 'ThisExpression') return ['this'];
  if (node.type === 'Super') return ['super'];
  return node.type === 'MetaProperty' ? [node.meta.name, node.property.name] : undefined;
}

function isWrapper(node: Node): node is Extract<Node, { type: 'ChainExpression' | 'TSAsExpression' | 'TSNonNullExpression' | 'TSSatisfiesExpression' | 'TSTypeAssertion' | 'TSInstantiationExpression' }> {
  return node.type === 'ChainExpression' || node.type === 'TSAsExpression' || node.type === 'TSNonNullExpression'
    || node.type === 'TSSatisfiesExpression' || node.type === 'TSTypeAssertion' || node.type === 'TSInstantiationExpression';
}
