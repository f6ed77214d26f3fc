import { posix } from 'node:path';
import type { Config } from '../../config/config.ts';
import type { Tree } from '../../discover/tree.ts';
import type { Problem } from '../../model/place.ts';
import type { KubernetesObject } from '../../model/scene.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import type { YamlNode } from '../../syntax/yaml.ts';
import { folderOf } from '../folders.ts';
import { type Chart, loadChart, renderChart, type RenderedFile } from '../helm/chart.ts';
import type { Decision } from '../helm/render.ts';
import { baseValues, siblingValues, switches } from '../helm/variants.ts';
import { isManifest, withoutBallast } from './manifests.ts';
import { objectsIn } from './objects.ts';
import type { ObjectSet } from './read-kubernetes.ts';
import { plainTexts } from './texts.ts';

export interface Charts {
  readonly sets: readonly ObjectSet[];
  /** Files that stand below the `templates` of a chart. */
  readonly claimed: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

const mostVariants = 8;

/** Per Helm chart what it installs with its own values, and what one other values file or switch would change. */
export function chartSets(tree: Tree, syntax: Syntax, config: Config): Charts {
  const folders = [...new Set(tree.files.filter((file) => /(?:^|\/)(?:Chart|values)\.yaml$/.test(file)).map(folderOf))];
  const claimed = new Set<string>();
  const problems: Problem[] = [];
  const sets = folders.flatMap((folder) => {
    const chart = loadChart(folder, tree, syntax);
    if (chart.templates.length === 0) return [];
    for (const path of chart.claimed) claimed.add(path);
    const read = readChart(chart, syntax, config);
    problems.push(...read.problems);
    return read.sets;
  });
  return { sets, claimed, problems };
}

function readChart(chart: Chart, syntax: Syntax, config: Config): Pick<Charts, 'sets' | 'problems'> {
  const { folder, tree } = chart;
  const project = tree.projectOf(posix.join(folder, 'values.yaml'));
  const decisions: Decision[] = [];
  const values = baseValues(folder, tree, syntax, config);
  const base = objectsOf(renderChart(chart, values, (decision) => decisions.push(decision)), syntax);
  const siblings = project.sample ? [] : siblingValues(folder, values, tree, syntax, config);
  const variants = [...siblings, ...(project.sample ? [] : switches(decisions, values, mostVariants - siblings.length))];
  const others = variants.map(({ when, values: changed }) => ({ project, when, texts: plainTexts, objects: variantOf(chart, changed, syntax) }));
  return { sets: [{ project, when: undefined, texts: plainTexts, objects: base.objects }, ...others], problems: base.problems };
}

const variantOf = (chart: Chart, values: YamlNode | undefined, syntax: Syntax): readonly KubernetesObject[] => objectsOf(renderChart(chart, values, () => undefined), syntax).objects;

interface Read {
  readonly objects: readonly KubernetesObject[];
  readonly problems: readonly Problem[];
}

/** What cannot be read once it is rendered is read with its templates masked. */
function objectsOf(files: readonly RenderedFile[], syntax: Syntax): Read {
  const read = files.filter(({ source }) => isManifest(source.text)).map(({ source, original }) => {
    const rendered = syntax.yaml(withoutBallast(source));
    return rendered.problems.length === 0 ? rendered : syntax.yaml(original);
  });
  return { objects: read.flatMap((file) => objectsIn(file, plainTexts)), problems: read.flatMap((file) => file.problems) };
}
