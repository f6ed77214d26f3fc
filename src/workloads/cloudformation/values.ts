import type { Datum, TextDatum } from '../../model/resource.ts';
import type { Text } from '../../model/value.ts';
import { entries, entry, get, isScalar, items, textOf, toText } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';

/** The template around a value. */
export interface Template {
  readonly parameters: YamlNode | undefined;
  readonly resources: YamlNode | undefined;
  /** `values:` of hoplint.yaml. */
  readonly declared: ReadonlyMap<string, Text>;
  /** What addresses begin with. */
  readonly prefix: string;
}

const deepest = 30;

/** A value with the template's own parameters put in. */
export function valueOf(node: YamlNode, template: Template, depth = 0): Datum {
  const called = intrinsic(node);
  if (called) return resultOf(called.name, called.argument, node, template, depth);
  if (depth > deepest || node.kind === 'scalar') return { kind: 'text', text: toText(node), refers: [], ...(node.kind === 'scalar' ? { raw: node.embedded } : {}) };
  if (node.kind === 'list') return { kind: 'list', items: node.items.map((item) => valueOf(item, template, depth + 1)), place: placeOf(node) };
  return { kind: 'map', entries: node.entries.map(({ key, value }) => ({ key: key.text, keyPlace: placeOf(key), value: valueOf(value, template, depth + 1) })), place: placeOf(node) };
}

/** `!Ref x`, and `{ "Ref": "x" }` or `{ "Fn::Sub": … }`. */
function intrinsic(node: YamlNode): { readonly name: string; readonly argument: YamlNode } | undefined {
  const tag = /^!([A-Z]\w*)$/.exec(node.tag ?? '')?.[1];
  if (tag !== undefined) return { name: tag, argument: node };
  const [only, more] = entries(node);
  const name = only && more === undefined ? /^(?:Fn::)?(Ref|GetAtt|Sub|If|Join|FindInMap|ImportValue|Select|Condition)$/.exec(only.key.text)?.[1] : undefined;
  return only && name !== undefined ? { name, argument: only.value } : undefined;
}

function resultOf(name: string, argument: YamlNode, at: YamlNode, template: Template, depth: number): Datum {
  const words = isScalar(argument) ? [argument.text] : items(argument).map((item) => (isScalar(item) ? item.text : ''));
  const [first = ''] = words;
  if (name === 'Ref') return parameter(first, at, template) ?? open(at, template.resources && entry(template.resources, first) ? [`${template.prefix}${first}`] : []);
  if (name === 'GetAtt') return open(at, [`${template.prefix}${first.split('.', 1)[0] ?? ''}`]);
  if (name === 'Sub') return substituted(first, at, template);
  const inner = depth > deepest ? [] : items(argument).map((item) => valueOf(item, template, depth + 1));
  return open(at, inner.flatMap((datum) => (datum.kind === 'text' ? datum.refers : [])));
}

function open(node: YamlNode, refers: readonly string[]): TextDatum {
  const expression = node.source.text.slice(node.start, Math.min(node.end, node.start + 200));
  return { kind: 'text', text: { value: undefined, expression, places: [placeOf(node)], origin: 'configured' }, refers };
}

function parameter(name: string, at: YamlNode, { parameters, declared }: Template): TextDatum | undefined {
  const written = entry(parameters, name)?.value;
  if (!written) return undefined;
  const given = declared.get(name);
  if (given) return { kind: 'text', text: { ...given, places: [...given.places, placeOf(at)] }, refers: [] };
  const fallback = get(written, 'Default');
  if (!isScalar(fallback)) return named(open(at, []), name);
  const text: Text = { value: textOf(fallback), expression: name, places: [placeOf(fallback), placeOf(at)], origin: 'visible-default', variable: name };
  return { kind: 'text', text, refers: [] };
}

const named = ({ text, ...rest }: TextDatum, variable: string): TextDatum => ({ ...rest, text: { ...text, variable } });

/** `${Parameter}` and `${Resource.Attribute}` in a text. */
function substituted(written: string, at: YamlNode, template: Template): TextDatum {
  const used: TextDatum[] = [];
  const texts = written.split(/(\$\{[^}$]*\})/).map((part) => {
    const name = /^\$\{([^!}][^}]*)\}$/.exec(part)?.[1];
    if (name === undefined) return part;
    const found = parameter(name, at, template) ?? open(at, [`${template.prefix}${name.split('.', 1)[0] ?? ''}`]);
    used.push(found);
    return found.text.value;
  });
  const shown = used.find(({ text }) => text.origin === 'visible-default');
  const value = texts.every((text) => text !== undefined) ? texts.join('') : undefined;
  const text: Text = { value, expression: texts.map((part) => part ?? '${…}').join(''), places: [placeOf(at)], origin: shown ? 'visible-default' : 'configured', ...(shown?.text.variable === undefined ? {} : { variable: shown.text.variable }) };
  return { kind: 'text', text, refers: used.flatMap(({ refers }) => refers) };
}
