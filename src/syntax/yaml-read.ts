import { placeOf, type Step, type YamlEntry, type YamlList, type YamlMap, type YamlNode, type YamlScalar } from './yaml.ts';
import type { Text } from '../model/value.ts';
import { withDefaults } from './template.ts';

export const isMap = (node: YamlNode | undefined): node is YamlMap => node?.kind === 'map';
export const isList = (node: YamlNode | undefined): node is YamlList => node?.kind === 'list';
export const isScalar = (node: YamlNode | undefined): node is YamlScalar => node?.kind === 'scalar';

/** The value at a path of keys and list indices. */
export function get(node: YamlNode | undefined, ...steps: readonly Step[]): YamlNode | undefined {
  let at = node;
  for (const step of steps) {
    if (at === undefined) return undefined;
    at = typeof step === 'number' ? items(at)[step] : entry(at, step)?.value;
  }
  return at;
}

/** The entry of a map; of branches that repeat the key, the last. */
export function entry(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  if (!isMap(node)) return undefined;
  for (let at = node.entries.length - 1; at >= 0; at -= 1) if (node.entries[at]?.key.text === key) return node.entries[at];
  return undefined;
}

/** Empty for anything but a list. */
export const items = (node: YamlNode | undefined): readonly YamlNode[] => (isList(node) ? node.items : []);

/** Empty for anything but a map. */
export const entries = (node: YamlNode | undefined): readonly YamlEntry[] => (isMap(node) ? node.entries : []);

/** The text of a scalar that is neither null nor a template. */
export function textOf(node: YamlNode | undefined): string | undefined {
  if (!isScalar(node) || node.value === null || node.template !== undefined) return undefined;
  return node.text;
}

/** A template comes to its visible default, or to no value. */
export function toText(node: YamlNode): Text {
  const place = placeOf(node);
  if (node.kind !== 'scalar') return { value: undefined, expression: node.kind, places: [place], origin: 'configured' };
  if (node.template === undefined) {
    const through = node.source.through?.(node.start, node.end);
    if (!through) return { value: node.text, expression: node.text, places: [place], origin: 'configured' };
    return { value: node.text, expression: node.text, variable: through.variable, places: through.places, origin: through.declared ? 'declared' : 'visible-default' };
  }
  const visible = withDefaults(node.text);
  if (visible === undefined) return { value: undefined, expression: node.text, places: [place], origin: 'configured' };
  return { value: visible.value, expression: node.text, places: [place], origin: 'visible-default', variable: visible.variable };
}
