import { get, isMap, isScalar, textOf } from '../../syntax/yaml-read.ts';
import type { YamlEntry, YamlNode, YamlScalar } from '../../syntax/yaml.ts';
import { parseImage } from '../image.ts';

const deepest = 40;

/** Puts the `images:` of a kustomization into every `image:` of an object. */
export function withImages(node: YamlNode, images: readonly YamlNode[], depth = 0): YamlNode {
  if (depth > deepest) return node;
  if (node.kind === 'list') return { ...node, items: node.items.map((item) => withImages(item, images, depth + 1)) };
  if (!isMap(node)) return node;
  return { ...node, entries: node.entries.map((entry) => ({ ...entry, value: valueOf(entry, images, depth) })) };
}

function valueOf({ key, value }: YamlEntry, images: readonly YamlNode[], depth: number): YamlNode {
  return key.text === 'image' && isScalar(value) ? renamed(value, images) : withImages(value, images, depth + 1);
}

function renamed(image: YamlScalar, images: readonly YamlNode[]): YamlScalar {
  const { name, tag } = parseImage(image.text);
  const rule = images.find((each) => textOf(get(each, 'name')) === name);
  const written = get(rule, 'newTag') ?? get(rule, 'newName');
  if (!rule || !isScalar(written)) return image;
  const newTag = textOf(get(rule, 'newTag')) ?? tag;
  const text = (textOf(get(rule, 'newName')) ?? name) + (newTag === undefined ? '' : `:${newTag}`);
  return { ...written, text, value: text };
}
