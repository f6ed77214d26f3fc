import type { Scene } from '../model/scene.ts';
import type { Node } from './node.ts';

/** The Services, processes and layers that bear a name: found once, for a cluster may hold thousands and each asks for some. */
export const servicesNamed = indexed((scene: Scene) => scene.services, ({ name }) => [name]);
export const processesNamed = indexed((scene: Scene) => scene.processes, ({ names }) => names);
export const processesLabelled = indexed((scene: Scene) => scene.processes, ({ labels }) => [...labels].map(([key, { value }]) => `${key}=${value}`));
export const nodesOfProcess = indexed((nodes: readonly Node[]) => nodes, ({ reading }) => (reading.process ? [reading.process.id] : []));

function indexed<Whole extends object, Item>(itemsOf: (whole: Whole) => readonly Item[], namesOf: (item: Item) => readonly string[]): (whole: Whole, name: string) => readonly Item[] {
  const indices = new WeakMap<Whole, ReadonlyMap<string, readonly Item[]>>();
  return (whole, name) => {
    const index = indices.get(whole) ?? indexOf(itemsOf(whole), namesOf);
    indices.set(whole, index);
    return index.get(name) ?? [];
  };
}

function indexOf<Item>(items: readonly Item[], namesOf: (item: Item) => readonly string[]): ReadonlyMap<string, readonly Item[]> {
  const index = new Map<string, Item[]>();
  for (const item of items) {
    for (const name of new Set(namesOf(item))) {
      const same = index.get(name);
      if (same) same.push(item);
      else index.set(name, [item]);
    }
  }
  return index;
}
