import type { Grammar } from '../model/duration.ts';
import { hour, minute, ms, parseDuration, second } from '../model/duration.ts';
import { entries, get, items, textOf } from '../syntax/yaml-read.ts';
import { placeOf, type YamlNode, type YamlScalar } from '../syntax/yaml.ts';
import type { Config, DeclaredChain, DeclaredLink, Endpoint } from './config.ts';

const written: Grammar = { suffixes: { ms, s: second, m: minute, h: hour }, decimals: true, compound: true };

/** A document that the schema accepted, as hoplint's own record. */
export function normalise(document: YamlNode): Config {
  const use = get(document, 'use');
  const chosen = get(use, 'templates');
  return {
    endpoints: items(get(document, 'endpoints')).map(endpoint),
    versions: texts(get(document, 'versions')),
    versionPlaces: new Map(scalars(get(document, 'versions')).map(([key]) => [key.text, placeOf(key)])),
    values: texts(get(document, 'values')),
    valuePlaces: new Map(scalars(get(document, 'values')).map(([key, value]) => [key.text, placeOf(value)])),
    use: { compose: list(get(use, 'compose')), helmValues: list(get(use, 'helmValues')), ...optional('templates', chosen && texts(chosen)) },
    ...optional('templatePlaces', chosen && new Map(scalars(chosen).map(([key, value]) => [key.text, placeOf(value)]))),
    chains: items(get(document, 'chains')).map(chain),
    rules: texts(get(document, 'rules')) as Config['rules'],
    ignore: list(get(document, 'ignore')),
  };
}

function endpoint(node: YamlNode): Endpoint {
  return {
    path: text(node, 'path') ?? '/',
    ...optional('host', text(node, 'host')),
    ...optional('method', text(node, 'method')?.toUpperCase()),
    ...optional('duration', duration(node, 'duration')),
    kind: (text(node, 'kind') ?? 'response') as Endpoint['kind'],
    ...optional('silence', duration(node, 'silence')),
    ...optional('work', duration(node, 'work')),
    ...optional('idle', duration(node, 'idle')),
    place: firstLine(node),
  };
}

const chain = (node: YamlNode): DeclaredChain => ({ via: items(get(node, 'via')).map(link), place: firstLine(node) });

function link(node: YamlNode): DeclaredLink {
  return {
    ...optional('client', text(node, 'client')),
    ...optional('middlebox', text(node, 'middlebox')),
    ...optional('system', text(node, 'system')),
    ...optional('layer', text(node, 'layer')),
    settings: scalars(get(node, 'settings')).map(([key, value]) => ({ name: key.text, value: value.text, place: placeOf(value) })),
    place: firstLine(node),
  };
}

/** An endpoint is pointed at by the value of its first entry, not by a block of lines. */
function firstLine(node: YamlNode): Endpoint['place'] {
  const first = node.kind === 'map' ? node.entries[0] : undefined;
  return placeOf(first && first.value.kind === 'scalar' ? first.value : first ? first.key : node);
}

const scalars = (node: YamlNode | undefined): readonly (readonly [YamlScalar, YamlScalar])[] =>
  entries(node).flatMap(({ key, value }) => (value.kind === 'scalar' ? [[key, value] as const] : []));
const texts = (node: YamlNode | undefined): ReadonlyMap<string, string> => new Map(scalars(node).map(([key, value]) => [key.text, value.text]));
const list = (node: YamlNode | undefined): readonly string[] => items(node).flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));

const text = (node: YamlNode, key: string): string | undefined => textOf(get(node, key));

function duration(node: YamlNode, key: string): number | undefined {
  const value = text(node, key);
  return value === undefined ? undefined : parseDuration(value, written);
}

const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } => (value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: V }));
