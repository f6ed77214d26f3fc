import { sniff } from '../../discover/sniff.ts';
import type { Tree } from '../../discover/tree.ts';
import type { Project } from '../../model/layer.ts';
import { type Datum, datumAt, type MapDatum, type Resource, valueAt } from '../../model/resource.ts';
import type { Text } from '../../model/value.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { entries, get, isMap, items } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlMap, type YamlNode } from '../../syntax/yaml.ts';
import { groupBy } from '../group.ts';
import { type ArmTemplate, valueOf } from './values.ts';

export interface ArmSet {
  readonly project: Project;
  readonly resources: readonly Resource[];
}

const deepest = 4;

/** The resources of Azure Resource Manager templates, together per project. What Bicep was compiled to is left to Bicep. */
export function readArm(tree: Tree, syntax: Syntax, declared: ReadonlyMap<string, Text>): readonly ArmSet[] {
  const compiled = new Set(tree.files.filter((path) => path.endsWith('.bicep')).map((path) => path.replace(/\.bicep$/, '.json')));
  const found = tree.files.filter((path) => path.endsWith('.json') && !compiled.has(path)).flatMap((path) => {
    const source = sniff(tree, path, /"\$schema"\s*:\s*"[^"]*[dD]eploymentTemplate\.json/, '"resources"');
    const root = source && syntax.yaml(source).documents[0];
    return root ? templateResources(root, path, declared, 0).map((resource) => ({ path, resource })) : [];
  });
  return [...groupBy(found, ({ path }) => tree.projectOf(path))].map(([project, members]) => ({ project, resources: members.map(({ resource }) => resource) }));
}

function templateResources(root: YamlNode, path: string, declared: ReadonlyMap<string, Text>, depth: number): readonly Resource[] {
  const template: ArmTemplate = { parameters: get(root, 'parameters'), variables: get(root, 'variables'), declared, budget: { left: 20_000 } };
  return below(get(root, 'resources'), depth).flatMap((node) => resourcesOf(node, path, template, depth));
}

/** A list, or a map of symbolic names. */
function below(node: YamlNode | undefined, depth: number): readonly YamlMap[] {
  if (depth > deepest) return [];
  return [...items(node), ...entries(node).map(({ value }) => value)].filter(isMap);
}

function resourcesOf(node: YamlMap, path: string, template: ArmTemplate, depth: number): readonly Resource[] {
  const inner = get(node, 'properties', 'template');
  const evaluated = valueOf(node, template);
  const type = valueAt(evaluated, 'type');
  if (type === 'Microsoft.Resources/deployments') return inner ? templateResources(inner, path, template.declared, depth + 1) : [];
  const own = type !== undefined && evaluated.kind === 'map' ? [resource(node, type, evaluated, path)] : [];
  return [...own, ...below(get(node, 'resources'), depth + 1).flatMap((child) => resourcesOf(child, path, template, depth + 1))];
}

function resource(node: YamlMap, type: string, body: MapDatum, path: string): Resource {
  const place = placeOf(entries(node)[0]?.key ?? node);
  const named: Datum | undefined = datumAt(body, 'name');
  const name = (named?.kind === 'text' ? (named.text.value ?? /^\[(?:parameters|variables)\('([^']+)'\)\]$/.exec(named.text.expression)?.[1]) : undefined) ?? type;
  return { type, language: 'arm', name, address: `${path}:${place.line}:${type}`, body, place };
}
