import type { Datum, TextDatum } from '../../model/resource.ts';
import type { Text } from '../../model/value.ts';
import { entry, get, isScalar, toText } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';

/** The template around a value. */
export interface ArmTemplate {
  readonly parameters: YamlNode | undefined;
  readonly variables: YamlNode | undefined;
  /** `values:` of hoplint.yaml. */
  readonly declared: ReadonlyMap<string, Text>;
  /** Values that may still be put in. */
  readonly budget: { left: number };
}

const deepest = 30;

/** A value with the template's own parameters and variables put in, where the whole text is one of them. */
export function valueOf(node: YamlNode, template: ArmTemplate, depth = 0): Datum {
  if (depth > deepest || template.budget.left-- <= 0) return unknownAt(node);
  if (node.kind === 'list') return { kind: 'list', items: node.items.map((item) => valueOf(item, template, depth + 1)), place: placeOf(node) };
  if (node.kind === 'map') return { kind: 'map', entries: node.entries.map(({ key, value }) => ({ key: key.text, keyPlace: placeOf(key), value: valueOf(value, template, depth + 1) })), place: placeOf(node) };
  const text = isScalar(node) ? node.text : '';
  // `[[` stands for a bracket that is meant as such.
  if (!/^\[(?!\[).*\]$/s.test(text)) return { kind: 'text', text: toText(node), refers: [], raw: node.embedded };
  const [, kind, name] = /^\[\s*(parameters|variables)\('([^']+)'\)\s*\]$/.exec(text) ?? [];
  if (kind === undefined || name === undefined) return unknownAt(node);
  return (kind === 'parameters' ? parameter(name, node, template, depth) : variable(name, node, template, depth)) ?? unknownAt(node);
}

function parameter(name: string, at: YamlNode, template: ArmTemplate, depth: number): Datum | undefined {
  const given = template.declared.get(name);
  if (given) return { kind: 'text', text: { ...given, places: [...given.places, placeOf(at)] }, refers: [] };
  const fallback = get(entry(template.parameters, name)?.value, 'defaultValue');
  const value = fallback && valueOf(fallback, template, depth + 1);
  if (value?.kind !== 'text') return value ?? named(unknownAt(at), name);
  return value.text.value === undefined ? named(unknownAt(at), name) : { ...value, text: { ...value.text, places: [...value.text.places, placeOf(at)], origin: 'visible-default', variable: name } };
}

function variable(name: string, at: YamlNode, template: ArmTemplate, depth: number): Datum | undefined {
  const written = entry(template.variables, name)?.value;
  const value = written && valueOf(written, template, depth + 1);
  return value?.kind === 'text' ? { ...value, text: { ...value.text, places: [...value.text.places, placeOf(at)] } } : value;
}

const named = ({ text, ...rest }: TextDatum, by: string): TextDatum => ({ ...rest, text: { ...text, variable: by } });

function unknownAt(node: YamlNode): TextDatum {
  const expression = node.source.text.slice(node.start, Math.min(node.end, node.start + 200));
  return { kind: 'text', text: { value: undefined, expression, places: [placeOf(node)], origin: 'configured' }, refers: [] };
}
