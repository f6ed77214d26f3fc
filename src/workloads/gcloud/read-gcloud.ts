import { posix } from 'node:path';
import { sniff } from '../../discover/sniff.ts';
import type { Tree } from '../../discover/tree.ts';
import { distinctBy } from '../../model/distinct.ts';
import type { Project } from '../../model/layer.ts';
import type { DatumEntry, MapDatum, Resource } from '../../model/resource.ts';
import type { Text } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { get, isScalar, items, toText } from '../../syntax/yaml-read.ts';
import { folderOf } from '../folders.ts';
import { groupBy } from '../group.ts';
import { optionOf, wordsFrom } from './words.ts';

export interface DeploymentSet {
  readonly project: Project;
  readonly resources: readonly Resource[];
}

const scripts = /(?:\.(?:sh|bash|ya?ml)|(?:^|\/)(?:Makefile|[\w.-]+\.mk|justfile))$/;
const command = /\bgcloud(?:[ \t]+(?:alpha|beta))?[ \t]+run[ \t]+deploy\b/g;
const mostPerFile = 20;

/** The services that `gcloud run deploy` makes, in scripts and in the steps of Cloud Build, together per project. */
export function readGcloud(tree: Tree, syntax: Syntax): readonly DeploymentSet[] {
  const found = tree.files.filter((path) => scripts.test(path)).flatMap((path) => {
    const source = sniff(tree, path, 'run', 'deploy', 'gcloud');
    return source ? [...inScript(source), ...inSteps(source, syntax)].flatMap((words) => serviceOf(words, path) ?? []) : [];
  });
  const sets = groupBy(found, ({ place }) => tree.projectOf(place.file));
  return [...sets].map(([project, services]) => ({ project, resources: distinctBy(services, contentOf) }));
}

const inScript = (source: Source): readonly (readonly Text[])[] => [...source.text.matchAll(command)].slice(0, mostPerFile).filter(({ index }) => !isComment(source.text, index)).map((match) => wordsFrom(source, match.index + match[0].length));

const isComment = (text: string, at: number): boolean => /^\s*(?:#|\/\/)/.test(text.slice(text.lastIndexOf('\n', at) + 1, at));

/** `args: [run, deploy, web, --timeout, 900]`. */
function inSteps(source: Source, { yaml }: Syntax): readonly (readonly Text[])[] {
  if (!/\.ya?ml$/.test(source.path) || !source.text.includes('steps')) return [];
  return items(get(yaml(source).documents[0], 'steps')).flatMap((step) => {
    const words = items(get(step, 'args')).filter(isScalar).map(toText).map(opened);
    const at = words.findIndex(({ value }, index) => value === 'run' && words[index + 1]?.value === 'deploy');
    return at >= 0 && at < 2 ? [words.slice(at + 2)] : [];
  });
}

/** Substitutions of Cloud Build are only known when it runs. */
const opened = (text: Text): Text => (text.value?.includes('$') === true ? { ...text, value: undefined } : text);

/** The first word is the service, unless it stands elsewhere. */
function serviceOf(words: readonly Text[], path: string): Resource | undefined {
  const [named] = words;
  if (!named || named.expression.startsWith('-')) return undefined;
  const [place] = named.places;
  const source = optionOf(words, '--source');
  const container = map(named, [
    ['image', optionOf(words, '--image')], ['source', source && folderText(source, path)],
    ...listOf('command', optionOf(words, '--command')), ...listOf('args', optionOf(words, '--args')),
  ]);
  const port = optionOf(words, '--port');
  const template = map(named, [['timeout', optionOf(words, '--timeout')]], [
    { key: 'containers', keyPlace: place, value: port ? { ...container, entries: [...container.entries, { key: 'ports', keyPlace: place, value: map(port, [['container_port', port]]) }] } : container },
  ]);
  const body = map(named, [['name', named]], [{ key: 'template', keyPlace: place, value: template }]);
  return { type: 'google_cloud_run_v2_service', language: 'gcloud', name: named.expression, address: `${path}:${place.line}:${named.expression}`, body, place };
}

const map = (at: Text, texts: readonly (readonly [string, Text | MapDatumValue | undefined])[], more: readonly DatumEntry[] = []): MapDatum => ({
  kind: 'map', place: at.places[0],
  entries: [...texts.flatMap(([key, value]): readonly DatumEntry[] => (value === undefined ? [] : [{ key, keyPlace: 'places' in value ? value.places[0] : at.places[0], value: 'places' in value ? { kind: 'text', text: value, refers: [] } : value }])), ...more],
});

type MapDatumValue = DatumEntry['value'];

/** `a,b`: the words of a command. */
function listOf(key: string, text: Text | undefined): readonly (readonly [string, MapDatumValue])[] {
  if (!text) return [];
  const words = text.expression.split(',').map((word): MapDatumValue => ({ kind: 'text', text: { ...text, value: text.value === undefined ? undefined : word, expression: word }, refers: [] }));
  return [[key, { kind: 'list', items: words, place: text.places[0] }]];
}

/** A folder is named from where the command runs: the root, unless it leads out of there. */
function folderText(text: Text, path: string): Text {
  const folder = text.value === undefined ? undefined : posix.normalize(text.value.startsWith('..') ? posix.join(folderOf(path), text.value) : text.value);
  return { ...text, value: folder === '.' || folder === './' ? '' : folder?.replace(/\/$/, '') };
}

const contentOf = ({ name, body }: Resource): string => JSON.stringify([name, textsIn(body)]);

function textsIn(datum: MapDatumValue): unknown {
  if (datum.kind === 'text') return datum.text.expression;
  return datum.kind === 'list' ? datum.items.map(textsIn) : datum.entries.map(({ key, value }) => [key, textsIn(value)]);
}
