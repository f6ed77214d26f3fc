import { posix } from 'node:path';
import type { Tree } from '../../discover/tree.ts';
import type { Project } from '../../model/layer.ts';
import { type Datum, datumAt, type MapDatum, type Resource } from '../../model/resource.ts';
import { type BicepDeclaration, parseBicep } from '../../syntax/bicep.ts';
import type { HclExpression } from '../../syntax/hcl.ts';
import { folderOf } from '../folders.ts';
import { groupBy } from '../group.ts';
import { evaluate, into, passed, type Scope, shownBy, type Step, unknownAt } from '../terraform/evaluate.ts';

export interface BicepSet {
  readonly project: Project;
  readonly resources: readonly Resource[];
}

/** The resources of every Bicep file that no other one of the project uses as a module. */
export function readBicep(tree: Tree): readonly BicepSet[] {
  const files = new Map(tree.files.filter((path) => path.endsWith('.bicep')).flatMap((path) => {
    const source = tree.open(path);
    return source && source.text.length < 1_000_000 ? [[path, { path, declarations: parseBicep(source) }] as const] : [];
  }));
  const sets = groupBy([...files.values()], ({ path }) => tree.projectOf(path));
  return [...sets].map(([project, members]) => {
    const used = new Set(members.flatMap(({ path, declarations }) => declarations.map((one) => modulePath(path, one))));
    const budget = { left: 100_000 };
    const modules = { left: 200 };
    return { project, resources: members.filter(({ path }) => !used.has(path)).flatMap((file) => resourcesOf({ ...file, prefix: `${file.path}:`, files, budget, modules, params: undefined }, 0)) };
  });
}

interface BicepFile {
  readonly path: string;
  readonly declarations: readonly BicepDeclaration[];
}

interface Deployment extends BicepFile {
  readonly prefix: string;
  readonly files: ReadonlyMap<string, BicepFile>;
  readonly budget: Scope['budget'];
  readonly modules: { left: number };
  /** What the file is called with; absent for one that nothing calls. */
  readonly params: MapDatum | undefined;
}

const deepest = 5;

function modulePath(path: string, { kind, type }: BicepDeclaration): string | undefined {
  return kind === 'module' && /^[\w.][^:]*\.bicep$/.test(type) ? posix.join(folderOf(path), type) : undefined;
}

function resourcesOf(deployment: Deployment, depth: number): readonly Resource[] {
  return deployment.declarations.flatMap((declaration): readonly Resource[] => {
    const { value } = declaration;
    if (value === undefined || declaration.isExisting) return [];
    if (declaration.kind === 'resource') return [resource(declaration, value, deployment)];
    const path = modulePath(deployment.path, declaration);
    const file = path === undefined || depth >= deepest || deployment.modules.left-- <= 0 ? undefined : deployment.files.get(path);
    if (!file) return [];
    const params = datumAt(evaluate(value, scopeOf(deployment)), 'params');
    return resourcesOf({ ...deployment, ...file, prefix: `${deployment.prefix}${declaration.name}.`, params: params?.kind === 'map' ? params : { kind: 'map', entries: [], place: declaration.source.place(declaration.start, declaration.end) } }, depth + 1);
  });
}

function resource(declaration: BicepDeclaration, value: HclExpression, deployment: Deployment): Resource {
  const place = declaration.source.place(declaration.start, declaration.end);
  let body: MapDatum | undefined;
  return {
    type: declaration.type,
    language: 'bicep',
    name: `${deployment.prefix.slice(deployment.prefix.indexOf(':') + 1)}${declaration.name}`,
    address: `${deployment.prefix}${declaration.name}`,
    place,
    get body() {
      const found = body ?? evaluate(value, scopeOf(deployment));
      body = found.kind === 'map' ? found : { kind: 'map', entries: [], place };
      return body;
    },
  };
}

function scopeOf(deployment: Deployment): Scope {
  return {
    resolve: (name, steps, at, scope) => resolve(deployment, name, steps, at, scope),
    call: () => undefined, structure: () => undefined, locals: new Map(), budget: deployment.budget, depth: 0,
  };
}

function resolve(deployment: Deployment, name: string, steps: readonly Step[], at: HclExpression, scope: Scope): Datum | undefined {
  const declaration = deployment.declarations.find((each) => each.name === name);
  if (declaration?.kind === 'resource') return reference(deployment, name, at);
  const given = declaration?.kind === 'param' && deployment.params ? datumAt(deployment.params, name) : undefined;
  const written = declaration?.value && (declaration.kind === 'param' || declaration.kind === 'var') ? declaration : undefined;
  const found = given ?? (written?.value ? evaluate(written.value, scope) : undefined);
  const value = found && into(found, steps);
  const isDefault = !given && declaration?.kind === 'param' && deployment.params === undefined;
  return value && passed(isDefault ? shownBy(value, name) : value, at);
}

function reference(deployment: Deployment, name: string, at: HclExpression): Datum {
  const open = unknownAt(at);
  return open.kind === 'text' ? { ...open, refers: [`${deployment.prefix}${name}`] } : open;
}
