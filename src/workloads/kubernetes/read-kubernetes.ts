import type { Config } from '../../config/config.ts';
import type { Tree } from '../../discover/tree.ts';
import type { Project } from '../../model/layer.ts';
import type { Problem } from '../../model/place.ts';
import type { KubernetesObject } from '../../model/scene.ts';
import type { Source } from '../../syntax/source.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import type { YamlFile } from '../../syntax/yaml.ts';
import { groupBy } from '../group.ts';
import type { HelmTemplate } from '../helm/helm-template.ts';
import { installedCharts } from '../helm/installed-charts.ts';
import { releasesOf } from '../helm/releases.ts';
import { chartSets } from './charts.ts';
import type { Datum } from './config-maps.ts';
import { environments } from './environments.ts';
import { kustomizeSets } from './kustomize.ts';
import { manifestFiles } from './manifests.ts';
import { objectsIn } from './objects.ts';
import { withParameters } from './openshift.ts';
import { plainTexts, type Texts } from './texts.ts';

/** Objects that are applied together. */
export interface ObjectSet {
  readonly project: Project;
  readonly when: string | undefined;
  readonly objects: readonly KubernetesObject[];
  readonly texts: Texts;
  /** ConfigMaps that no manifest holds, by `namespace/name`. */
  readonly generated?: ReadonlyMap<string, ReadonlyMap<string, Datum>>;
}

/** Charts, kustomizations, and the manifests that neither of them accounts for. */
export function readKubernetes(tree: Tree, syntax: Syntax, config: Config, helm?: HelmTemplate): { readonly sets: readonly ObjectSet[]; readonly problems: readonly Problem[] } {
  const manifests = manifestFiles(tree);
  const releases = releasesOf(tree, syntax);
  const charts = chartSets(tree, syntax, config, releases, helm);
  const outside = manifests.filter((source) => !charts.claimed.has(source.path));
  const kustomized = kustomizeSets(manifests, tree, syntax);
  const plain = [...outside.filter((source) => !kustomized.claimed.has(source.path)), ...installedCharts(releases, tree)];
  const byProject = groupBy(plain, (source) => tree.projectOf(source.path));
  const applied = [...byProject].flatMap(([project, sources]) => plainSets(project, sources, syntax).map((set) => ({ ...set, generated: kustomized.generated })));
  return { sets: [...applied, ...kustomized.sets, ...charts.sets], problems: [...outside.flatMap((source) => syntax.yaml(source).problems), ...charts.problems] };
}

function plainSets(project: Project, sources: readonly Source[], syntax: Syntax): readonly ObjectSet[] {
  const files = sources.map((source) => ({ path: source.path, objects: objectsIn(readable(source, syntax), plainTexts) }));
  return environments(files).map(({ when, objects }) => ({ project, when, objects, texts: plainTexts }));
}

/** With parameters put in; without them where that makes no YAML, as empty ones may. */
function readable(source: Source, syntax: Syntax): YamlFile {
  const filled = syntax.yaml(withParameters(source, syntax));
  if (filled.problems.length === 0) return filled;
  const written = syntax.yaml(source);
  return written.problems.length < filled.problems.length ? written : filled;
}
