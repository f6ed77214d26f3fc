import { own } from '../../model/own.ts';
import type { Datum } from '../../model/resource.ts';
import type { Text } from '../../model/value.ts';
import type { HclExpression } from '../../syntax/hcl.ts';
import { evaluate, into, madeOf, passed, type Scope, shownBy, type Step, unknownAt } from './evaluate.ts';
import { evaluateIn, type Module } from './module.ts';
import { attributeOf } from './module-files.ts';
import { registryOutput } from './registry-modules.ts';

type Resolver = (module: Module, steps: readonly Step[], at: HclExpression, scope: Scope) => Datum | undefined;

/** What a name of Terraform stands for in a module. */
export function resolve(module: Module, name: string, steps: readonly Step[], at: HclExpression, scope: Scope): Datum | undefined {
  if (name === 'each' || name === 'count' || name === 'self' || name === 'data' || name === 'terraform') return undefined;
  return (own(resolvers, name) ?? resourceNamed(name))(module, steps, at, scope);
}

const resolvers: Readonly<Record<string, Resolver>> = {
  var: (module, [name, ...rest], at, { depth }) => (typeof name === 'string' ? stepped(variable(module, name, at, depth), rest, at) : undefined),
  local: (module, [name, ...rest], at, { depth }) => {
    const found = module.files.blocks.filter((block) => block.type === 'locals').flatMap((block) => block.body.attributes).find((attribute) => attribute.name === name);
    return found && stepped(evaluateIn(module, found.value, depth), rest, at);
  },
  path: (module, [kind], at) => (kind === 'module' || kind === 'root' ? madeOf(kind === 'module' ? module.files.folder || '.' : module.prefix.split(':', 1)[0] || '.', at, []) : undefined),
  module: (module, [name, ...rest], at, { depth }) => (typeof name === 'string' ? output(module, name, rest, at, depth) : undefined),
};

function stepped(datum: Datum | undefined, steps: readonly Step[], at: HclExpression): Datum | undefined {
  if (!datum) return undefined;
  const found = into(datum, steps);
  return found ? passed(found, at) : unknownAt(at, [datum]);
}

function variable(module: Module, name: string, at: HclExpression, depth: number): Datum | undefined {
  const { call, files, context } = module;
  const block = files.blocks.find((each) => each.type === 'variable' && each.labels[0] === name);
  const fallback = block && attributeOf(block.body, 'default');
  const given = call && attributeOf(call.block.body, name);
  if (call && given) return evaluateIn(call.from, given, depth, call.locals);
  if (call) return fallback && evaluateIn(module, fallback, depth);
  const declared = context.declared.get(name);
  if (declared !== undefined) return { kind: 'text', text: declaredText(declared, name, at), refers: [] };
  const loaded = files.loaded.get(name);
  if (loaded) return evaluateIn(module, loaded, depth);
  const offered = [...(fallback ? [fallback] : []), ...(files.offered.get(name) ?? [])].map((expression) => shownBy(evaluateIn(module, expression, depth), name));
  const [first] = offered;
  return first && offered.every((other) => contentOf(other) === contentOf(first)) ? first : undefined;
}

function declaredText(value: string, variable: string, { source, start, end }: HclExpression): Text {
  return { value, expression: variable, places: [source.place(start, end)], origin: 'declared', variable };
}

/** Equal for values that come to the same. */
function contentOf(datum: Datum): string {
  if (datum.kind === 'text') return JSON.stringify(datum.text.value ?? null);
  return datum.kind === 'list' ? `[${datum.items.map(contentOf).join()}]` : `{${datum.entries.map((entry) => `${entry.key}:${contentOf(entry.value)}`).join()}}`;
}

function output(module: Module, name: string, steps: readonly Step[], at: HclExpression, depth: number): Datum | undefined {
  const made = registryOutput(module, name, steps);
  if (made.length > 0) return { ...unknownAt(at), refers: made } as Datum;
  const key = keyOf(steps[0]);
  const children = (module.children.get(name) ?? []).filter((child) => key === undefined || !child.name.endsWith('"].') || child.name.endsWith(`["${key}"].`));
  const [wanted, ...rest] = typeof steps[0] === 'string' && steps[0] !== '*' ? steps : steps.slice(1);
  const found = children.flatMap((child) => {
    const block = child.files.blocks.find((each) => each.type === 'output' && each.labels[0] === wanted);
    const value = block && attributeOf(block.body, 'value');
    return value ? [evaluateIn(child, value, depth)] : [];
  });
  const [only] = found;
  return found.length === 1 ? stepped(only, rest, at) : unknownAt(at, found);
}

const keyOf = (step: Step | undefined): string | undefined => (step !== undefined && typeof step !== 'string' && step.kind === 'text' && !/^\d+$/.test(step.text.value ?? '0') ? step.text.value : undefined);

/** An attribute that the resource itself writes, or a reference to it. */
function resourceNamed(type: string): Resolver {
  return (module, [name, ...rest], at, { depth }) => {
    const instances = typeof name === 'string' ? module.resources.get(`${type}.${name}`) : undefined;
    if (!instances) return undefined;
    const key = keyOf(rest[0]);
    const attribute = rest.find((step) => typeof step === 'string' && step !== '*');
    const chosen = instances.find((instance) => instance.key === key) ?? (instances.length === 1 ? instances[0] : undefined);
    const refers = [`${module.prefix}${type}.${String(name)}${key === undefined ? '' : `["${key}"]`}`];
    const written = chosen && typeof attribute === 'string' ? writtenIn(chosen.block, attribute) : undefined;
    const value = written && chosen ? evaluate(written, chosen.scope(depth)) : undefined;
    const made = value?.kind === 'text' ? value : unknownAt(at);
    return made.kind === 'text' ? { kind: 'text', text: made.text, refers } : undefined;
  };
}

/** A repository's URL ends in its name. */
function writtenIn({ body }: { readonly body: Parameters<typeof attributeOf>[0] }, attribute: string): HclExpression | undefined {
  return attributeOf(body, attribute === 'repository_url' ? 'name' : attribute);
}

