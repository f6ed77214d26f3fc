import type { KubernetesObject } from '../../model/scene.ts';
import { folderOf } from '../folders.ts';

interface ManifestFile {
  readonly path: string;
  readonly objects: readonly KubernetesObject[];
}

export interface Environment {
  readonly when: string | undefined;
  readonly objects: readonly KubernetesObject[];
}

const mostVariants = 8;

/** Folders that define the same object anew are environments of each other; what only one of them defines is common to all. */
export function environments(files: readonly ManifestFile[]): readonly Environment[] {
  const rivals = rivalFolders(files);
  const everything = files.flatMap((file) => file.objects);
  if (rivals.size === 0) return [{ when: undefined, objects: everything }];
  const common = files.filter((file) => !rivals.has(folderOf(file.path)));
  return [...rivals].sort().slice(0, mostVariants + 1).map((folder, index) => ({
    when: index === 0 ? undefined : folder || '.',
    objects: [...common, ...files.filter((file) => folderOf(file.path) === folder)].flatMap((file) => file.objects),
  }));
}

function rivalFolders(files: readonly ManifestFile[]): ReadonlySet<string> {
  const holders = new Map<string, Set<string>>();
  for (const { path, objects } of files) {
    for (const { kind, namespace, name } of objects) {
      const key = `${kind}/${namespace}/${name}`;
      holders.set(key, (holders.get(key) ?? new Set()).add(folderOf(path)));
    }
  }
  return new Set([...holders.values()].filter((folders) => folders.size > 1).flatMap((folders) => [...folders]));
}
