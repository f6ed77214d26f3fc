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

/** The scalar at a path set to something else; `undefined` if there is none. */
export function switched(values: YamlNode | undefined, path: readonly string[], value: boolean | string): YamlMap | undefined {
  const node = get(values, ...path);
  if (values?.kind !== 'map' || node?.kind !== 'scalar') return undefined;
  const text = String(value);
  const scalar: YamlScalar = { ...node, value, text, embedded: () => ({ path: node.source.path, text, place: () => node.source.place(node.start, node.end) }) };
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

/** A value as `--set` gives it: the maps on its way are made, and what looks like a number or a switch is one. */
export function withSet(node: YamlNode | undefined, path: string, value: YamlScalar): YamlNode {
  const steps = path.split(/(?<!\\)\./).map((step) => step.replace(/\\\./g, '.'));
  return steps.length > deepest || steps.some((step) => step.includes('[')) ? (node ?? emptyMap(value)) : reached(node, steps, typed(value));
}

const emptyMap = ({ source, start, end }: YamlScalar): YamlMap => ({ kind: 'map', source, start, end, entries: [] });

const typed = (value: YamlScalar): YamlScalar => (typeof value.value === 'string' && value.template === undefined ? { ...value, value: value.text === 'true' ? true : value.text === 'false' ? false : /^-?\d{1,15}$/.test(value.text) ? Number(value.text) : value.text } : value);

function reached(node: YamlNode | undefined, [step, ...rest]: readonly string[], value: YamlScalar): YamlNode {
  if (step === undefined) return value;
  const map = node?.kind === 'map' ? node : emptyMap(value);
  const found = map.entries.find((entry) => entry.key.text === step);
  const inner = reached(found?.value, rest, value);
  if (found) return { ...map, entries: map.entries.map((entry) => (entry === found ? { ...entry, value: inner } : entry)) };
  return { ...map, entries: [...map.entries, { key: { ...value, value: step, text: step }, value: inner }] };
}

function replaced(node: YamlNode, [step, ...rest]: readonly string[], value: YamlNode): YamlNode {
  if (step === undefined) return value;
  if (node.kind !== 'map') return node;
  return { ...node, entries: node.entries.map((entry) => (entry.key.text === step ? { ...entry, value: replaced(entry.value, rest, value) } : entry)) };
}
