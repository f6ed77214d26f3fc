import type { Tree } from '../../discover/tree.ts';
import type { Datum, Resource } from '../../model/resource.ts';
import type { HclBlock, HclExpression } from '../../syntax/hcl.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { evaluate, type Scope } from './evaluate.ts';
import { calledFolder, type ModuleFiles } from './module-files.ts';
import { bodyOf } from './body.ts';
import { fileCall, structured } from './file-call.ts';
import { instancesOf } from './instances.ts';
import { resolve } from './names.ts';
import { registryResources } from './registry-modules.ts';

/** What all modules of a run share. */
export interface Context {
  readonly tree: Tree;
  readonly syntax: Syntax;
  readonly folders: ReadonlyMap<string, ModuleFiles>;
  readonly declared: ReadonlyMap<string, string>;
  readonly budget: { left: number };
  /** Modules that may still be entered. */
  readonly modules: { left: number };
}

/** A folder of Terraform files as one call of it makes it. */
export interface Module {
  readonly files: ModuleFiles;
  /** What its resources' addresses begin with. */
  readonly prefix: string;
  /** For people; `` at the root. */
  readonly name: string;
  readonly context: Context;
  /** The call; absent at the root. */
  readonly call?: { readonly block: HclBlock; readonly from: Module; readonly locals: Scope['locals'] };
  readonly children: Map<string, readonly Module[]>;
  readonly resources: Map<string, readonly { readonly key: string | undefined; readonly block: HclBlock; readonly scope: (depth: number) => Scope }[]>;
}

const deepest = 6;

/** A root module with everything that it calls. */
export function openModule(files: ModuleFiles, context: Context): Module {
  return enter({ files, prefix: `${files.folder}:`, name: '', context, children: new Map(), resources: new Map() }, 0);
}

function enter(module: Module, depth: number): Module {
  const { files, context } = module;
  for (const block of files.blocks) {
    const [first = '', second = ''] = block.labels;
    if (block.type === 'resource') module.resources.set(`${first}.${second}`, instancesOf(block.body, scopeOf(module)).map(({ key, locals }) => ({ key, block, scope: (at) => scopeOf(module, locals, at) })));
    const folder = depth < deepest ? calledFolder(files.folder, block) : undefined;
    const called = folder === undefined ? undefined : context.folders.get(folder);
    if (!called) continue;
    const children = instancesOf(block.body, scopeOf(module)).flatMap(({ key, locals }) => {
      if (context.modules.left-- <= 0) return [];
      const name = `${module.name}module.${first}${key === undefined ? '' : `["${key}"]`}.`;
      return [enter({ files: called, prefix: `${module.prefix.split(':', 1)[0]}:${name}`, name, context, call: { block, from: module, locals }, children: new Map(), resources: new Map() }, depth + 1)];
    });
    module.children.set(first, children);
  }
  return module;
}

export function scopeOf(module: Module, locals: Scope['locals'] = new Map(), depth = 0): Scope {
  return { resolve: (name, steps, at, scope) => resolve(module, name, steps, at, scope), call: fileCall(module.context), structure: (text, scope) => structured(text, module.context.syntax.yaml, scope), locals, budget: module.context.budget, depth };
}

/** An expression of a module, on behalf of a scope that is so deep already. */
export const evaluateIn = (module: Module, expression: HclExpression, depth: number, locals?: Scope['locals']): Datum => evaluate(expression, scopeOf(module, locals, depth));

/** Every resource of a module and of those below it; the bodies are evaluated on first use. */
export function resourcesOf(module: Module): readonly Resource[] {
  const own = [...module.resources].flatMap(([id, instances]) => instances.map(({ key, block, scope }) => resource(module, id, key, block, scope)));
  return [...own, ...registryResources(module), ...[...module.children.values()].flat().flatMap(resourcesOf)];
}

function resource(module: Module, id: string, key: string | undefined, block: HclBlock, scope: (depth: number) => Scope): Resource {
  let body: Resource['body'] | undefined;
  const instance = key === undefined ? id : `${id}["${key}"]`;
  return {
    type: block.labels[0] ?? '',
    language: 'terraform',
    name: `${module.name}${instance}`,
    address: `${module.prefix}${instance}`,
    place: block.source.place(block.start, block.source.text.slice(0, block.end).trimEnd().length),
    get body() {
      body ??= bodyOf(block.body, scope(0), block);
      return body;
    },
  };
}

