import type { Tree } from '../../discover/tree.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import type { ObjectSet } from './read-kubernetes.ts';

export interface Kustomized {
  readonly sets: readonly ObjectSet[];
  /** Files that a kustomization names. */
  readonly claimed: ReadonlySet<string>;
}

export function kustomizeSets(_tree: Tree, _syntax: Syntax): Kustomized {
  return { sets: [], claimed: new Set() };
}
