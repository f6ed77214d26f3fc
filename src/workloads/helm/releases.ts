import { posix } from 'node:path';
import { sniff } from '../../discover/sniff.ts';
import type { Tree } from '../../discover/tree.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { entries, get, isScalar, items, textOf } from '../../syntax/yaml-read.ts';
import { parseYaml, type YamlNode, type YamlScalar } from '../../syntax/yaml.ts';
import { folderOf, pathFrom } from '../folders.ts';

/** Where the repository itself says with which values a chart is installed. */
export interface Release {
  readonly file: string;
  readonly name: string | undefined;
  /** A folder of this repository, or the name of a chart that is fetched. */
  readonly chart: { readonly folder: string } | { readonly name: string };
  /** Laid over the chart's own, the weakest first. */
  readonly values: readonly YamlNode[];
  /** Single values over all of them. */
  readonly set: readonly { readonly path: string; readonly value: YamlScalar }[];
  /** What names the chart. */
  readonly node: YamlNode;
}

interface Reading {
  readonly tree: Tree;
  readonly syntax: Syntax;
  readonly file: string;
}

const mostReleases = 200;

/** Releases of helmfile, Argo CD, Flux and kustomize. */
export function releasesOf(tree: Tree, syntax: Syntax): readonly Release[] {
  const found = tree.files.filter((path) => /\.ya?ml(?:\.gotmpl)?$/.test(path)).flatMap((file) => releasesIn({ tree, syntax, file }));
  return found.slice(0, mostReleases);
}

