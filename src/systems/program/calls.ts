import type { Call, Expression, Program, Scope } from '../../syntax/program/tree.ts';

/** The last word of a callee: `get` of `axios.get`. */
export const methodOf = (call: Call): string => call.callee.slice(call.callee.lastIndexOf('.') + 1);

/** What a method is called on by name: `this.client` of `this.client.get`; empty for a plain function. */
export const objectOf = (call: Call): string => call.callee.slice(0, Math.max(0, call.callee.lastIndexOf('.')));

/** Names a call within its program. */
export const keyOf = (call: Call): string => `${call.place.line}:${call.place.column}`;

/** `request.get(u).query(q).timeout(5)` from the inside out. */
export function chainOf(call: Call): readonly Call[] {
  const chain: Call[] = [];
  for (let at: Expression | undefined = call; at?.kind === 'call' && chain.length < 100; at = at.receiver) chain.unshift(at);
  return chain;
}

/** The calls that are no part of a longer chain. */
export function outermost(program: Program): readonly Call[] {
  const inner = new Set(program.calls.map((call) => call.receiver));
  return program.calls.filter((call) => !inner.has(call));
}

/** The names by which a file calls the modules: `request` of `import request from "superagent"`. */
export const localNames = (program: Program, modules: readonly string[], names: readonly string[] = ['default', '*']): readonly string[] =>
  program.imports.filter((entry) => modules.includes(entry.module) && names.includes(entry.name)).map((entry) => entry.local);

/** Whether a name means something of this file rather than the language's global of that name. */
export function isShadowed(program: Program, name: string, scope: Scope): boolean {
  const bound = program.imports.some((entry) => entry.local === name) || program.definitions.some((definition) => definition.name === name && inside(definition.scope, scope));
  return bound || program.functions.some((one) => one.name === name && inside(one.scope, scope)) || scope.some((part) => part.kind === 'function' && part.parameters.some((parameter) => parameter.name === name));
}

/** Whether something in `scope` sees what is defined in `outer`. */
export const inside = (outer: Scope, scope: Scope): boolean => outer.every((part, index) => scope[index] === part);
