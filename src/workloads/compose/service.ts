import type { Text } from '../../model/value.ts';
import { entries, get, isMap, isScalar } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlMap, type YamlNode } from '../../syntax/yaml.ts';

/** A service as its base, `extends` and overrides write it, the weakest first. */
export interface MergedService {
  readonly name: string;
  readonly layers: readonly Layer[];
}

export interface Layer {
  readonly node: YamlMap;
  /** Where relative paths of this layer begin. */
  readonly folder: string;
}

export interface Found {
  readonly node: YamlNode;
  readonly folder: string;
  /** The key itself, for the place that opens a process. */
  readonly key: YamlNode;
}

/** Every layer that writes a field, the weakest first; `!reset` and `!override` forget the weaker ones. */
export function all(service: MergedService, field: string): readonly Found[] {
  let found: Found[] = [];
  for (const { node, folder } of service.layers) {
    const entry = entries(node).findLast((each) => each.key.text === field);
    if (!entry) continue;
    if (entry.value.tag === '!reset' || entry.value.tag === '!override') found = [];
    if (entry.value.tag !== '!reset') found.push({ node: entry.value, folder, key: entry.key });
  }
  return found;
}

export const last = (service: MergedService, field: string): Found | undefined => all(service, field).at(-1);

export type Interpolate = (node: YamlNode | undefined) => Text | undefined;

/** A map, or a list of `key=value`, the later layers over the earlier ones. */
export function pairs(service: MergedService, field: string, interpolate: Interpolate): ReadonlyMap<string, Text> {
  return new Map(all(service, field).flatMap(({ node }) => pairsIn(node, interpolate)));
}

export function pairsIn(node: YamlNode, interpolate: Interpolate): readonly (readonly [string, Text])[] {
  if (isMap(node)) return node.entries.map(({ key, value }) => [key.text, interpolate(value) ?? passedThrough(key.text, value)] as const);
  if (node.kind !== 'list') return [];
  return node.items.flatMap((item) => {
    if (!isScalar(item)) return [];
    const text = interpolate(item);
    const at = item.text.indexOf('=');
    if (at < 0) return [[item.text, passedThrough(item.text, item)] as const];
    return text ? [[item.text.slice(0, at), afterEquals(text, item.text.slice(at + 1))] as const] : [];
  });
}

/** A variable that compose takes from its own environment. */
function passedThrough(name: string, node: YamlNode): Text {
  return { value: undefined, expression: `\${${name}}`, places: [placeOf(node)], origin: 'configured', variable: name };
}

function afterEquals(text: Text, expression: string): Text {
  return { ...text, expression, value: text.value?.slice(text.value.indexOf('=') + 1) };
}

/** Scalar fields of lists such as `env_file`: a string, a list of strings, or a list of maps with `path`. */
export function scalars(node: YamlNode, key = 'path'): readonly YamlNode[] {
  if (isScalar(node)) return [node];
  if (node.kind !== 'list') return [];
  return node.items.flatMap((item) => (isMap(item) ? (get(item, key) ?? []) : [item]));
}
