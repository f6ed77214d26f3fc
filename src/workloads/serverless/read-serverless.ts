import { posix } from 'node:path';
import { sniff } from '../../discover/sniff.ts';
import type { Tree } from '../../discover/tree.ts';
import type { Project } from '../../model/layer.ts';
import { type Datum, datumAt, type DatumEntry, entryOf, type MapDatum, type Resource } from '../../model/resource.ts';
import type { Text } from '../../model/value.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { entries, entry, get, isMap, items, textOf } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlEntry, type YamlNode } from '../../syntax/yaml.ts';
import { templateResources } from '../cloudformation/read-cloudformation.ts';
import { groupBy } from '../group.ts';
import { type Service, valueOf } from './values.ts';
import { eventsOf } from './events.ts';

export interface ServiceSet {
  readonly project: Project;
  readonly resources: readonly Resource[];
}

const name = /^serverless(?:[.-][\w.-]+)?\.(?:ya?ml|json)$/;

/** The functions of the services that the Serverless Framework deploys to AWS, and the resources beside them, together per project. */
export function readServerless(tree: Tree, syntax: Syntax, declared: ReadonlyMap<string, Text>): readonly ServiceSet[] {
  const found = tree.files.filter((path) => name.test(posix.basename(path))).flatMap((path) => {
    const source = sniff(tree, path, 'provider', 'functions');
    const root = source && syntax.yaml(source).documents[0];
    return root && isAws(root) ? [...functionsOf(root, path, declared), ...templateResources(get(root, 'resources'), path, declared)].map((resource) => ({ path, resource })) : [];
  });
  return [...groupBy(found, ({ path }) => tree.projectOf(path))].map(([project, members]) => ({ project, resources: members.map(({ resource }) => resource) }));
}

const isAws = (root: YamlNode): boolean => (textOf(get(root, 'provider', 'name')) ?? textOf(get(root, 'provider'))) === 'aws';

/** `functions` is a map, or a list of maps. */
function functionsOf(root: YamlNode, path: string, declared: ReadonlyMap<string, Text>): readonly Resource[] {
  const functions = get(root, 'functions');
  const service: Service = { root, declared, budget: { left: 20_000 } };
  const written = [...entries(functions), ...items(functions).flatMap(entries)];
  return written.filter(({ value }) => isMap(value)).map((one) => resourceOf(one, path, service));
}

function resourceOf({ key, value }: YamlEntry, path: string, service: Service): Resource {
  const place = placeOf(key);
  const written = valueOf(value, service);
  const provider = entry(get(service.root, 'provider'), 'timeout');
  const own = entryOf(written, 'timeout');
  const timeout = own ?? (provider ? { key: 'timeout', keyPlace: placeOf(provider.key), value: valueOf(provider.value, service) } : undefined);
  const body: MapDatum = { kind: 'map', entries: [...(timeout ? [timeout] : []), ...urlOf(written), ...eventsOf(written, service)], place };
  return { type: 'aws_lambda_function', language: 'serverless', name: key.text, address: `${path}:${key.text}`, body, place };
}

/** `url: true`, or what it is like. */
function urlOf(written: Datum): readonly DatumEntry[] {
  const url = entryOf(written, 'url');
  if (!url || (url.value.kind === 'text' && url.value.text.value !== 'true')) return [];
  const mode = datumAt(url.value, 'invoke_mode') ?? datumAt(url.value, 'invokeMode');
  const modes: readonly DatumEntry[] = mode ? [{ key: 'invoke_mode', keyPlace: url.keyPlace, value: mode }] : [];
  return [{ ...url, key: 'function_url', value: { kind: 'map', entries: modes, place: url.keyPlace } }];
}
