import type { Config } from '../config/config.ts';
import type { Problem } from '../model/place.ts';
import type { Scene } from '../model/scene.ts';
import type { Tree } from '../discover/tree.ts';
import type { Syntax } from '../syntax/syntax.ts';
import type { HelmTemplate } from './helm/helm-template.ts';

export interface Scenes {
  readonly scenes: readonly Scene[];
  readonly problems: readonly Problem[];
}

/** Some scenes only are read anew. */
export interface Again {
  readonly isMeant: (scene: Pick<Scene, 'project' | 'when'>) => boolean;
  /** All the others, as they were. */
  readonly others: readonly Scene[];
}

/** Every set of workloads that the repository describes: per project the base and its variants. */
export type ReadScenes = (tree: Tree, syntax: Syntax, config: Config, around?: { readonly helm?: HelmTemplate | undefined; readonly again?: Again }) => Scenes;
