import { get } from '../../syntax/yaml-read.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from '../../syntax/yaml.ts';

const deepest = 40;

/** Values files as Helm lays them over each other: maps into maps, anything else as a whole, null takes away. */
export function mergedValues(base: YamlNode | undefined, over: YamlNode | undefined, depth = 0): YamlNode | undefined {
  if (base?.kind !== 'map' || over?.kind !== 'map' || depth > deepest) return over ?? base;
  const changes = new Map(over.entries.map((entry) => [entry.key.text, entry]));
  const kept = base.entries.flatMap((entry): readonly YamlEntry[] => {
    const change = changes.get(entry.key.text);
    if (!change) return [entry];
    changes.delete(entry.key.text);
    const value = mergedValues(entry.value, change.value, depth + 1);
    return value === undefined || isNull(change.value) ? [] : [{ ...change, value }];
  });
  return { ...base, entries: [...kept, ...changes.values()] };
}

const isNull = (node: YamlNode): boolean => node.kind === 'scalar' && node.value === null;

/** The switch at a path set the other way; `undefined` if there is none. */
export function switched(values: YamlNode | undefined, path: readonly string[]): YamlMap | undefined {
  const node = get(values, ...path);
  if (values?.kind !== 'map' || node?.kind !== 'scalar' || typeof node.value !== 'boolean') return undefined;
  const scalar: YamlScalar = { ...node, value: !node.value, text: String(!node.value) };
  const changed = replaced(values, path, scalar);
  return changed.kind === 'map' ? changed : undefined;
}

/** The values with another scalar at a path; a path that they do not have begins only below a map of theirs. */
export function placed(node: YamlNode, [step, ...rest]: readonly string[], scalar: YamlScalar): YamlNode {
  if (step === undefined) return node.kind === 'scalar' ? scalar : node;
  if (node.kind !== 'map') return node;
  const found = node.entries.find((entry) => entry.key.text === step);
  if (found) return { ...node, entries: node.entries.map((entry) => (entry === found ? { ...entry, value: placed(entry.value, rest, scalar) } : entry)) };
  return rest.length > 0 ? node : { ...node, entries: [...node.entries, { key: { ...scalar, value: step, text: step }, value: scalar }] };
}

function replaced(node: YamlNode, [step, ...rest]: readonly string[], value: YamlNode): YamlNode {
  if (step === undefined) return value;
  if (node.kind !== 'map') return node;
  return { ...node, entries: node.entries.map((entry) => (entry.key.text === step ? { ...entry, value: replaced(entry.value, rest, value) } : entry)) };
}
