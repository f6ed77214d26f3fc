import { posix } from 'node:path';
import type { KubernetesObject } from '../../model/scene.ts';
import type { Source } from '../../syntax/source.ts';
import { entries, get, isScalar, items } from '../../syntax/yaml-read.ts';
import type { YamlNode, YamlScalar } from '../../syntax/yaml.ts';
import type { Mount } from '../file-view.ts';
import type { Texts } from './texts.ts';

/** One key of a ConfigMap: a scalar of its manifest, or a file that a generator names. */
export interface Datum {
  readonly scalar?: YamlScalar;
  readonly source: () => Source | undefined;
}
export type ConfigMaps = (namespace: string, name: string) => ReadonlyMap<string, Datum> | undefined;

/** The ConfigMaps among the objects, by namespace and name. */
export function configMaps(objects: readonly KubernetesObject[], generated: ReadonlyMap<string, ReadonlyMap<string, Datum>> = new Map()): ConfigMaps {
  const written = objects.filter((object) => object.kind === 'ConfigMap').map((object) => [`${object.namespace}/${object.name}`, dataOf(object)] as const);
  const known = new Map([...generated, ...written]);
  return (namespace, name) => known.get(`${namespace}/${name}`) ?? generated.get(`*/${name}`);
}

function dataOf(object: KubernetesObject): ReadonlyMap<string, Datum> {
  return new Map(entries(get(object.node, 'data')).flatMap(({ key, value }) => (isScalar(value) ? [[key.text, { scalar: value, source: value.embedded }] as const] : [])));
}

export interface Volumes {
  readonly podSpec: YamlNode | undefined;
  readonly namespace: string;
  readonly configMaps: ConfigMaps;
  readonly texts: Texts;
}

/** What the volume mounts of a container put where. */
export function mountsOf(container: YamlNode, volumes: Volumes): readonly Mount[] {
  const byName = new Map(items(get(volumes.podSpec, 'volumes')).map((volume) => [nameIn(volume, volumes.texts), volume]));
  return items(get(container, 'volumeMounts')).flatMap((mount) => {
    const target = volumes.texts(get(mount, 'mountPath'))?.value;
    if (target === undefined) return [];
    const subPath = volumes.texts(get(mount, 'subPath'))?.value;
    return mounted(posix.resolve('/', target), subPath, byName.get(nameIn(mount, volumes.texts)), volumes);
  });
}

const nameIn = (node: YamlNode, texts: Texts): string => texts(get(node, 'name'))?.expression ?? '';

function mounted(target: string, subPath: string | undefined, volume: YamlNode | undefined, volumes: Volumes): readonly Mount[] {
  const projected = items(get(volume, 'projected', 'sources')).map((source) => get(source, 'configMap'));
  const files = [get(volume, 'configMap'), ...projected].flatMap((map) => (map ? filesOf(map, volumes) : []));
  const hidden: Mount = { target, holds: { kind: 'unknown' }, overlay: false };
  if (subPath === undefined) return [hidden, ...files.map(([path, datum]) => mountOf(posix.join(target, path), datum))];
  const file = files.find(([path]) => path === posix.normalize(subPath));
  return [file ? mountOf(target, file[1]) : hidden];
}

const mountOf = (target: string, datum: Datum): Mount => ({ target, holds: { kind: 'text', source: datum.source }, overlay: false });

/** Path below the mount → content. */
function filesOf(reference: YamlNode, { namespace, configMaps: find, texts }: Volumes): readonly (readonly [path: string, datum: Datum])[] {
  const name = texts(get(reference, 'name'));
  const data = name && find(namespace, name.value ?? name.expression);
  if (!data) return [];
  const chosen = items(get(reference, 'items'));
  if (chosen.length === 0) return [...data];
  return chosen.flatMap((item) => {
    const datum = data.get(texts(get(item, 'key'))?.value ?? '');
    const path = texts(get(item, 'path'))?.value;
    return datum && path !== undefined ? [[posix.normalize(path), datum] as const] : [];
  });
}
