import { posix } from 'node:path';
import { startOf, type Tree } from '../../discover/tree.ts';
import type { Config } from '../../config/config.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { get } from '../../syntax/yaml-read.ts';
import type { YamlNode } from '../../syntax/yaml.ts';
import { declaredNode, declaredScalar } from '../declared.ts';
import { filesBelow } from '../folders.ts';
import type { Operand, Pipe } from './expression.ts';
import type { Decision } from './render.ts';
import type { Release } from './releases.ts';
import { mergedValues, placed, switched, withSet } from './values.ts';

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
export const usedValues = (folder: string, { use, nested = [] }: Config): readonly string[] =>
  [...use.helmValues, ...nested.filter((each) => `${folder}/`.startsWith(`${each.folder}/`)).flatMap(({ helmValues }) => helmValues)];

/** What `use.templates` and `values:` of hoplint.yaml say of the chart's own: `a.b` as templates name it, with or without `.Values`. */
function withNamed(values: YamlNode | undefined, config: Config): YamlNode | undefined {
  const chosen = [...(config.use.templates ?? [])].map(([name, text]) => [name, declaredNode(text, config.templatePlaces?.get(name) ?? startOf('hoplint.yaml'))] as const);
  const named = [...chosen, ...[...config.values.keys()].map((name) => [name, declaredScalar(config, name)] as const)];
  return named.reduce((before, [name, scalar]) => {
    const path = name.replace(/^\.?Values\./, '').split('.');
    const isMeant = path.length > 1 || get(before, name)?.kind === 'scalar';
    return before && isMeant ? placed(before, path, scalar) : before;
  }, values);
}

/** Every other values file beside the chart's own, one at a time. */
export function siblingValues(folder: string, base: YamlNode | undefined, tree: Tree, syntax: Syntax, config: Config): readonly ValuesVariant[] {
  const used = new Set(usedValues(folder, config).flatMap((name) => [posix.normalize(name), posix.join(folder, name)]));
  const depth = (path: string): number => path.slice(folder.length).split('/').filter((part) => part !== '').length;
  const found = filesBelow(tree, folder).filter((path) => valuesName.test(posix.basename(path)) && depth(path) === 1 && !used.has(path));
  return found.slice(0, mostVariants).map((path) => ({ when: path, values: mergedValues(base, documentOf(path, tree, syntax)) }));
}

/** The values of a release over the chart's own. */
export function releaseValues(base: YamlNode | undefined, { values, set }: Release): YamlNode | undefined {
  const merged = values.reduce<YamlNode | undefined>((before, over) => mergedValues(before, over), base);
  return set.reduce<YamlNode | undefined>((before, { path, value }) => withSet(before, path, value), merged);
}

/** What each release of the repository that installs this chart makes of it. */
export function releaseVariants(folder: string, base: YamlNode | undefined, releases: readonly Release[]): readonly ValuesVariant[] {
  const own = releases.filter(({ chart }) => 'folder' in chart && chart.folder === folder);
  return own.slice(0, mostVariants).map((release) => {
    const isAlone = own.filter(({ file }) => file === release.file).length === 1;
    return { when: isAlone || release.name === undefined ? release.file : `${release.file} (${release.name})`, values: releaseValues(base, release) };
  });
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
  const found = new Map<string, Switch & { readonly weight: number }>();
  for (const { pipe, isTaken, left } of decisions) {
    const weight = entryKinds.test(left) ? 3 : times.test(left) ? 2 : workloads.test(left) ? 1 : 0;
    const one = weight === 0 ? undefined : switchIn(pipe, isTaken, values);
    if (one) found.set(one.label, { ...one, weight: Math.max(weight, found.get(one.label)?.weight ?? 0) });
  }
  const ranked = [...found.values()].sort((a, b) => b.weight - a.weight).slice(0, Math.max(0, Math.min(room, mostVariants)));
  return ranked.flatMap(({ path, value, label }) => {
    const changed = switched(values, path, value);
    return changed ? [{ when: label, values: changed }] : [];
  });
}

interface Switch {
  readonly path: readonly string[];
  /** What it has to be for the other outcome. */
  readonly value: boolean | string;
  readonly label: string;
}

/** A value that is on or off, or one that is compared with a text: `eq .Values.mode "proxy"`. */
function switchIn(pipe: Pipe, isTaken: boolean, values: YamlNode | undefined): Switch | undefined {
  const path = pathsIn(pipe).find((each) => isSwitch(get(values, ...each), isTaken));
  if (path) return { path, value: !isTaken, label: isTaken ? `${path.join('.')}: false` : path.join('.') };
  const compared = comparisonsIn(pipe).find((each) => each.isEqual !== isTaken && isOther(get(values, ...each.path), each.value));
  return compared && { path: compared.path, value: compared.value, label: `${compared.path.join('.')}: ${compared.value}` };
}

const isSwitch = (node: YamlNode | undefined, value: boolean): boolean => node?.kind === 'scalar' && node.value === value;
const isOther = (node: YamlNode | undefined, text: string): boolean => node?.kind === 'scalar' && node.template === undefined && typeof node.value !== 'boolean' && node.text !== text;

interface Comparison {
  readonly path: readonly string[];
  readonly value: string;
  /** `eq`, as opposed to `ne`. */
  readonly isEqual: boolean;
}

function comparisonsIn(pipe: Pipe): readonly Comparison[] {
  return pipe.flatMap((call): readonly Comparison[] => {
    const [head, ...operands] = call;
    const nested = call.flatMap((operand) => (operand.kind === 'nested' ? comparisonsIn(operand.pipe) : []));
    if (head.kind !== 'name' || (head.name !== 'eq' && head.name !== 'ne')) return nested;
    const path = operands.flatMap((operand) => pathsIn([[operand]]))[0];
    const literal = operands.find((operand) => operand.kind === 'literal');
    if (!path || literal?.kind !== 'literal' || typeof literal.value !== 'string' || literal.value === '') return nested;
    return [...nested, { path, value: literal.value, isEqual: head.name === 'eq' }];
  });
}

/** The paths below `.Values` that an expression reads. */
function pathsIn(pipe: Pipe): readonly (readonly string[])[] {
  return pipe.flatMap((call) => call.flatMap((operand: Operand) => {
    if (operand.kind === 'nested') return pathsIn(operand.pipe);
    return operand.kind === 'path' && operand.fields[0] === 'Values' && operand.fields.length > 1 ? [operand.fields.slice(1)] : [];
  }));
}
