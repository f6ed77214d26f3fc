import { get, items, textOf } from '../../syntax/yaml-read.ts';
import type { YamlEntry, YamlNode } from '../../syntax/yaml.ts';

const deepest = 40;

/** The operations `add`, `replace` and `remove` of a JSON patch. */
export function jsonPatched(object: YamlNode, patch: YamlNode): YamlNode {
  return items(patch).reduce((node, operation) => {
    const op = textOf(get(operation, 'op'));
    const path = textOf(get(operation, 'path'))?.split('/').slice(1).map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
    const value = get(operation, 'value');
    if (!path || path.length === 0 || path.length > deepest) return node;
    if (op === 'remove') return changed(node, path, undefined, false);
    return (op === 'add' || op === 'replace') && value ? changed(node, path, value, op === 'add') : node;
  }, object);
}

function changed(node: YamlNode, [step = '', ...rest]: readonly string[], value: YamlNode | undefined, isAdded: boolean): YamlNode {
  if (node.kind === 'list') {
    const index = step === '-' ? node.items.length : Number(step);
    const current = node.items[index];
    const before = node.items.slice(0, index);
    if (rest.length > 0) return current ? { ...node, items: [...before, changed(current, rest, value, isAdded), ...node.items.slice(index + 1)] } : node;
    return { ...node, items: [...before, ...(value ? [value] : []), ...node.items.slice(isAdded ? index : index + 1)] };
  }
  if (node.kind !== 'map') return node;
  const current = node.entries.find((entry) => entry.key.text === step);
  if (rest.length > 0) return current ? { ...node, entries: node.entries.map((entry) => (entry === current ? { ...entry, value: changed(entry.value, rest, value, isAdded) } : entry)) } : node;
  const others = node.entries.filter((entry) => entry !== current);
  return { ...node, entries: value ? [...others, entryFor(step, current, value)] : others };
}

/** A new key stands where its value stands. */
function entryFor(name: string, current: YamlEntry | undefined, value: YamlNode): YamlEntry {
  if (current) return { ...current, value };
  const key = { kind: 'scalar' as const, source: value.source, start: value.start, end: value.end, value: name, text: name, style: 'plain' as const, embedded: () => value.source };
  return { key, value };
}
