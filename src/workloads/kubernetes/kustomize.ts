import type { Tree } from '../../discover/tree.ts';
import type { KubernetesObject } from '../../model/scene.ts';
import type { Source } from '../../syntax/source.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { get, items, textOf } from '../../syntax/yaml-read.ts';
import type { YamlNode } from '../../syntax/yaml.ts';
import { withImages } from './images.ts';
import { jsonPatched } from './json-patch.ts';
import { hasChanges, type Kustomization, type Patch, readKustomization } from './kustomization.ts';
import { objectsIn, objectsOf } from './objects.ts';
import type { ObjectSet } from './read-kubernetes.ts';
import { merged } from './strategic-merge.ts';
import { plainTexts } from './texts.ts';

export interface Kustomized {
  /** One per overlay. */
  readonly sets: readonly ObjectSet[];
  /** Patches, and resources of overlays only. */
  readonly claimed: ReadonlySet<string>;
  /** What the generators of the bases make. */
  readonly generated: Kustomization['generated'];
}

interface Reading {
  readonly manifests: ReadonlyMap<string, Source>;
  readonly syntax: Syntax;
  readonly byFolder: ReadonlyMap<string, Kustomization>;
}

const mostOverlays = 8;
const deepest = 10;

/** Resources of a base are manifests like any other; an overlay that changes another folder's is a variant. */
export function kustomizeSets(manifests: readonly Source[], tree: Tree, syntax: Syntax): Kustomized {
  const paths = tree.files.filter((path) => /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(path));
  const all = paths.flatMap((path) => readKustomization(path, tree, syntax) ?? []);
  const reading: Reading = { manifests: new Map(manifests.map((source) => [source.path, source])), syntax, byFolder: new Map(all.map((each) => [each.folder, each])) };
  const overlays = all.filter((each) => each.folders.length > 0 && hasChanges(each));
  const perBase = new Map<string, number>();
  const chosen = overlays.filter((each) => {
    const base = each.folders[0] ?? '';
    perBase.set(base, (perBase.get(base) ?? 0) + 1);
    return (perBase.get(base) ?? 0) <= mostOverlays;
  });
  return {
    sets: chosen.map((each) => ({ project: tree.projectOf(each.path), when: each.path, texts: plainTexts, ...built(each, reading, 0) })),
    claimed: new Set([...all.flatMap((each) => each.patchFiles), ...overlays.flatMap((each) => each.files)]),
    generated: new Map(all.filter((each) => !overlays.includes(each)).flatMap((each) => [...each.generated])),
  };
}

function built(from: Kustomization, reading: Reading, depth: number): Pick<Required<ObjectSet>, 'objects' | 'generated'> {
  if (depth > deepest) return { objects: [], generated: new Map() };
  const inner = from.folders.flatMap((folder) => {
    const found = reading.byFolder.get(folder);
    return found && found !== from ? [built(found, reading, depth + 1)] : [];
  });
  const own = from.files.flatMap((path) => {
    const source = reading.manifests.get(path);
    return source ? objectsIn(reading.syntax.yaml(source), plainTexts) : [];
  });
  const objects = [...inner.flatMap((each) => each.objects), ...own].flatMap((object) => transformed(object, from));
  return { objects, generated: new Map([...inner.flatMap((each) => [...each.generated]), ...from.generated]) };
}

function transformed(object: KubernetesObject, { patches, images, namespace }: Kustomization): readonly KubernetesObject[] {
  const node = patches.filter((patch) => isMeant(patch, object)).reduce((each: YamlNode, patch) => patched(each, patch), object.node);
  const changed = images.length === 0 ? node : withImages(node, images);
  const [result] = changed === object.node ? [object] : objectsOf(changed, plainTexts);
  if (!result || textOf(get(changed, '$patch')) === 'delete') return [];
  return [namespace === undefined ? result : { ...result, namespace }];
}

function isMeant({ node, target }: Patch, object: KubernetesObject): boolean {
  if (!target) return textOf(get(node, 'kind')) === object.kind && textOf(get(node, 'metadata', 'name')) === object.name;
  return (target.kind === undefined || target.kind === object.kind) && (target.name === undefined || target.name === object.name || target.name === '.*');
}

function patched(node: YamlNode, { node: patch }: Patch): YamlNode {
  if (items(patch).length > 0) return jsonPatched(node, patch);
  const name = get(node, 'metadata', 'name');
  const after = merged(node, patch);
  return name && textOf(get(after, 'metadata', 'name')) !== textOf(name) ? merged(after, nameOnly(node)) : after;
}

/** A patch with a target may carry another name, which does not count. */
function nameOnly(node: YamlNode): YamlNode {
  return node.kind === 'map' ? { ...node, entries: node.entries.filter((entry) => entry.key.text === 'metadata') } : node;
}
