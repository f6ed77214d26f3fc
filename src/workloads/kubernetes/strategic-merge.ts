import { own } from '../../model/own.ts';
import { get, isList, isMap, textOf } from '../../syntax/yaml-read.ts';
import type { YamlEntry, YamlList, YamlMap, YamlNode } from '../../syntax/yaml.ts';

/** The field by which Kubernetes tells the items of a list apart; other lists are replaced as a whole. */
const mergeKeys: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  volumes: ['name'],
  env: ['name'],
  ports: ['containerPort', 'port'],
  volumeMounts: ['mountPath'],
  tolerations: ['key'],
};
const deepest = 60;

/** A strategic merge patch laid over an object; every value keeps the place where it is written. */
export function merged(base: YamlNode, patch: YamlNode, field = '', depth = 0): YamlNode {
  if (depth > deepest) return base;
  if (isMap(base) && isMap(patch)) return mergedMap(base, patch, depth);
  if (isList(base) && isList(patch)) return mergedList(base, patch, field, depth);
  return patch;
}

function mergedMap(base: YamlMap, patch: YamlMap, depth: number): YamlNode {
  if (textOf(get(patch, '$patch')) === 'replace') return patch;
  const patches = new Map(patch.entries.map((entry) => [entry.key.text, entry]));
  const kept = base.entries.flatMap((entry): readonly YamlEntry[] => {
    const change = patches.get(entry.key.text);
    if (!change) return [entry];
    patches.delete(entry.key.text);
    return isNull(change.value) ? [] : [{ ...change, value: merged(entry.value, change.value, entry.key.text, depth + 1) }];
  });
  return { ...base, entries: [...kept, ...[...patches.values()].filter((entry) => !isNull(entry.value))] };
}

const isNull = (node: YamlNode): boolean => node.kind === 'scalar' && node.value === null && node.template === undefined;

function mergedList(base: YamlList, patch: YamlList, field: string, depth: number): YamlNode {
  const keys = own(mergeKeys, field);
  if (!keys) return patch;
  const idOf = (node: YamlNode): string | undefined => keys.flatMap((key) => textOf(get(node, key)) ?? [])[0];
  const patches = new Map(patch.items.map((item, index) => [idOf(item) ?? `#${index}`, item]));
  const kept = base.items.flatMap((item) => {
    const id = idOf(item);
    const change = id === undefined ? undefined : patches.get(id);
    if (id === undefined || !change) return [item];
    patches.delete(id);
    return textOf(get(change, '$patch')) === 'delete' ? [] : [merged(item, change, '', depth + 1)];
  });
  return { ...base, items: [...kept, ...patches.values()] };
}
