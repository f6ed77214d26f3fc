import type { Annotation, KubernetesObject } from '../../model/scene.ts';
import { items, get, textOf } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlFile, type YamlMap, type YamlNode } from '../../syntax/yaml.ts';
import { nameOf, type Texts } from './texts.ts';

const deepestList = 5;

/** Every object of a file, those inside of Lists and OpenShift Templates included. */
export function objectsIn(file: YamlFile, texts: Texts): readonly KubernetesObject[] {
  const known = read.get(file);
  if (known?.texts === texts) return known.objects;
  const objects = file.documents.flatMap((document) => objectsOf(document, texts));
  read.set(file, { texts, objects });
  return objects;
}

/** A base is read for every overlay. */
const read = new WeakMap<YamlFile, { readonly texts: Texts; readonly objects: readonly KubernetesObject[] }>();

export function objectsOf(node: YamlNode, texts: Texts, depth = 0): readonly KubernetesObject[] {
  if (node.kind !== 'map') return [];
  const kind = textOf(get(node, 'kind'));
  if (kind === undefined || get(node, 'apiVersion') === undefined) return [];
  const inner = kind.endsWith('List') ? get(node, 'items') : kind === 'Template' ? get(node, 'objects') : undefined;
  if (inner === undefined) return toObject(node, kind, texts);
  return depth < deepestList ? items(inner).flatMap((item) => objectsOf(item, texts, depth + 1)) : [];
}

function toObject(node: YamlMap, kind: string, texts: Texts): readonly KubernetesObject[] {
  const name = texts(get(node, 'metadata', 'name')) ?? texts(get(node, 'metadata', 'generateName'));
  const kindNode = get(node, 'kind');
  if (kindNode === undefined || (name === undefined && kind !== 'KubeProxyConfiguration')) return [];
  const namespace = texts(get(node, 'metadata', 'namespace'));
  return [{
    kind,
    apiVersion: textOf(get(node, 'apiVersion')) ?? '',
    // Configuration files of components are objects without a name.
    name: name === undefined ? kind : nameOf(name),
    namespace: isReleaseNamespace(namespace) ? 'default' : nameOf(namespace),
    labels: stringMap(get(node, 'metadata', 'labels'), texts),
    annotations: annotationsOf(get(node, 'metadata', 'annotations'), texts),
    node,
    place: placeOf(kindNode),
  }];
}

type NamespaceText = ReturnType<Texts>;

/** A chart installs everything into the namespace of its release. */
function isReleaseNamespace(namespace: NamespaceText): namespace is undefined {
  return namespace === undefined || namespace.value === '' || (namespace.value === undefined && namespace.expression.includes('.Release.Namespace'));
}

export function stringMap(node: YamlNode | undefined, texts: Texts): ReadonlyMap<string, string> {
  return new Map([...textMap(node, texts)].map(([key, text]) => [key, nameOf(text)]));
}

export function textMap(node: YamlNode | undefined, texts: Texts): ReadonlyMap<string, NonNullable<ReturnType<Texts>>> {
  if (node?.kind !== 'map') return new Map();
  return new Map(node.entries.flatMap(({ key, value }) => {
    const text = texts(value);
    return text === undefined ? [] : [[key.text, text] as const];
  }));
}

function annotationsOf(node: YamlNode | undefined, texts: Texts): ReadonlyMap<string, Annotation> {
  if (node?.kind !== 'map') return new Map();
  return new Map(node.entries.flatMap(({ key, value }) => {
    const text = texts(value);
    return text === undefined ? [] : [[key.text, { key: key.text, keyPlace: placeOf(key), text }] as const];
  }));
}
