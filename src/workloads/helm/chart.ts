import { posix } from 'node:path';
import type { Tree } from '../../discover/tree.ts';
import type { Source } from '../../syntax/source.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { entries, textOf } from '../../syntax/yaml-read.ts';
import type { YamlNode } from '../../syntax/yaml.ts';
import { filesBelow } from '../folders.ts';
import { isBallast } from '../kubernetes/manifests.ts';
import { globMatcher } from '../glob.ts';
import { type Decision, type Named, render, type Rendering, TemplateLimit } from './render.ts';
import { renderedSource } from './rendered-source.ts';
import { type Part, parseTemplate } from './template.ts';
import { dict, fromNode, plain, type Piece, textValue, unknownValue, type Value, written } from './value.ts';
import { writeYaml } from './write-yaml.ts';

/** A Helm chart of the repository, its templates parsed. */
export interface Chart {
  readonly folder: string;
  readonly tree: Tree;
  readonly templates: readonly { readonly source: Source; readonly parts: readonly Part[] | undefined }[];
  readonly defines: ReadonlyMap<string, Named>;
  /** Everything below its `templates`. */
  readonly claimed: readonly string[];
  readonly about: Value;
}

export function loadChart(folder: string, tree: Tree, syntax: Syntax): Chart {
  const about = tree.open(posix.join(folder, 'Chart.yaml'));
  const all = filesBelow(tree, folder).filter((path) => isTemplate(path.slice(folder === '' ? 0 : folder.length + 1)));
  const parsed = all.flatMap((path) => {
    const source = tree.open(path);
    return source && !isBallast(source.text) ? [{ source, parts: parseTemplate(source.text) }] : [];
  });
  const own = posix.join(folder, 'templates/');
  return {
    folder,
    tree,
    templates: parsed.filter(({ source: { path } }) => path.startsWith(own) && /\.(?:ya?ml|json|tpl)$/.test(path) && !posix.basename(path).startsWith('_')),
    defines: new Map(parsed.flatMap(({ source, parts }) => definesIn(source, parts ?? []))),
    claimed: filesBelow(tree, own),
    about: aboutOf(about && syntax.yaml(about).documents[0]),
  };
}

/** Templates of the chart, and the named ones of charts that lie inside it; not the tests that `helm test` runs. */
const isTemplate = (path: string): boolean => /^templates\/(?!tests\/).*\.(?:ya?ml|json|tpl)$/.test(path) || /^charts\/[^/]+\/templates\/(?:.*\/)?_[^/]+$/.test(path);

function definesIn(source: Source, parts: readonly Part[]): readonly (readonly [string, Named])[] {
  return parts.flatMap((part) => (part.kind === 'define' ? [[part.name, { source, body: part.body }] as const] : []));
}

function aboutOf(node: YamlNode | undefined): Value {
  return dict(Object.fromEntries(entries(node).flatMap(({ key, value }) => (textOf(value) === undefined ? [] : [[capital(key.text), fromNode(value, `.Chart.${capital(key.text)}`)]]))));
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

export interface RenderedFile {
  /** What the template comes to, with the places of everything in it. */
  readonly source: Source;
  readonly original: Source;
}

const mostWork = 300_000;
const mostRoom = 20_000_000;

/** Every template with the given values; one that cannot be rendered stays as it is. */
export function renderChart(chart: Chart, values: YamlNode | undefined, decided: (decision: Decision) => void): readonly RenderedFile[] {
  const rendering: Rendering = { root: rootOf(chart, values), defines: new Map(chart.defines), decided, budget: mostWork, room: mostRoom };
  return chart.templates.map(({ source, parts }) => ({ source: parts && source.text.includes('{{') ? renderFile(source, parts, rendering) : source, original: source }));
}

function renderFile(source: Source, parts: readonly Part[], rendering: Rendering): Source {
  try {
    return renderedSource(source.path, render(source, parts, rendering));
  } catch (error) {
    if (error instanceof TemplateLimit) return source;
    throw error;
  }
}

function rootOf(chart: Chart, values: YamlNode | undefined): Value {
  return dict({
    Values: values ? fromNode(values, '.Values') : dict({}),
    Chart: chart.about,
    Release: dict({ Name: plain('RELEASE-NAME'), Namespace: plain('default'), Service: plain('Helm'), IsInstall: plain(true), IsUpgrade: plain(false), Revision: plain(1) }),
    Capabilities: capabilities,
    Files: filesOf(chart),
    Template: dict({ Name: unknownValue, BasePath: plain(posix.join(chart.folder, 'templates')) }),
  });
}

const gone = /^(?:extensions\/|networking\.k8s\.io\/v1beta1|policy\/v1beta1|autoscaling\/v2beta|batch\/v1beta1|apps\/v1beta|rbac\.authorization\.k8s\.io\/v1(?:alpha|beta))/;
const builtIn = /^(?:v1|apps\/v1|batch\/v1|networking\.k8s\.io\/v1|policy\/v1|autoscaling\/v[12]|rbac\.authorization\.k8s\.io\/v1)(?:\/|$)/;

/** Of a cluster of today. */
const capabilities = dict({
  KubeVersion: dict({ Version: plain('v1.33.0'), GitVersion: plain('v1.33.0'), Major: plain('1'), Minor: plain('33') }),
  APIVersions: dict({
    Has: { kind: 'method', call: ([name]) => (name && gone.test(written(name) ?? '') ? plain(false) : name && builtIn.test(written(name) ?? '') ? plain(true) : unknownValue) },
  }),
});

function filesOf(chart: Chart): Value {
  const get = (name: string): Value => {
    const source = chart.tree.open(posix.join(chart.folder, name));
    return source ? textValue([wholeOf(source)]) : plain('');
  };
  return dict({
    Get: { kind: 'method', call: ([name]) => (name && written(name) !== undefined ? get(written(name) ?? '') : unknownValue) },
    Glob: { kind: 'method', call: ([pattern]) => globbed(chart, pattern && written(pattern)) },
  });
}

const wholeOf = (source: Source): Piece => ({ text: source.text, source, start: 0, end: source.text.length });

function globbed({ folder, tree }: Chart, pattern: string | undefined): Value {
  if (pattern === undefined) return unknownValue;
  const clean = pattern.replace(/\*\*\/?/g, '*');
  const matches = globMatcher(posix.join(folder, clean));
  const found = filesBelow(tree, posix.join(folder, posix.dirname(clean).replace(/[*?[{].*$/, '')) || '.').filter(matches).flatMap((path) => tree.open(path) ?? []);
  const byName = (name: (path: string) => string): Value => dict(Object.fromEntries(found.map((source) => [name(source.path), textValue([wholeOf(source)])])));
  const files = byName((path) => path.slice(folder === '' ? 0 : folder.length + 1));
  const config = byName((path) => posix.basename(path));
  const [first] = found;
  const pieces = first && writeYaml(config, { source: first, start: 0, end: 0 });
  const asConfig: Value = { kind: 'method', call: () => (pieces ? textValue(pieces) : unknownValue) };
  return files.kind === 'dict' ? { ...files, entries: new Map<string, Value>([...files.entries, ['AsConfig', asConfig]]) } : files;
}
