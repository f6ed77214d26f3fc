import { posix } from 'node:path';
import type { Tree } from '../../discover/tree.ts';
import type { Source } from '../../syntax/source.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { folderOf } from '../folders.ts';
import { chartTexts } from './chart-values.ts';
import { objectsIn } from './objects.ts';
import type { ObjectSet } from './read-kubernetes.ts';

export interface Charts {
  readonly sets: readonly ObjectSet[];
  /** Files that stand below the `templates` of a chart. */
  readonly claimed: ReadonlySet<string>;
}

/** One set per Helm chart, its templates with the chart's own values put in. */
export function chartSets(manifests: readonly Source[], tree: Tree, syntax: Syntax): Charts {
  const folders = [...new Set(tree.files.filter((file) => /(?:^|\/)(?:Chart|values)\.yaml$/.test(file)).map(folderOf))];
  const claimed = new Set<string>();
  const sets = folders.flatMap((folder) => {
    const prefix = posix.join(folder, 'templates/');
    const templates = manifests.filter((source) => source.path.startsWith(prefix));
    for (const source of templates) claimed.add(source.path);
    if (templates.length === 0) return [];
    const texts = chartTexts(folder, tree, syntax);
    const objects = templates.flatMap((source) => objectsIn(syntax.yaml(source), texts));
    return [{ project: tree.projectOf(posix.join(folder, 'values.yaml')), when: undefined, objects, texts }];
  });
  return { sets, claimed };
}
