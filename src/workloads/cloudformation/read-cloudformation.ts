import { sniff } from '../../discover/sniff.ts';
import type { Tree } from '../../discover/tree.ts';
import type { Project } from '../../model/layer.ts';
import { datumAt, entryOf, type MapDatum, type Resource } from '../../model/resource.ts';
import type { Text } from '../../model/value.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { entries, get, isMap, textOf } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import { groupBy } from '../group.ts';
import { orElse, plus } from './names.ts';
import { implicitEndpoint } from './serverless-types.ts';
import { types } from './translate.ts';
import { type Template, valueOf } from './values.ts';

export interface TemplateSet {
  readonly project: Project;
  readonly resources: readonly Resource[];
}

/** The resources of CloudFormation and SAM templates, together per project. */
export function readCloudFormation(tree: Tree, syntax: Syntax, declared: ReadonlyMap<string, Text>): readonly TemplateSet[] {
  const found = tree.files.filter((path) => /\.(?:ya?ml|json|template)$/.test(path)).flatMap((path) => {
    const source = sniff(tree, path, 'AWS::', 'Resources');
    const root = source && syntax.yaml(source).documents[0];
    return root ? templateResources(root, path, declared).map((resource) => ({ path, resource })) : [];
  });
  return [...groupBy(found, ({ path }) => tree.projectOf(path))].map(([project, members]) => ({ project, resources: members.map(({ resource }) => resource) }));
}

/** The resources of one template. */
export function templateResources(root: YamlNode | undefined, path: string, declared: Template['declared']): readonly Resource[] {
  const resources = get(root, 'Resources');
  if (!root || !resources) return [];
  const template: Template = { parameters: get(root, 'Parameters'), resources, declared, prefix: `${path}:` };
  const globals = globalsOf(root, template);
  return entries(resources).flatMap(({ key, value }) => {
    const known = types.get(textOf(get(value, 'Type')) ?? '');
    const properties = get(value, 'Properties');
    if (!known) return [];
    const written: MapDatum = { kind: 'map', entries: [], place: placeOf(key) };
    const evaluated = isMap(properties) ? valueOf(properties, template) : written;
    return [{ type: known.type, language: 'cloudformation' as const, name: key.text, address: `${path}:${key.text}`, body: known.body(orElse(evaluated.kind === 'map' ? evaluated : written, globals(textOf(get(value, 'Type')) ?? ''))), place: placeOf(key) }];
  });
}

/** What `Globals` of SAM write for every resource of a type. */
function globalsOf(root: YamlNode, template: Template): (type: string) => MapDatum {
  const place = placeOf(root);
  const none: MapDatum = { kind: 'map', entries: [], place };
  const written = get(root, 'Globals');
  const all = isMap(written) ? valueOf(written, template) : none;
  const endpoint = entryOf(datumAt(all, 'Api'), 'EndpointConfiguration');
  return (type) => {
    const kind = /^AWS::Serverless::(Function|Api|HttpApi)$/.exec(type)?.[1];
    const found = kind === undefined ? none : (datumAt(all, kind) ?? none);
    const map = found.kind === 'map' ? found : none;
    return kind === 'Function' && endpoint ? plus(map, [{ ...endpoint, key: implicitEndpoint }]) : map;
  };
}
