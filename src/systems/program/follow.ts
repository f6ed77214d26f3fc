import type { Call, Definition, Expression, Name, Program, RecordLiteral, Scope } from '../../syntax/program/tree.ts';
import type { Reader } from '../reader.ts';

/** An expression together with where its names are to be understood. */
export interface Located {
  readonly expression: Expression;
  readonly program: Program;
  readonly scope: Scope;
}

const steps = 8;

/** A dotted name as an expression that stands where a call does. */
export const nameOf = (dotted: string, call: Call): Name => ({ kind: 'name', path: dotted.split('.'), text: dotted, place: call.calleePlace });

/** What a name stands for, through definitions, record members and imports; the expression itself when that is not certain. */
export async function follow(at: Located, reader: Reader, left = steps): Promise<Located> {
  if (at.expression.kind !== 'name' || left <= 0) return at;
  const next = (await defined(at, at.expression.path, reader, left)) ?? (await imported(at, at.expression.path, reader, left));
  return next ? follow(next, reader, left - 1) : at;
}

/** The record that an expression stands for, spreads of known records included in order; `open` when others may add entries. */
export async function record(at: Located, reader: Reader): Promise<{ readonly entries: readonly Entry[]; readonly open: boolean } | undefined> {
  const found = await follow(at, reader);
  if (found.expression.kind !== 'record') return undefined;
  return spread(found.expression, found, reader, 4);
}

export interface Entry extends Located {
  readonly key: string;
  readonly place: RecordLiteral['entries'][number]['place'];
}

async function spread(literal: RecordLiteral, at: Located, reader: Reader, left: number): Promise<{ entries: Entry[]; open: boolean }> {
  const entries: Entry[] = [];
  let open = false;
  for (const entry of literal.entries) {
    if (entry.key !== '...') {
      entries.push({ key: entry.key, expression: entry.value, program: at.program, scope: at.scope, place: entry.place });
      continue;
    }
    const inner = await follow({ ...at, expression: entry.value }, reader);
    if (inner.expression.kind !== 'record' || left <= 0) {
      open = true;
      continue;
    }
    const more = await spread(inner.expression, inner, reader, left - 1);
    entries.push(...more.entries);
    open ||= more.open;
  }
  return { entries, open };
}

/** The entry that wins: the last one of that name. */
export const entryOf = (entries: readonly Entry[], name: string): Entry | undefined => entries.findLast((entry) => entry.key === name);

/** Whether a name that is given its value here can be seen from `scope`: a field anywhere in its class. */
export function visible(definition: Definition, scope: Scope): boolean {
  const owner = definition.field === true ? definition.scope.slice(0, definition.scope.findLastIndex((part) => part.kind === 'class') + 1) : (definition.owner ?? definition.scope);
  return owner.every((part, index) => scope[index] === part);
}

async function defined(at: Located, path: readonly string[], reader: Reader, left: number): Promise<Located | undefined> {
  const whole = single(at, path.join('.'));
  if (whole) return whole;
  const [member, ...head] = [path.at(-1), ...path.slice(0, -1)];
  if (member === undefined || head.length === 0) return undefined;
  const owner: Located = { ...at, expression: { ...at.expression, kind: 'name', path: head } };
  return memberOf(await follow(owner, reader, left - 1), member, reader);
}

async function memberOf(at: Located, member: string, reader: Reader): Promise<Located | undefined> {
  const found = await record(at, reader);
  return found && entryOf(found.entries, member);
}

/** A name that is given exactly one value in its innermost scope. */
function single(at: Located, name: string): Located | undefined {
  const candidates = valuesOf(at.program, name, at.scope);
  const depth = Math.max(...candidates.map((definition) => ownerOf(definition).length));
  const innermost = candidates.filter((definition) => ownerOf(definition).length === depth);
  const [only] = innermost;
  if (!only || innermost.length > 1 || shadowed(name, only, at.scope)) return undefined;
  return { expression: only.value, program: at.program, scope: only.scope };
}

/** Every value that a name is given where `scope` sees it; `this.x` also as a field `x`. */
export function valuesOf(program: Program, name: string, scope: Scope): readonly Definition[] {
  const field = /^(?:this|self)\.(.*)$/.exec(name)?.[1];
  return program.definitions.filter((definition) => !definition.empty && (definition.name === name || (definition.field && definition.name === (field ?? name))) && visible(definition, scope));
}

const ownerOf = (definition: Definition): Scope => (definition.field ? definition.scope : (definition.owner ?? definition.scope));

/** A parameter of the same name stands between the definition and the use. */
const shadowed = (name: string, definition: Definition, scope: Scope): boolean =>
  scope.slice(ownerOf(definition).length).some((part) => part.kind === 'function' && part.parameters.some((parameter) => parameter.name === name));

async function imported(at: Located, path: readonly string[], reader: Reader, left: number): Promise<Located | undefined> {
  const [head, ...rest] = path;
  const origin = at.program.imports.find((entry) => entry.local === head);
  if (!origin || (!origin.module.startsWith('.') && at.program.language !== 'python')) return undefined;
  const program = await reader.importer.resolve(at.program, origin.module);
  if (!program) return undefined;
  const names = origin.name === '*' ? rest : [origin.name, ...rest];
  return defined({ expression: { ...at.expression, kind: 'name', path: names }, program, scope: [] }, names, reader, left - 1);
}