function releasesIn(reading: Reading): readonly Release[] {
  const { tree, syntax, file } = reading;
  const name = posix.basename(file);
  if (/^kustomization\.ya?ml$/.test(name)) return documents(reading, /^helmCharts:/m).flatMap((node) => kustomized(node, reading));
  if (/^helmfile\b/.test(name) || /(?:^|\/)helmfile\.d\//.test(file)) return documents(reading, /^releases:/m).flatMap((node) => items(get(node, 'releases')).flatMap((release) => ofHelmfile(release, reading)));
  const source = sniff(tree, file, /^kind:[ \t]*["']?(?:Application(?:Set)?|HelmRelease)["']?[ \t]*$/m);
  return source ? syntax.yaml(source).documents.flatMap((node) => [...ofArgo(node, reading), ...ofFlux(node, reading)]) : [];
}

function documents({ tree, syntax, file }: Reading, mark: RegExp): readonly YamlNode[] {
  const source = sniff(tree, file, mark);
  return source ? syntax.yaml(source).documents : [];
}

/** https://helmfile.readthedocs.io/en/latest/ */
function ofHelmfile(release: YamlNode, reading: Reading): readonly Release[] {
  const chart = get(release, 'chart');
  const written = textOf(chart);
  if (chart === undefined || written === undefined || textOf(get(release, 'installed')) === 'false') return [];
  const folder = folderOf(reading.file);
  const values = items(get(release, 'values')).flatMap((item) => (item.kind === 'map' ? [item] : fileAt(pathFrom(folder, textOf(item) ?? ''), reading)));
  return [{ file: reading.file, name: textOf(get(release, 'name')), chart: chartAt(written, folder, reading), values, set: pairs(get(release, 'set')), node: chart }];
}

/** https://argo-cd.readthedocs.io/en/stable/user-guide/helm/ */
function ofArgo(node: YamlNode, reading: Reading): readonly Release[] {
  if (!(textOf(get(node, 'apiVersion')) ?? '').startsWith('argoproj.io/')) return [];
  const isSet = textOf(get(node, 'kind')) === 'ApplicationSet';
  const spec = isSet ? get(node, 'spec', 'template', 'spec') : get(node, 'spec');
  return [get(spec, 'source'), ...items(get(spec, 'sources'))].flatMap((source) => {
    const [named, path] = [get(source, 'chart'), get(source, 'path')];
    const folder = pathFrom('', textOf(path) ?? '');
    const chart = isScalar(named) ? { name: named.text } : folder !== undefined && isScalar(path) && isChart(folder, reading) ? { folder } : undefined;
    const opening = named ?? path;
    if (!chart || !opening) return [];
    const helm = get(source, 'helm');
    const files = items(get(helm, 'valueFiles')).flatMap((item) => fileAt(valueFile(textOf(item) ?? '', 'folder' in chart ? chart.folder : ''), reading));
    const inline = get(helm, 'values');
    const values = [...files, ...(isScalar(inline) ? parseYaml(inline.embedded()).documents.slice(0, 1) : []), ...[get(helm, 'valuesObject')].flatMap((each) => each ?? [])];
    return [{ file: reading.file, name: textOf(get(node, 'metadata', 'name')), chart, values, set: pairs(get(helm, 'parameters')), node: opening }];
  });
}

/** `$ref/path` counts from the root of the repository that the reference names, `/path` from that of the chart. */
const valueFile = (written: string, folder: string): string | undefined => (/^(?:\$[\w-]+)?\//.test(written) ? pathFrom('', written.replace(/^(?:\$[\w-]+)?\//, '')) : pathFrom(folder, written));

/** https://fluxcd.io/flux/components/helm/helmreleases/ */
function ofFlux(node: YamlNode, reading: Reading): readonly Release[] {
  if (textOf(get(node, 'kind')) !== 'HelmRelease' || !(textOf(get(node, 'apiVersion')) ?? '').includes('fluxcd.io/')) return [];
  const spec = get(node, 'spec', 'chart', 'spec');
  const chart = get(spec, 'chart');
  const written = textOf(chart);
  if (chart === undefined || written === undefined) return [];
  const isGit = textOf(get(spec, 'sourceRef', 'kind')) === 'GitRepository';
  const files = items(get(spec, 'valuesFiles')).flatMap((item) => fileAt(pathFrom('', textOf(item) ?? ''), reading));
  const values = [...files, ...[get(node, 'spec', 'values')].flatMap((each) => each ?? [])];
  return [{ file: reading.file, name: textOf(get(node, 'metadata', 'name')), chart: isGit ? chartAt(`./${written}`, '', reading) : { name: written }, values, set: [], node: chart }];
}

/** https://kubectl.docs.kubernetes.io/references/kustomize/builtins/#_helmchartinflationgenerator_ */
function kustomized(node: YamlNode, reading: Reading): readonly Release[] {
  const folder = folderOf(reading.file);
  const home = posix.join(folder, textOf(get(node, 'helmGlobals', 'chartHome')) ?? 'charts');
  return items(get(node, 'helmCharts')).flatMap((each) => {
    const name = get(each, 'name');
    if (!isScalar(name)) return [];
    const own = pathFrom(home, name.text);
    const listed = [get(each, 'valuesFile'), ...items(get(each, 'additionalValuesFiles'))].flatMap((item) => fileAt(pathFrom(folder, textOf(item) ?? ''), reading));
    const values = [...listed, ...[get(each, 'valuesInline')].flatMap((inline) => inline ?? [])];
    return [{ file: reading.file, name: textOf(get(each, 'releaseName')), chart: own !== undefined && isChart(own, reading) ? { folder: own } : { name: name.text }, values, set: [], node: name }];
  });
}

const isChart = (folder: string, { tree }: Reading): boolean => tree.has(posix.join(folder, 'Chart.yaml'));

function chartAt(written: string, from: string, reading: Reading): Release['chart'] {
  const folder = pathFrom(from, written);
  return folder !== undefined && isChart(folder, reading) ? { folder } : { name: written.replace(/^.*\//, '') };
}

function fileAt(path: string | undefined, { tree, syntax }: Reading): readonly YamlNode[] {
  const source = path === undefined || path === '' ? undefined : tree.open(path);
  return source ? syntax.yaml(source).documents.slice(0, 1).filter((node) => node.kind === 'map') : [];
}

/** `- { name: a.b, value: c }`. */
function pairs(node: YamlNode | undefined): Release['set'] {
  return items(node).flatMap((item) => {
    const value = entries(item).find(({ key }) => key.text === 'value')?.value;
    const path = textOf(get(item, 'name'));
    return path !== undefined && isScalar(value) ? [{ path, value }] : [];
  });
}
