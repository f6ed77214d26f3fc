import { posix } from 'node:path';
import type { Problem } from '../model/place.ts';
import type { Source } from '../syntax/source.ts';
import type { YamlFile } from '../syntax/yaml.ts';
import type { Config, NestedConfig } from './config.ts';
import { configNames } from './config-names.ts';
import { loadConfig } from './load.ts';

/** Of the files of a tree those that configure a folder below the root, one per folder. */
export function nestedNames(files: readonly string[]): readonly string[] {
  const found = new Map<string, string>();
  for (const name of configNames) {
    for (const file of files.filter((path) => path.endsWith(`/${name}`))) found.set(posix.dirname(file), found.get(posix.dirname(file)) ?? file);
  }
  return [...found.values()].sort();
}

/** Endpoints and `use:` of folders join the root's; one that cannot be read is a problem, for the rest can. */
export function withNested(root: Config, sources: readonly Source[], yaml: (source: Source) => YamlFile): { readonly config: Config; readonly problems: readonly Problem[] } {
  const loaded = sources.map((source) => ({ folder: posix.dirname(source.path), ...loadConfig(source, yaml) }));
  const nested = loaded.map(({ folder, config }) => inFolder(folder, config));
  const endpoints = [...root.endpoints, ...loaded.flatMap(({ folder, config }) => config.endpoints.map((endpoint) => ({ ...endpoint, folder })))];
  return { config: { ...root, endpoints, nested }, problems: loaded.flatMap(({ problems }) => problems) };
}

function inFolder(folder: string, { use, templatePlaces = new Map() }: Config): NestedConfig {
  const fromRoot = (path: string): string => posix.join(folder, path);
  return { folder, compose: use.compose.map(fromRoot), helmValues: use.helmValues.map(fromRoot), ...(use.templates && { templates: use.templates }), templatePlaces };
}
