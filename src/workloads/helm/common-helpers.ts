import { functions } from './functions.ts';
import { dict, isOpen, nothing, type Piece, plain, textValue, truth, type Value, written } from './value.ts';
import type { Here } from './write-yaml.ts';

/** Renders a text that is a template itself. */
export type Expand = (text: Value, dot: Value) => Value;

type Helper = (given: Value, here: Here, expand: Expand) => Value | undefined;

/** The library chart is fetched when a chart is built and often not in the tree; what its best-known helpers come to is documented: https://github.com/bitnami/charts/tree/main/bitnami/common */
const helpers: ReadonlyMap<string, Helper> = new Map<string, Helper>([
  ['common.names.name', (dot) => named(dot)],
  ['common.names.chart', (dot) => joined([at(dot, 'Chart', 'Name'), plain('-'), at(dot, 'Chart', 'Version')])],
  ['common.names.fullname', (dot) => fullName(dot)],
  ['common.names.namespace', (dot) => or(at(dot, 'Values', 'namespaceOverride'), at(dot, 'Release', 'Namespace'))],
  ['common.names.fullname.namespace', (dot) => fullName(dot)],
  ['common.tplvalues.render', (given, here, expand) => rendered(given, here, expand)],
  ['common.labels.standard', (given, here) => labels(at(given, 'context') ?? given, here, true)],
  ['common.labels.matchLabels', (given, here) => labels(at(given, 'context') ?? given, here, false)],
  ['common.images.image', (given) => image(given)],
  ['common.capabilities.deployment.apiVersion', () => plain('apps/v1')],
  ['common.capabilities.statefulset.apiVersion', () => plain('apps/v1')],
  ['common.capabilities.daemonset.apiVersion', () => plain('apps/v1')],
  ['common.capabilities.ingress.apiVersion', () => plain('networking.k8s.io/v1')],
  ['common.capabilities.networkPolicy.apiVersion', () => plain('networking.k8s.io/v1')],
  ['common.ingress.supportsIngressClassname', () => plain('true')],
  ['common.ingress.supportsPathType', () => plain('true')],
  ['common.ingress.backend', (given, here) => backend(given, here)],
]);

export function commonHelper(name: string, given: Value, here: Here, expand: Expand): Value | undefined {
  return helpers.get(name)?.(given, here, expand);
}

function at(value: Value | undefined, ...fields: readonly string[]): Value | undefined {
  let found = value;
  for (const field of fields) found = found?.kind === 'dict' ? found.entries.get(field) : undefined;
  return found;
}

const or = (first: Value | undefined, second: Value | undefined): Value | undefined => (first && truth(first) !== false ? first : second);

function joined(parts: readonly (Value | undefined)[]): Value | undefined {
  const texts = parts.map((part) => (part && !isOpen(part) ? written(part) : undefined));
  return texts.includes(undefined) ? undefined : plain(texts.join(''));
}

const named = (dot: Value): Value | undefined => or(at(dot, 'Values', 'nameOverride'), at(dot, 'Chart', 'Name'));

/** The release's name in front, unless it holds the chart's name already. */
function fullName(dot: Value): Value | undefined {
  const own = or(at(dot, 'Values', 'fullnameOverride'), undefined);
  return own ?? joined([at(dot, 'Release', 'Name'), plain('-'), named(dot)]);
}

/** `dict "value" .Values.x "context" $`: a text as a template, anything else as YAML and then as a template. */
function rendered(given: Value, here: Here, expand: Expand): Value | undefined {
  const value = at(given, 'value') ?? nothing;
  const text = value.kind === 'scalar' && (typeof value.value === 'string' || value.value === null) ? value : functions['toYaml']?.([value], here);
  return text && expand(text, or(at(given, 'scope'), at(given, 'context')) ?? dict({}));
}

function labels(dot: Value, here: Here, isWhole: boolean): Value | undefined {
  const name = named(dot);
  const release = at(dot, 'Release', 'Name');
  if (!name || !release) return undefined;
  const piece = (text: string): Piece => ({ ...here, text });
  const rest = isWhole ? [piece('\napp.kubernetes.io/managed-by: Helm')] : [];
  return textValue([piece(`app.kubernetes.io/name: ${written(name) ?? ''}\napp.kubernetes.io/instance: ${written(release) ?? ''}`), ...rest]);
}

/** `dict "imageRoot" .Values.image "global" .Values.global`. */
function image(given: Value): Value | undefined {
  const root = at(given, 'imageRoot');
  const registry = or(at(given, 'global', 'imageRegistry'), at(root, 'registry'));
  const path = joined([registry && truth(registry) ? joined([registry, plain('/')]) : plain(''), at(root, 'repository')]);
  return joined([path, plain(':'), or(at(root, 'tag'), at(given, 'chart', 'AppVersion'))]);
}

/** `dict "serviceName" x "servicePort" y "context" $`. */
function backend(given: Value, here: Here): Value | undefined {
  const [name, port] = [at(given, 'serviceName'), at(given, 'servicePort')];
  const text = port && written(port);
  if (!name || text === undefined || isOpen(name)) return undefined;
  return textValue([{ ...here, text: `service:\n  name: ${written(name) ?? ''}\n  port:\n    ${/^\d+$/.test(text) ? 'number' : 'name'}: ${text}` }]);
}
