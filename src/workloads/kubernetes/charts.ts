import { posix } from 'node:path';
import type { Config } from '../../config/config.ts';
import type { Tree } from '../../discover/tree.ts';
import type { Problem } from '../../model/place.ts';
import type { KubernetesObject } from '../../model/scene.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import type { YamlNode } from '../../syntax/yaml.ts';
import { folderOf } from '../folders.ts';
import { type HelmTemplate, renderedByHelm } from '../helm/helm-template.ts';
import { nothing, written } from '../helm/value.ts';
import { keeper } from '../kept.ts';
import { type Chart, loadChart, renderChart, type RenderedFile } from '../helm/chart.ts';
import { dependencyManifests } from '../helm/dependencies.ts';
import type { Release } from '../helm/releases.ts';
import type { Decision } from '../helm/render.ts';
import { baseValues, releaseVariants, siblingValues, switches } from '../helm/variants.ts';
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

/** Per Helm chart what it installs with its own values, and what a release, one other values file or one switch would change. */
export function chartSets(tree: Tree, syntax: Syntax, config: Config, releases: readonly Release[], helm?: HelmTemplate): Charts {
  const folders = [...new Set(tree.files.filter((file) => /(?:^|\/)(?:Chart|values)\.yaml$/.test(file)).map(folderOf))];
  const read = folders.map((folder) => {
    const own = releases.filter(({ chart }) => 'folder' in chart && chart.folder === folder);
    const told = own.flatMap(({ node, values, set }) => [node, ...values, ...set.map(({ value }) => value)]);
    return chartAt(folder, tree, syntax, [config, helm, ...told], (seen) => chartSet(folder, seen, { syntax, config, releases: own, ...(helm && { helm }) }));
  });
  return { sets: read.flatMap(({ sets }) => sets), claimed: new Set(read.flatMap(({ claimed }) => claimed)), problems: read.flatMap(({ problems }) => problems) };
}

interface ChartSets extends Pick<Charts, 'sets' | 'problems'> {
  readonly claimed: readonly string[];
}

const chartAt = keeper<ChartSets>();

function chartSet(folder: string, tree: Tree, around: Around): ChartSets {
  const chart = loadChart(folder, tree, around.syntax);
  if (chart.templates.length === 0 && dependencyManifests(folder, undefined, tree, around.syntax).length === 0) return { sets: [], claimed: [], problems: [] };
  return { ...readChart(chart, around), claimed: chart.claimed };
}

interface Around {
  readonly syntax: Syntax;
  readonly config: Config;
  readonly releases: readonly Release[];
  readonly helm?: HelmTemplate;
}

function readChart(chart: Chart, { syntax, config, releases, helm }: Around): Pick<Charts, 'sets' | 'problems'> {
  const { folder, tree } = chart;
  const project = tree.projectOf(posix.join(folder, 'values.yaml'));
  const decisions: Decision[] = [];
  const values = baseValues(folder, tree, syntax, config);
  const read = reading(syntax);
  const rendered = filesOf(chart, values, syntax, (decision) => decisions.push(decision));
  const real = helm && !isLibrary(chart) ? renderedByHelm(folder, tree, config, rendered, helm) : undefined;
  const base = read(real?.files ?? rendered);
  const released = project.sample ? [] : releaseVariants(folder, values, releases);
  const siblings = [...released, ...(project.sample ? [] : siblingValues(folder, values, tree, syntax, config))].slice(0, mostVariants);
  // A release tells how the chart is installed: switches that it leaves alone stay as they are.
  const variants = [...siblings, ...(project.sample || released.length > 0 ? [] : switches(decisions, values, mostVariants - siblings.length))];
  const others = variants.map(({ when, values: changed }) => ({ project, when, texts: plainTexts, objects: read(filesOf(chart, changed, syntax, () => undefined)).objects }));
  return { sets: [{ project, when: undefined, texts: plainTexts, objects: base.objects }, ...others], problems: [...(real?.problems ?? []), ...base.problems] };
}

/** Nothing installs a library by itself. */
const isLibrary = ({ about }: Chart): boolean => about.kind === 'dict' && written(about.entries.get('Type') ?? nothing) === 'library';

function filesOf(chart: Chart, values: YamlNode | undefined, syntax: Syntax, decided: (decision: Decision) => void): readonly RenderedFile[] {
  const installed = dependencyManifests(chart.folder, values, chart.tree, syntax).map((source) => ({ source, original: source }));
  return [...renderChart(chart, values, decided), ...installed];
}

interface Read {
  readonly objects: readonly KubernetesObject[];
  readonly problems: readonly Problem[];
}

/** What a variant renders as the base does is read once. */
function reading(syntax: Syntax): (files: readonly RenderedFile[]) => Read {
  const known = new Map<string, Map<string, Read>>();
  return (files) => {
    const read = files.filter(({ source }) => isManifest(source.text)).map((file) => {
      const { path, text } = file.source;
      const ofPath = known.get(path) ?? new Map<string, Read>();
      known.set(path, ofPath);
      const found = ofPath.get(text) ?? readFile(file, syntax);
      ofPath.set(text, found);
      return found;
    });
    return { objects: read.flatMap((file) => file.objects), problems: read.flatMap((file) => file.problems) };
  };
}

/** What cannot be read once it is rendered is read with its templates masked. */
function readFile({ source, original }: RenderedFile, syntax: Syntax): Read {
  const rendered = syntax.yaml(withoutBallast(source));
  const file = rendered.problems.length === 0 ? rendered : syntax.yaml(original);
  return { objects: objectsIn(file, plainTexts), problems: file.problems };
}
