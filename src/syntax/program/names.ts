import type { Evaluated, Frame } from './evaluate.ts';
import { find, type Found } from './lookup.ts';
import { expand, memberOf, type Candidate } from './members.ts';
import { certain, passing, unknownValue, within } from './outcome.ts';
import type { Definition, Import, Name, Program } from './tree.ts';

const maximumFiles = 5;
const maximumCandidates = 8;

/** What a name was given: in this file, by a parameter's default, or in an imported file. */
export async function evaluateName(name: Name, frame: Frame): Promise<Evaluated> {
  const { program, scope } = frame;
  const found = find(program, scope, name.path);
  if (found === undefined) return evaluateImported(name, frame);
  const candidates = found.matches.flatMap((match) => expand(program, match));
  if (candidates.length > 0) return evaluateCandidates(name, candidates, found, frame);
  const aliased = found.matches.find(({ definition }) => definition.value.kind === 'name');
  if (aliased !== undefined && !frame.seen.has(aliased.definition)) return evaluateAlias(name, aliased, frame);
  return evaluateParameter(name, found, frame);
}

async function evaluateCandidates(name: Name, candidates: readonly Candidate[], { parameter }: Found, frame: Frame): Promise<Evaluated> {
  if (candidates.some(({ definition }) => frame.seen.has(definition))) return unknownValue(name, 'defined by itself');
  if (candidates.every(({ definition }) => definition.branch !== undefined && !within(name.place, definition.branch))) return unknownValue(name, 'set only under a condition');
  if (candidates.length > maximumCandidates) return unknownValue(name, 'assigned more than once');
  if (parameter !== undefined && name.path.length === 1) return unknownValue(name, 'a parameter that is assigned again');
  const results: Evaluated[] = [];
  for (const { expression, scope, definition } of candidates) {
    const result = await frame.evaluate(expression, { ...frame, scope, seen: new Set([...frame.seen, definition]) });
    results.push(asSetting(result, definition, frame));
  }
  const [only] = results;
  if (only !== undefined && results.length === 1) return passing(named(only, name), name.place);
  const same = certain(results);
  return same === undefined ? unknownValue(name, 'assigned more than once') : passing(same, name.place);
}

/** A field of a class of settings (pydantic) is the default of a variable of the environment. */
function asSetting(result: Evaluated, { field, scope, name }: Definition, { program, importer }: Frame): Evaluated {
  const owner = scope.at(-1);
  if (field !== true || program.language !== 'python' || owner?.kind !== 'class' || result.kind !== 'value' || !owner.bases.some((base) => /(?:^|\.)BaseSettings$/.test(base))) return result;
  const prefix = program.definitions.find((one) => one.name === 'env_prefix' && one.scope.includes(owner))?.value ?? program.calls.find((call) => call.scope.at(-1) === owner && call.assigned === 'model_config')?.keywords.find((one) => one.name === 'env_prefix')?.value;
  const variable = `${prefix?.kind === 'literal' ? String(prefix.value) : ''}${name}`.toUpperCase();
  const declared = importer.declared(variable);
  const number = typeof result.value === 'number' && declared !== undefined ? Number(declared) : Number.NaN;
  if (declared !== undefined) return { ...result, value: Number.isNaN(number) ? declared : number, origin: 'declared', variable };
  return { ...result, origin: 'visible-default', variable };
}

/** `const x = config; x.timeout` where config is imported or a parameter. */
async function evaluateAlias(name: Name, { definition, rest }: Found['matches'][number], frame: Frame): Promise<Evaluated> {
  if (definition.value.kind !== 'name') return unknownValue(name, 'not a constant');
  const target: Name = { ...definition.value, path: [...definition.value.path, ...rest] };
  const result = await frame.evaluate(target, { ...frame, scope: definition.scope, seen: new Set([...frame.seen, definition]) });
  return passing(named(result, name), name.place);
}

