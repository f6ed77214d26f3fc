import type { Call, ClassScope, Definition, Expression, Program, Scope } from '../../syntax/program/tree.ts';
import type { Located } from '../program/follow.ts';
import { innermostClass } from '../python/library.ts';

/** The timeout that a class of this file gives to requests without one, such as an adapter whose `send` sets `kwargs["timeout"]`. */
export function defaultTimeout(owner: ClassScope, made: Call, program: Program): Located | undefined {
  const assigned = program.definitions.find((one) => innermostClass(one.scope) === owner && isTimeout(one));
  const set = program.calls.find((call) => innermostClass(call.scope) === owner && /\.setdefault$/.test(call.callee) && isNamed(call.args[0], 'timeout'));
  const value = assigned?.value ?? set?.args[1];
  const scope = assigned?.scope ?? set?.scope;
  return value && scope && resolved(value, scope, owner, made, program, 6);
}

/** `kwargs["timeout"] = …`, or a plain `timeout = …` inside `send` or `request`. */
function isTimeout(definition: Definition): boolean {
  if (/^(?:kwargs|kw|options)\.timeout$/.test(definition.name)) return true;
  const method = definition.scope.at(-1);
  return definition.name === 'timeout' && method?.kind === 'function' && /^(?:send|request)$/.test(method.name);
}

/** Follows `self.x` to the constructor's parameter, and that to what the instance was made with. */
function resolved(value: Expression, scope: Scope, owner: ClassScope, made: Call, program: Program, left: number): Located {
  const at: Located = { expression: value, program, scope };
  if (left <= 0) return at;
  if (value.kind === 'binary' && value.operator === 'or') return resolved(value.right, scope, owner, made, program, left - 1);
  if (value.kind === 'call' && /\.(?:get|pop)$/.test(value.callee) && isNamed(value.args[0], 'timeout') && value.args[1]) return resolved(value.args[1], scope, owner, made, program, left - 1);
  if (value.kind !== 'name') return at;
  const attribute = value.path[0] === 'self' && value.path.length === 2 ? value.path[1] : undefined;
  const definition = attribute === undefined ? undefined : attributeOf(attribute, owner, program);
  if (definition) return resolved(definition.value, definition.scope, owner, made, program, left - 1);
  return value.path.length === 1 ? argument(value.path[0] ?? '', at, made, program) : at;
}

const attributeOf = (name: string, owner: ClassScope, program: Program): Definition | undefined =>
  program.definitions.find((one) => innermostClass(one.scope) === owner && (one.name === `self.${name}` || (one.field && one.name === name)) && !/\bkwargs\b.*None/.test(one.value.text));

/** A parameter of the constructor: the argument of the instance, else its default. */
function argument(name: string, at: Located, made: Call, program: Program): Located {
  const maker = at.scope.at(-1);
  if (maker?.kind !== 'function' || maker.name !== '__init__') return at;
  const index = maker.parameters.findIndex((parameter) => parameter.name === name);
  const given = made.keywords.find((one) => one.name === name)?.value ?? (index > 0 ? positional(made, index - 1) : undefined);
  if (given) return { expression: given, program, scope: made.scope };
  const standard = maker.parameters[index]?.default;
  return standard ? { expression: standard, program, scope: [] } : at;
}

const positional = (made: Call, index: number): Expression | undefined => {
  const found = made.args[index];
  return found?.text.startsWith('*') ? undefined : found;
};

const isNamed = (expression: Expression | undefined, name: string): boolean => expression?.kind === 'literal' && expression.value === name;
