import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import type { IniFile } from '../../syntax/ini.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import { entries, items, toText } from '../../syntax/yaml-read.ts';
import { literal } from '../setting.ts';

/** One option under its dotted name, whatever it was written in. Names are compared without regard to case. */
export interface Entry {
  /** As written: `entryPoints.web.address`. */
  readonly name: string;
  readonly text: Text;
  readonly keyPlace: Place;
  /** A table of further options rather than a value. */
  readonly table?: true;
}

export type Options = ReadonlyMap<string, Entry>;

export const optionsOf = (written: readonly Entry[]): Options => new Map(written.map((one) => [one.name.toLowerCase(), one]));

const mostOptions = 5000;
const deepest = 16;

/** Leaves and tables of a YAML document. Bounded, because aliases may repeat a node without end. */
export function fromYaml(document: YamlNode | undefined): readonly Entry[] {
  const found: Entry[] = [];
  if (document) collect(document, '', 0, found);
  return found;
}

function collect(node: YamlNode, prefix: string, depth: number, found: Entry[]): void {
  if (depth > deepest) return;
  for (const { name, keyPlace, value } of childrenOf(node)) {
    if (found.length >= mostOptions) return;
    const full = prefix === '' ? name : `${prefix}.${name}`;
    const text = toText(value);
    found.push(value.kind === 'scalar' ? { name: full, text, keyPlace } : { name: full, text, keyPlace, table: true });
    collect(value, full, depth + 1, found);
  }
}

function childrenOf(node: YamlNode): readonly { readonly name: string; readonly keyPlace: Place; readonly value: YamlNode }[] {
  const listed = items(node).map((value, at) => ({ name: String(at), keyPlace: placeOf(value), value }));
  return [...listed, ...entries(node).map(({ key, value }) => ({ name: key.text, keyPlace: placeOf(key), value }))];
}

/** TOML as far as its tables look like INI sections; `[[servers]]` counts up like a list. */
export function fromToml(file: IniFile): readonly Entry[] {
  const counted = new Map<string, number>();
  let last: { readonly section: string; readonly keys: Set<string> } | undefined;
  const tables = file.sections.filter(({ name }) => name !== '' && !name.startsWith('[')).map(({ name, place }): Entry => ({ name, text: literal('', place), keyPlace: place, table: true }));
  const values = file.entries.flatMap(({ section, key, value, keyPlace, valuePlace }) => {
    const list = /^\[([^\]]+)/.exec(section)?.[1]?.trim();
    if (list !== undefined && (last?.section !== section || last.keys.has(key))) counted.set(list, (counted.get(list) ?? -1) + 1);
    if (last?.section !== section || last.keys.has(key)) last = { section, keys: new Set() };
    last.keys.add(key);
    const table = list === undefined ? section.trim() : `${list}.${counted.get(list) ?? 0}`;
    const name = table === '' ? key : `${table}.${key}`;
    return listed(value).map((one, at): Entry => ({ name: one === value ? name : `${name}.${at}`, text: literal(one, valuePlace), keyPlace }));
  });
  return [...tables, ...values];
}

/** The strings of `["web", "websecure"]`; anything else is one value. */
function listed(value: string): readonly string[] {
  const strings = value.startsWith('[') ? [...value.matchAll(/"([^"]*)"|'([^']*)'/g)].map((one) => one[1] ?? one[2] ?? '') : [];
  return strings.length > 0 ? strings : [value];
}

/** `--entryPoints.web.address=:80`, `--providers.docker`, `--configFile traefik.yml`. */
export function fromArguments(argv: readonly Text[]): readonly Entry[] {
  return argv.flatMap((argument, at) => {
    const shown = argument.value ?? argument.expression;
    const [, name, equals] = /^--?([\w.[\]-]+)(=?)/.exec(shown) ?? [];
    if (name === undefined) return [];
    const text = equals === '=' ? rest(argument, shown.indexOf('=') + 1) : following(argument, argv[at + 1]);
    return [{ name, text, keyPlace: argument.places[0] }];
  });
}

const following = (argument: Text, next: Text | undefined): Text => (next && !next.expression.startsWith('-') ? next : literal('true', argument.places[0]));

/** `TRAEFIK_ENTRYPOINTS_WEB_ADDRESS`: underscores stand for dots. */
export function fromEnvironment(env: Process['env']): readonly Entry[] {
  return [...env].flatMap(([name, text]) => {
    const option = /^TRAEFIK_(\w+)$/.exec(name)?.[1];
    return option === undefined ? [] : [{ name: option.toLowerCase().replaceAll('_', '.'), text, keyPlace: text.places[0] }];
  });
}

/** The end of an argument as a text of its own, with its own columns where the argument stands on one line. */
function rest(argument: Text, from: number): Text {
  const value = argument.value?.slice(from);
  const expression = argument.expression.slice(argument.expression.indexOf('=') + 1);
  const place = argument.places[0];
  const inner = place.endColumn - place.column - argument.expression.length;
  const exact = place.line === place.endLine && (inner === 0 || inner === 2) && argument.value === argument.expression;
  const shift = inner / 2;
  const narrowed = exact ? { ...place, column: place.column + shift + from, endColumn: place.endColumn - shift } : place;
  return { ...argument, value, expression, places: [narrowed, ...argument.places.slice(1)] };
}
