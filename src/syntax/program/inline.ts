import type { Place } from '../../model/place.ts';
import type { Evaluated, Frame } from './evaluate.ts';
import { lineOf } from './lines.ts';
import { importOf } from './names.ts';
import { certain, passing, variableOf } from './outcome.ts';
import type { Call, Expression, FunctionScope, Program } from './tree.ts';

/** Functions within functions that are looked into; real helpers stand in one another two deep. */
const deepest = 4;

/** What a parameter was given, and where that is to be understood. */
export interface Given {
  readonly expression: Expression;
  readonly frame: Frame;
}

export type Bound = ReadonlyMap<FunctionScope['parameters'][number], Given>;

/** What a function of the repository gives back for these arguments: `seconds(60)`, `envInt("X", 60)`; `undefined` when it is not a plain one. */
export async function evaluateOwnFunction(call: Call, frame: Frame): Promise<Evaluated | undefined> {
  const depth = frame.depth ?? 0;
  const found = depth >= deepest || call.construct !== 'call' ? undefined : await functionOf(call, frame);
  const bound = found && bind(found.of, call, frame);
  if (!found || !bound) return undefined;
  const inner: Frame = { ...frame, program: found.program, scope: [...found.of.scope, found.of], bound, depth: depth + 1 };
  const results: Evaluated[] = [];
  for (const value of found.of.returns.slice(0, most)) {
    if (!isNothing(value)) results.push(await frame.evaluate(value, inner));
  }
  const result = found.of.returns.length > most ? undefined : outcome(results);
  return result && passing(result, call.place);
}

const most = 6;

/** `return 0, err`, `return nil`. */
const isNothing = (value: Expression): boolean => (value.kind === 'literal' && value.value === null) || (value.kind === 'name' && /^(?:nil|err|error|undefined)$/.test(value.path.join('.')));

/** All the same; or the one value that is left when the environment says nothing. */
function outcome(results: readonly Evaluated[]): Evaluated | undefined {
  const known = results.filter((result) => result.kind !== 'unknown');
  const same = known.length === results.length ? certain(known) : undefined;
  if (same) return same;
  const given = known.filter((result) => result.origin === 'declared');
  const declared = certain(given);
  if (declared) return declared;
  const outside = results.find((result) => result.kind === 'unknown');
  if (!outside || results.some((result) => result.kind === 'unknown' && result.variable === undefined)) return undefined;
  const fallback = certain(known);
  return fallback ? { ...fallback, origin: 'visible-default', ...variableOf(outside) } : known.length === 0 ? outside : undefined;
}

/** The parameters with their arguments; `undefined` when arguments are spread or taken apart. */
function bind(of: FunctionScope, call: Call, frame: Frame): Bound | undefined {
  const parameters = /^(?:self|cls|this)$/.test(of.parameters[0]?.name ?? '') ? of.parameters.slice(1) : of.parameters;
  if (call.args.length > parameters.length || call.keywords.some(({ name }) => name === '...') || takesApart(of, frame)) return undefined;
  const bound = new Map<FunctionScope['parameters'][number], Given>();
  for (const [index, parameter] of parameters.entries()) {
    const expression = call.keywords.find(({ name }) => name === parameter.name)?.value ?? call.args[index];
    if (expression?.kind === 'opaque' && /^(?:\.\.\.|\*)/.test(expression.text)) return undefined;
    if (expression) bound.set(parameter, { expression, frame });
  }
  return bound;
}

/** `({ a, b }) => …` has fewer arguments than names. */
function takesApart({ parameters: [first], place }: FunctionScope, { program }: Frame): boolean {
  if (!first || !/^(?:java|type)script$/.test(program.language) || first.place.file !== place.file) return false;
  return /\{\s*$/.test(lineBefore(program, first.place));
}

const lineBefore = ({ source }: Program, { line, column }: Place): string => lineOf(source, line).slice(0, column - 1);

interface Found {
  readonly of: FunctionScope;
  readonly program: Program;
}

async function functionOf(call: Call, frame: Frame): Promise<Found | undefined> {
  if (call.receiver !== undefined || call.callee === '') return undefined;
  const path = call.callee.split('.');
  const name = path.at(-1) ?? '';
  const isOwn = path.length === 1 || (path.length === 2 && /^(?:this|self|cls)$/.test(path[0] ?? ''));
  const here = isOwn ? only(frame.program, name, (one) => one.scope.every((part) => frame.scope.includes(part))) : undefined;
  return here ?? (isOwn && path.length === 2 ? undefined : elsewhere(path, frame));
}

/** The function in the file that an import names, or in another file of the same Go package. */
async function elsewhere(path: readonly string[], { program, importer, files }: Frame): Promise<Found | undefined> {
  if (files >= 5) return undefined;
  const name = path.at(-1) ?? '';
  const imported = importOf(program, path);
  if (program.language === 'go') {
    const target = path.length === 1 || imported ? await importer.package?.(program, imported?.entry.module, name) : undefined;
    return target && only(target, name, (one) => one.scope.length === 0);
  }
  if (!imported || imported.rest.length > 1) return undefined;
  const wanted = imported.rest[0] ?? (imported.entry.name === '*' ? '' : imported.entry.name);
  const target = await importer.resolve(program, imported.entry.module);
  return target && only(target, wanted, (one) => one.scope.length === 0);
}

function only(program: Program, name: string, visible: (one: FunctionScope) => boolean): Found | undefined {
  const [first, ...others] = name === '' ? [] : program.functions.filter((one) => one.name === name && visible(one));
  return first && others.length === 0 && first.returns.length > 0 ? { of: first, program } : undefined;
}

/** The argument behind a name that is a parameter of a function that is looked into. */
function givenTo(expression: Expression, { bound, scope }: Frame): Given | undefined {
  if (expression.kind !== 'name' || expression.path.length !== 1 || !bound) return undefined;
  const [name] = expression.path;
  const holder = scope.findLast((part) => part.kind === 'function' && part.parameters.some((one) => one.name === name));
  const parameter = holder?.kind === 'function' ? holder.parameters.find((one) => one.name === name) : undefined;
  return parameter && bound.get(parameter);
}

/** A text that is written here or given to the function around. */
export function textOf(expression: Expression | undefined, frame: Frame, left = 4): string | undefined {
  if (expression?.kind === 'literal') return typeof expression.value === 'string' ? expression.value : undefined;
  const given = expression && left > 0 ? givenTo(expression, frame) : undefined;
  return given && textOf(given.expression, given.frame, left - 1);
}
