import type { Datum, TextDatum } from '../../model/resource.ts';
import type { Text } from '../../model/value.ts';
import { get, isScalar, toText } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';

/** A service's file. */
export interface Service {
  readonly root: YamlNode;
  /** `values:` of hoplint.yaml. */
  readonly declared: ReadonlyMap<string, Text>;
  /** Values that may still be put in. */
  readonly budget: { left: number };
}

const deepest = 30;
const mostPlaces = 10;

/** A value with the variables of the file itself put in. */
export function valueOf(node: YamlNode, service: Service, depth = 0): Datum {
  if (depth > deepest || service.budget.left-- <= 0) return unknownAt(node);
  if (node.kind === 'scalar') return textOf(node, service, depth);
  if (node.kind === 'list') return { kind: 'list', items: node.items.map((item) => valueOf(item, service, depth + 1)), place: placeOf(node) };
  return { kind: 'map', entries: node.entries.map(({ key, value }) => ({ key: key.text, keyPlace: placeOf(key), value: valueOf(value, service, depth + 1) })), place: placeOf(node) };
}

function textOf(node: YamlNode, service: Service, depth: number): Datum {
  const written = isScalar(node) ? node.text : '';
  const inner = /^\$\{(.*)\}$/s.exec(written)?.[1];
  if (!written.includes('${')) return { kind: 'text', text: toText(node), refers: [] };
  return inner === undefined ? unknownAt(node) : firstOf(alternatives(inner), node, service, depth);
}

/** `self:custom.timeout, env:TIMEOUT, 30`: the first that there is. One that only run time knows may take the place of what follows. */
function firstOf(words: readonly string[], node: YamlNode, service: Service, depth: number): Datum {
  const open = words.find((word) => !word.startsWith('self:') && !isLiteral(word));
  for (const word of words) {
    const found = word.startsWith('self:') ? own(word.slice('self:'.length), service, depth) : isLiteral(word) ? literal(word, node) : undefined;
    if (found) return through(found, node, open === undefined || words.indexOf(word) < words.indexOf(open) ? undefined : open);
  }
  const variable = open === undefined ? undefined : nameOf(open);
  const declared = variable === undefined ? undefined : service.declared.get(variable);
  if (declared) return { kind: 'text', text: { ...declared, places: [...declared.places, placeOf(node)] }, refers: [] };
  return unknownAt(node, variable);
}

function own(path: string, service: Service, depth: number): Datum | undefined {
  const found = get(service.root, ...path.split('.'));
  return found && valueOf(found, service, depth + 1);
}

const isLiteral = (word: string): boolean => /^(?:-?\d+(?:\.\d+)?|'[^'$]*'|"[^"$]*"|true|false)$/.test(word);

function literal(word: string, node: YamlNode): TextDatum {
  const value = word.replace(/^(['"])(.*)\1$/, '$2');
  return { kind: 'text', text: { value, expression: word, places: [placeOf(node)], origin: 'configured' }, refers: [] };
}

/** The same value, seen through a variable; one that a deployment may replace is but its visible default. */
function through(datum: Datum, node: YamlNode, open: string | undefined): Datum {
  if (datum.kind !== 'text') return datum;
  const [first, ...rest] = datum.text.places;
  const places = [first, ...rest.slice(0, mostPlaces), placeOf(node)] as const;
  const text: Text = open === undefined ? { ...datum.text, places } : { ...datum.text, places, origin: 'visible-default', variable: nameOf(open) };
  return { ...datum, text };
}

/** `env:TIMEOUT` → `TIMEOUT`. */
const nameOf = (word: string): string => word.slice(word.indexOf(':') + 1);

function unknownAt(node: YamlNode, variable?: string): TextDatum {
  const expression = node.source.text.slice(node.start, Math.min(node.end, node.start + 200));
  return { kind: 'text', text: { value: undefined, expression, places: [placeOf(node)], origin: 'configured', ...(variable === undefined ? {} : { variable }) }, refers: [] };
}

/** What stands between the commas that no braces and quotes enclose. */
function alternatives(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  let quote = '';
  for (let at = 0; at <= text.length; at += 1) {
    const sign = text[at];
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '{') depth += 1;
    else if (sign === '}') depth -= 1;
    if (at < text.length && (sign !== ',' || depth > 0 || quote !== '')) continue;
    parts.push(text.slice(start, at).trim());
    start = at + 1;
  }
  return parts;
}
