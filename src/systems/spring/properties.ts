import type { Text } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import type { Reader } from '../reader.ts';
import { literal } from '../setting.ts';

/** The properties of one configuration file or document by their uniform key. */
export interface Properties {
  readonly source: Source;
  readonly values: ReadonlyMap<string, { readonly key: string; readonly text: Text }>;
}

/** Relaxed binding: `keepAliveTimeout`, `keep-alive-timeout` and `keep_alive_timeout` are one key. */
export const uniform = (key: string): string => key.toLowerCase().replace(/[-_]/g, '');

/** The documents of an application file that hold for these profiles, the later ones winning. */
export function propertiesOf(source: Source, profiles: readonly string[], reader: Reader): readonly Properties[] {
  const documents = /\.ya?ml$/.test(source.path) ? reader.yaml(source).documents.map((document) => flat(document, '', 0)) : [entriesOf(source, reader)];
  return documents.map((entries) => ({ source, values: new Map(entries.map((entry) => [uniform(entry.key), entry])) })).filter((document) => holds(document, profiles));
}

interface Entry {
  readonly key: string;
  readonly text: Text;
}

const entriesOf = (source: Source, reader: Reader): readonly Entry[] =>
  reader.ini(source).entries.map(({ key, value, keyPlace, valuePlace }) => ({ key, text: literal(value, value === '' ? keyPlace : valuePlace) }));

const deepest = 20;

function flat(node: YamlNode, prefix: string, depth: number): readonly Entry[] {
  if (node.kind === 'map') return depth > deepest ? [] : node.entries.flatMap(({ key, value }) => flat(value, prefix === '' ? key.text : `${prefix}.${key.text}`, depth + 1));
  if (node.kind === 'list') return depth > deepest ? [] : node.items.flatMap((item, index) => flat(item, `${prefix}[${index}]`, depth + 1));
  const text = literal(node.text, placeOf(node));
  return [{ key: prefix, text: node.template === undefined ? text : { ...text, value: undefined, expression: node.template } }];
}

/** A document that asks for a profile counts only where that profile is active. */
function holds({ values }: Properties, profiles: readonly string[]): boolean {
  const asked = values.get('spring.config.activate.onprofile') ?? values.get('spring.profiles');
  if (asked?.text.value === undefined) return asked === undefined;
  return asked.text.value.split(',').some((name) => profiles.includes(name.trim()));
}
