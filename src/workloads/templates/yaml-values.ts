import { get, isScalar } from '../../syntax/yaml-read.ts';
import type { YamlNode } from '../../syntax/yaml.ts';
import type { Found } from './evaluate.ts';

/** Values whose names say that nobody else should read them stay out of every text. */
const isSecret = (name: string): boolean => /passw|secret|token|credential|private|api_?key/i.test(name);

/** The value of `a.b.c` in a file of variables. */
export function foundIn(node: YamlNode | undefined, name: string): Found | undefined {
  const value = get(node, name) ?? get(node, ...name.split('.'));
  return value && foundAt(value, name);
}

export function foundAt(node: YamlNode, variable: string): Found | undefined {
  if (node.tag !== undefined && !node.tag.startsWith('!!')) return undefined;
  if (isSecret(variable)) return undefined;
  if (!isScalar(node)) return { value: { many: node.kind === 'map' ? node.entries.length : node.items.length }, source: node.source, start: node.start, end: node.end, variable };
  if (node.end - node.start === node.text.length) return { value: node.value, source: node.source, start: node.start, end: node.end, variable };
  const source = node.embedded();
  return { value: node.value, source, start: 0, end: source.text.length, variable };
}

/** The one value that all of them have; `undefined` for none and for several. */
export function agreed(all: readonly Found[]): Found | undefined {
  const [first] = all;
  return first && all.every((each) => JSON.stringify(each.value) === JSON.stringify(first.value)) ? first : undefined;
}
