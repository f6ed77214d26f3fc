import type { Process } from '../../model/process.ts';
import { dirname, join } from 'node:path/posix';
import type { Text } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import { openSource } from '../python/sources.ts';
import type { Reader } from '../reader.ts';
import { literal } from '../setting.ts';
import { blocks } from './blocks.ts';
import { joined, nothing, type Option, type OptionList } from './list.ts';
import { substituted } from './placeholders.ts';

/** The options of one section of a file, included files in place, a file never within itself. Only ini, YAML and JSON are read. */
export function fileOptions(source: Source, section: string, process: Process | undefined, reader: Reader, above: readonly string[]): OptionList {
  const own = `${source.path}:${section}`;
  if (above.includes(own) || above.length > 8) return nothing;
  const raw = /\.(?:ya?ml|json)$/.test(source.path) ? yamlOptions(source, section, reader) : iniOptions(source, section, reader);
  const options = substituted(blocks(raw.options, process), process);
  const included = options.map((option) => (includes.has(option.name) ? include(option, source, process, reader, [...above, own]) : { ...nothing, options: [option] }));
  return joined([{ ...nothing, sources: [source], problems: raw.problems }, ...included]);
}

const includes: ReadonlySet<string> = new Set(['ini', 'yaml', 'yml', 'json', 'xml', 'include', 'inherit', 'import-config']);

function include(option: Option, from: Source, process: Process | undefined, reader: Reader, above: readonly string[]): OptionList {
  const [, path = '', section] = /^(.*?)(?::([\w-]+))?$/.exec(option.text.value ?? '') ?? [];
  if (path === '' && section !== undefined) return fileOptions(from, section, process, reader, above);
  const source = path === '' ? undefined : (process && openSource(process, path, reader)) ?? reader.open(join(dirname(from.path), path));
  if (source === undefined) return { ...nothing, hidden: [option.text] };
  reader.claim(source);
  return fileOptions(source, section ?? 'uwsgi', process, reader, above);
}

function iniOptions(source: Source, section: string, reader: Reader): OptionList {
  const file = reader.ini(source);
  const options = file.entries.filter((entry) => entry.section === section).map((entry) => ({ name: entry.key, text: literal(entry.value, entry.value === '' ? entry.keyPlace : entry.valuePlace), place: entry.keyPlace }));
  return { ...nothing, options, problems: file.problems };
}

function yamlOptions(source: Source, section: string, reader: Reader): OptionList {
  const file = reader.yaml(source);
  const roots = file.documents.flatMap((document) => (document.kind === 'map' ? document.entries : []));
  const found = roots.find((entry) => entry.key.text === section)?.value;
  const options = found?.kind === 'map' ? found.entries.flatMap((entry) => scalars(entry.value).map((text) => ({ name: entry.key.text, text, place: placeOf(entry.key) }))) : [];
  return { ...nothing, options, problems: file.problems };
}

function scalars(node: YamlNode): readonly Text[] {
  if (node.kind === 'list') return node.items.flatMap(scalars);
  if (node.kind === 'map') return [];
  const text = literal(node.text, placeOf(node));
  return [node.template === undefined ? text : { ...text, value: undefined, expression: node.template }];
}
