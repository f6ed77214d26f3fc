import type { Call, Definition, Expression, FunctionScope, Program, Scope } from './tree.ts';

export { resolveCallee, type Resolved } from './callee.ts';
export { recordEntry } from './members.ts';

/** A keyword argument, object initialiser or struct field. Ask {@link spreads} before relying on its absence. */
export const keyword = (call: Call, name: string): Call['keywords'][number] | undefined => call.keywords.findLast((one) => one.name === name);

/** Whether the call takes arguments that are not written in it: `*args`, `**kwargs`, `...rest`. */
export function spreads(call: Call): boolean {
  const isSpread = (one: Expression) => one.kind === 'opaque' && /^(?:\.\.\.|\*|&|.*\.\.\.$)/.test(one.text);
  return call.keywords.some((one) => one.name === '...') || call.args.some(isSpread);
}

/** Whether what the call makes is still there after the function around it has returned: a global, a field, a result, something handed on. */
export function outlivesCall(program: Program, call: Call): boolean {
  if (call.scoped === true) return false;
  const around = enclosingFunction(call.scope);
  if (around === undefined) return true;
  const definitions = program.definitions.filter(({ value, scope }) => enclosingFunction(scope) === around && holds(value, call));
  if (definitions.some((one) => leaves(one, around))) return true;
  const names = new Set(definitions.map(({ name }) => name));
  const carries = (one: Expression) => holds(one, call) || (one.kind === 'name' && names.has(one.path.join('.')));
  if (around.returns.some((one) => carries(one) || [...nested(one)].some(carries))) return true;
  return program.calls.some((other) => other !== call && within(other.scope, around) && argumentsOf(other).some((one) => carries(one) || [...nested(one)].some(carries)));
}

const enclosingFunction = (scope: Scope): FunctionScope | undefined => scope.findLast((frame) => frame.kind === 'function');

function leaves({ name, owner, field }: Definition, around: FunctionScope): boolean {
  if (field === true || /^(?:this|self|cls)\.|^@|\(\)\./.test(name)) return true;
  return owner !== undefined && enclosingFunction(owner) !== around;
}

const within = (scope: Scope, around: FunctionScope): boolean => scope.includes(around);
const argumentsOf = (call: Call): readonly Expression[] => [...call.args, ...call.keywords.map(({ value }) => value)];
const holds = (expression: Expression, call: Call): boolean => expression === call || [...nested(expression)].includes(call);

/** Values that an expression carries on: entries, items, alternatives and arguments, not what methods are called on. */
function* nested(expression: Expression, depth = 0): Generator<Expression> {
  if (depth > 20) return;
  for (const part of partsOf(expression)) {
    yield part;
    yield* nested(part, depth + 1);
  }
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'record': return expression.entries.map(({ value }) => value);
    case 'list': return expression.items;
    case 'choice': return expression.options;
    case 'binary': return [expression.left, expression.right];
    case 'call': return argumentsOf(expression);
    default: return [];
  }
}