async function evaluateParameter(name: Name, { parameter, matches }: Found, frame: Frame): Promise<Evaluated> {
  const [head = '', ...rest] = name.path;
  if (parameter === undefined || matches.length > 0) return unknownValue(name, 'not a constant');
  const { entry, of } = parameter;
  const given = rest.length === 0 ? frame.bound?.get(entry) : undefined;
  if (given) return passing(await frame.evaluate(given.expression, given.frame), name.place);
  if (entry.default === undefined || frame.seen.has(entry)) return unknownValue(name, `parameter ${head}`);
  const definition = { name: head, value: entry.default, scope: of.scope, place: entry.place };
  const [candidate] = memberOf(frame.program, entry.default, rest, definition);
  if (candidate === undefined) return unknownValue(name, `parameter ${head}`);
  const result = await frame.evaluate(candidate.expression, { ...frame, scope: candidate.scope, seen: new Set([...frame.seen, entry]) });
  return passing(result.kind === 'unknown' ? named(result, name) : { ...result, origin: 'visible-default' }, name.place);
}

async function evaluateImported(name: Name, frame: Frame): Promise<Evaluated> {
  const direct = importOf(frame.program, name.path);
  const wildcards = frame.program.imports.filter((entry) => entry.local === '*');
  const sources = direct === undefined ? wildcards.map((entry) => ({ entry, rest: name.path })) : [direct];
  if (frame.files >= maximumFiles) return unknownValue(name, 'imported through too many files');
  if (frame.program.language === 'go') {
    const inPackage = await evaluateInPackage(name, direct, frame);
    if (inPackage !== undefined) return passing(named(inPackage, name), name.place);
  }
  for (const { entry, rest } of sources.slice(0, maximumFiles)) {
    const result = await inFile(name, entry, rest, frame);
    if (result !== undefined) return passing(named(result, name), name.place);
  }
  return unknownValue(name, direct === undefined ? 'not defined in this file' : `imported from ${direct.entry.module}`);
}

/** A constant of another file of the package, or of an imported package of the repository. */
async function evaluateInPackage({ path, ...name }: Name, direct: ReturnType<typeof importOf>, frame: Frame): Promise<Evaluated | undefined> {
  const rest = direct?.rest ?? path;
  const target = rest[0] === undefined ? undefined : await frame.importer.package?.(frame.program, direct?.entry.module, rest[0]);
  return target && frame.evaluate({ ...name, path: rest }, { ...frame, program: target, scope: [], files: frame.files + 1 });
}

/** The import whose local name a dotted name starts with. */
export function importOf({ imports }: Program, path: readonly string[]): { readonly entry: Import; readonly rest: readonly string[] } | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const local = path.slice(0, length).join('.');
    const entry = imports.find((one) => one.local === local && local !== '*');
    if (entry !== undefined) return { entry, rest: path.slice(length) };
  }
  return undefined;
}

async function inFile(name: Name, entry: Import, rest: readonly string[], frame: Frame): Promise<Evaluated | undefined> {
  const { importer, program } = frame;
  const path = entry.name === '*' ? rest : [entry.name, ...rest];
  const target = await importer.resolve(program, entry.module);
  const result = target === undefined ? undefined : await inTarget(name, path, target, frame);
  const isModule = program.language === 'python' && entry.name !== '*' && rest.length > 0 && (target === undefined || find(target, [], path) === undefined);
  if (!isModule || (result !== undefined && result.kind !== 'unknown')) return result;
  // `from package import module`
  const submodule = await importer.resolve(program, `${entry.module}${entry.module.endsWith('.') ? '' : '.'}${entry.name}`);
  return submodule === undefined ? result : inTarget(name, rest, submodule, frame);
}

async function inTarget(name: Name, path: readonly string[], target: Program, frame: Frame): Promise<Evaluated | undefined> {
  if (path.length === 0) return undefined;
  const inside = path[0] === 'default' ? path.slice(1) : path;
  const variants = [['module', 'exports', ...inside], ['exports', ...inside], path].filter((variant) => find(target, [], variant) !== undefined);
  const chosen = variants.find((variant) => (find(target, [], variant)?.matches.flatMap((match) => expand(target, match)) ?? []).length > 0) ?? path;
  return frame.evaluate({ ...name, path: chosen }, { ...frame, program: target, scope: [], files: frame.files + 1 });
}

/** An unknown is told by the expression that was asked for. */
const named = (result: Evaluated, name: Name): Evaluated => (result.kind === 'unknown' ? { ...result, expression: name.text } : result);
