import type { KubernetesObject } from '../../model/scene.ts';
import type { Text } from '../../model/value.ts';
import type { Container } from '../container.ts';
import { configMaps } from './config-maps.ts';
import { containersOf, isWorkload } from './containers.ts';
import type { ObjectSet } from './read-kubernetes.ts';

/** What the containers of a workload depend on besides their own manifest. */
interface Around extends Pick<ObjectSet, 'project' | 'texts' | 'generated'> {
  readonly maps: readonly KubernetesObject[];
}

/** The containers of a set. A workload that stands in several sets is read once, unless their ConfigMaps differ. */
export function containerReader(declared: ReadonlyMap<string, Text>): (set: ObjectSet) => readonly Container[] {
  const read = new WeakMap<KubernetesObject, Around & { readonly containers: readonly Container[] }>();
  return ({ project, texts, generated, objects }) => {
    const around: Around = { project, texts, ...(generated && { generated }), maps: objects.filter(({ kind }) => kind === 'ConfigMap') };
    const find = configMaps(around.maps, generated);
    return objects.filter(({ kind }) => isWorkload(kind)).flatMap((object) => {
      const known = read.get(object);
      if (known && isSame(known, around)) return known.containers;
      const containers = containersOf(object, { project, find, texts, declared });
      if (!known) read.set(object, { ...around, containers });
      return containers;
    });
  };
}

function isSame(one: Around, other: Around): boolean {
  const isSameWay = one.project === other.project && one.texts === other.texts && one.generated === other.generated;
  return isSameWay && one.maps.length === other.maps.length && one.maps.every((map, index) => map === other.maps[index]);
}
