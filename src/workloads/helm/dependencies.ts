import { posix } from 'node:path';
import type { Tree } from '../../discover/tree.ts';
import type { Source } from '../../syntax/source.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { get, items, textOf } from '../../syntax/yaml-read.ts';
import type { YamlNode } from '../../syntax/yaml.ts';
import { renderedSource } from './rendered-source.ts';
import { wellKnownChart } from './well-known-charts.ts';
import type { Here } from './write-yaml.ts';

/** What well-known charts that a chart depends on install with its values, as far as it concerns requests. */
export function dependencyManifests(folder: string, values: YamlNode | undefined, tree: Tree, syntax: Syntax): readonly Source[] {
  const source = tree.open(posix.join(folder, 'Chart.yaml'));
  const dependencies = source ? items(get(syntax.yaml(source).documents[0], 'dependencies')) : [];
  return dependencies.flatMap((dependency) => {
    const name = textOf(get(dependency, 'name'));
    const key = textOf(get(dependency, 'alias')) ?? name;
    const condition = textOf(get(dependency, 'condition'))?.split(',')[0]?.trim().split('.');
    if (!source || name === undefined || key === undefined || isOff(condition && get(values, ...condition))) return [];
    const here: Here = { source, start: dependency.start, end: dependency.end };
    const pieces = wellKnownChart(name, get(values, key), `.Values.${key}`, here);
    return pieces ? [renderedSource(source.path, pieces)] : [];
  });
}

const isOff = (node: YamlNode | undefined): boolean => node?.kind === 'scalar' && node.value === false;
