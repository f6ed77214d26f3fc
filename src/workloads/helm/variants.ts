import { posix } from 'node:path';
import type { Tree } from '../../discover/tree.ts';
import type { Config } from '../../config/config.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { get } from '../../syntax/yaml-read.ts';
import type { YamlNode } from '../../syntax/yaml.ts';
import { declaredScalar } from '../declared.ts';
import { filesBelow } from '../folders.ts';
import type { Operand, Pipe } from './expression.ts';
import type { Decision } from './render.ts';
import { mergedValues, placed, switched } from './values.ts';

/** Values with which a chart is installed, and the condition under which. */
export interface ValuesVariant {
  readonly when: string | undefined;
  readonly values: YamlNode | undefined;
}

const mostVariants = 8;
const valuesName = /^values[-._][\w.-]+\.ya?ml$|^[\w.-]+[-._]values\.ya?ml$/;

/** The chart's own values with those that hoplint.yaml names. */
export function baseValues(folder: string, tree: Tree, syntax: Syntax, config: Config): YamlNode | undefined {
  const named = usedValues(folder, config).flatMap((name) => [posix.normalize(name), posix.join(folder, name)].filter((path) => tree.has(path)).slice(-1));
  const own = ['values.yaml', 'values.yml'].map((name) => posix.join(folder, name)).filter((path) => tree.has(path)).slice(0, 1);
  const written = [...own, ...named].reduce<YamlNode | undefined>((values, path) => mergedValues(values, documentOf(path, tree, syntax)), undefined);
  return withNamed(written, config);
}

/** The files that the root's hoplint.yaml names, and those of folders that hold the chart. */
const usedValues = (folder: string, { use, nested = [] }: Config): readonly string[] =>
  [...use.helmValues, ...nested.filter((each) => `${folder}/`.startsWith(`${each.folder}/`)).flatMap(({ helmValues }) => helmValues)];

/** What `values:` of hoplint.yaml says of the chart's own: `a.b` as templates name it, with or without `.Values`. */
function withNamed(values: YamlNode | undefined, config: Config): YamlNode | undefined {
  return [...config.values.keys()].reduce((before, name) => {
    const path = name.replace(/^\.?Values\./, '').split('.');
    const isMeant = path.length > 1 || get(before, name)?.kind === 'scalar';
    return before && isMeant ? placed(before, path, declaredScalar(config, name)) : before;
  }, values);
}

/** Every other values file beside the chart's own, one at a time. */
export function siblingValues(folder: string, base: YamlNode | undefined, tree: Tree, syntax: Syntax, config: Config): readonly ValuesVariant[] {
  const used = new Set(usedValues(folder, config).flatMap((name) => [posix.normalize(name), posix.join(folder, name)]));
  const depth = (path: string): number => path.slice(folder.length).split('/').filter((part) => part !== '').length;
  const found = filesBelow(tree, folder).filter((path) => valuesName.test(posix.basename(path)) && depth(path) === 1 && !used.has(path));
  return found.slice(0, mostVariants).map((path) => ({ when: path, values: mergedValues(base, documentOf(path, tree, syntax)) }));
}

function documentOf(path: string, tree: Tree, syntax: Syntax): YamlNode | undefined {
  const source = tree.open(path);
  const node = source && syntax.yaml(source).documents[0];
  return node?.kind === 'map' ? node : undefined;
}

const entryKinds = /^kind:[ \t]*(?:Ingress|HTTPRoute|GRPCRoute|Gateway|VirtualService|DestinationRule|BackendConfig|GCPBackendPolicy|IngressRoute|Route|EnvoyFilter)\b/m;
const times = /timeout|keep-?alive|nginx|gunicorn|uwsgi|haproxy|envoy|GracePeriod|preStop/i;
const workloads = /^kind:[ \t]*(?:Deployment|StatefulSet|DaemonSet)\b/m;

/** The switches of values.yaml that bring in something else on a request's way, the most telling first. */
export function switches(decisions: readonly Decision[], values: YamlNode | undefined, room: number): readonly ValuesVariant[] {
  const weights = new Map<string, number>();
  for (const { pipe, isTaken, left } of decisions) {
    const weight = entryKinds.test(left) ? 3 : times.test(left) ? 2 : workloads.test(left) ? 1 : 0;
    const path = weight === 0 ? undefined : pathsIn(pipe).find((each) => isSwitch(get(values, ...each), isTaken));
    if (path) weights.set(path.join('.'), Math.max(weight, weights.get(path.join('.')) ?? 0));
  }
  const ranked = [...weights].sort((a, b) => b[1] - a[1]).slice(0, Math.max(0, Math.min(room, mostVariants)));
  return ranked.flatMap(([name]) => {
    const path = name.split('.');
    const changed = switched(values, path);
    return changed ? [{ when: isSwitch(get(values, ...path), true) ? `${name}: false` : name, values: changed }] : [];
  });
}

const isSwitch = (node: YamlNode | undefined, value: boolean): boolean => node?.kind === 'scalar' && node.value === value;

/** The paths below `.Values` that an expression reads. */
function pathsIn(pipe: Pipe): readonly (readonly string[])[] {
  return pipe.flatMap((call) => call.flatMap((operand: Operand) => {
    if (operand.kind === 'nested') return pathsIn(operand.pipe);
    return operand.kind === 'path' && operand.fields[0] === 'Values' && operand.fields.length > 1 ? [operand.fields.slice(1)] : [];
  }));
}
