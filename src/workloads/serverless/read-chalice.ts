import { posix } from 'node:path';
import { sniff } from '../../discover/sniff.ts';
import type { Tree } from '../../discover/tree.ts';
import { distinctBy } from '../../model/distinct.ts';
import type { DatumEntry, MapDatum, Resource } from '../../model/resource.ts';
import type { Place } from '../../model/place.ts';
import type { Text } from '../../model/value.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { entries, get, isMap, isScalar, toText } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import { groupBy } from '../group.ts';
import type { ServiceSet } from './read-serverless.ts';

/** The function behind the routes of every Chalice application, per stage. */
export function readChalice(tree: Tree, syntax: Syntax): readonly ServiceSet[] {
  const found = tree.files.filter((path) => /(?:^|\/)\.chalice\/config\.json$/.test(path)).flatMap((path) => {
    const source = tree.open(path);
    const root = source && syntax.yaml(source).documents[0];
    return root && hasRoutes(path, tree) ? stagesOf(root, path).map((resource) => ({ path, resource })) : [];
  });
  return [...groupBy(found, ({ path }) => tree.projectOf(path))].map(([project, members]) => ({ project, resources: members.map(({ resource }) => resource) }));
}

/** Without a route there is no API. */
const hasRoutes = (path: string, tree: Tree): boolean => sniff(tree, posix.join(posix.dirname(path), '..', 'app.py'), /^@\w+\.route\(/m) !== undefined;

/** Stages of the same value are one. */
function stagesOf(root: YamlNode, path: string): readonly Resource[] {
  const stages = entries(get(root, 'stages')).filter(({ value }) => isMap(value));
  const all = stages.map(({ key, value }) => resource(key.text, placeOf(key), settingsOf([get(value, 'lambda_functions', 'api_handler'), value, root]), path));
  const made = all.length > 0 ? all : [resource('dev', placeOf(root), settingsOf([root]), path)];
  return distinctBy(made, textsOf);
}

const textsOf = ({ body }: Resource): string => JSON.stringify(body.entries.map(({ key, value }) => [key, value.kind === 'text' ? value.text : value.kind]));

/** The nearest word wins: the function's, the stage's, the application's. */
function settingsOf(nodes: readonly (YamlNode | undefined)[]): { readonly timeout: Text | undefined; readonly endpoint: Text | undefined } {
  const nearest = (key: string): Text | undefined => nodes.map((node) => get(node, key)).filter(isScalar).map(toText)[0];
  return { timeout: nearest('lambda_timeout'), endpoint: nearest('api_gateway_endpoint_type') };
}

function resource(stage: string, place: Place, { timeout, endpoint }: ReturnType<typeof settingsOf>, path: string): Resource {
  const kind: Text = { value: 'rest', expression: 'rest', places: [place], origin: 'configured' };
  const event: MapDatum = { kind: 'map', entries: [text('kind', kind, place), ...(endpoint ? [text('endpoint', endpoint, place)] : [])], place };
  const body: MapDatum = { kind: 'map', entries: [...(timeout ? [text('timeout', timeout, place)] : []), { key: 'event', keyPlace: place, value: event }], place };
  return { type: 'aws_lambda_function', language: 'chalice', name: `api_handler of ${stage}`, address: `${path}:${stage}`, body, place };
}

const text = (key: string, value: Text, keyPlace: Place): DatumEntry => ({ key, keyPlace, value: { kind: 'text', text: value, refers: [] } });
