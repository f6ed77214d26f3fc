import { posix } from 'node:path';
import type { Project } from '../model/layer.ts';

const sampleNames = new Set([
  'test', 'tests', '__tests__', 'spec', 'specs', 'e2e', 'fixtures', '__fixtures__', 'testdata', 'test-fixtures', 'test_fixtures', 'molecule', 'cypress',
  'examples', 'example', 'samples', 'sample', 'demo', 'demos', 'docs', 'doc', 'documentation', 'tutorial', 'tutorials',
]);
const composeBase = /^(?:docker-)?compose\.ya?ml$/;
const testFile = /(?:^|\/)(?:[^/]+_test\.(?:go|py|rb)|test_[^/]+\.py|conftest\.py|[^/]+_spec\.rb|[^/]+[.-](?:test|spec)\.[cm]?[jt]sx?|[^/]+Tests?\.(?:java|cs|kt|php))$/;
const root: Project = { folder: '', sample: false };

/** Tells of each path which set of files it runs with. The root itself is never a sample. */
export function createProjects(files: readonly string[]): (path: string) => Project {
  const known = new Map<string, Project>();
  const charts = new Set(files.filter((file) => posix.basename(file) === 'Chart.yaml').map((file) => posix.dirname(file)));
  const stacks = independentStacks(files, charts);
  const byFolder = new Map<string, string>();
  const sample = (folder: string): Project => {
    const project = known.get(folder) ?? { folder, sample: true };
    known.set(folder, project);
    return project;
  };
  const byPath = new Map<string, Project>();
  const projectOf = (path: string): Project => {
    if (testFile.test(path)) return sample(path);
    const parent = posix.dirname(path);
    const folder = byFolder.get(parent) ?? stackAround(parent, outerSample(path, charts), stacks);
    byFolder.set(parent, folder);
    return folder === '' ? root : sample(folder);
  };
  return (path) => {
    const project = byPath.get(path) ?? projectOf(path);
    byPath.set(path, project);
    return project;
  };
}

/** The top-most sample folder with the level below it, `` outside of any. */
function outerSample(path: string, charts: ReadonlySet<string>): string {
  const folders = path.split('/').slice(0, -1);
  for (const [index, name] of folders.entries()) {
    if (isSampleName(name) && !isPackageName(folders, index)) return folders.slice(0, index + 2).join('/');
    const owner = folders.slice(0, index).join('/') || '.';
    if (name === 'charts' && index + 1 < folders.length && charts.has(owner)) return folders.slice(0, index + 2).join('/');
  }
  return '';
}

const kindOfTest = /^_{0,2}(?:unit|integration|functional|acceptance|smoke|load)[-_]?tests?$/i;
const isSampleName = (name: string): boolean => sampleNames.has(name.toLowerCase()) || kindOfTest.test(name) || /\.(?:unit|integration)?tests?$/i.test(name);

/** In `src/main/java/com/example/demo` the words are part of a package's name. */
function isPackageName(folders: readonly string[], index: number): boolean {
  const above = folders.slice(0, index).join('/');
  return /(?:^|\/)src\/main\/(?:java|kotlin|scala|groovy)(?:\/|$)/.test(above);
}

/** Folders of compose files that lie beside each other inside one sample folder. */
function independentStacks(files: readonly string[], charts: ReadonlySet<string>): ReadonlySet<string> {
  const perSample = new Map<string, Set<string>>();
  for (const file of files) {
    if (!composeBase.test(posix.basename(file))) continue;
    const sample = outerSample(file, charts);
    if (sample === '') continue;
    const folders = perSample.get(sample) ?? new Set<string>();
    perSample.set(sample, folders.add(posix.dirname(file)));
  }
  const several = [...perSample].filter(([sample, folders]) => folders.size > 1 && !folders.has(sample));
  return new Set(several.flatMap(([, folders]) => [...folders]));
}

function stackAround(folder: string, sample: string, stacks: ReadonlySet<string>): string {
  if (sample === '') return '';
  for (let at = folder; at.length > sample.length; at = posix.dirname(at)) if (stacks.has(at)) return at;
  return sample;
}
