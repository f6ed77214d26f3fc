import { entries, get, isScalar, items, textOf } from '../../syntax/yaml-read.ts';
import type { YamlNode } from '../../syntax/yaml.ts';
import { fromNode, type Piece } from './value.ts';
import type { Here } from './write-yaml.ts';

/** Options of an entry point that the chart hands on. */
const clocks: readonly (readonly string[])[] = [
  ['respondingTimeouts', 'readTimeout'], ['respondingTimeouts', 'writeTimeout'], ['respondingTimeouts', 'idleTimeout'],
  ['lifeCycle', 'requestAcceptGraceTimeout'], ['lifeCycle', 'graceTimeOut'], ['keepAliveMaxTime'], ['keepAliveMaxRequests'],
];

/** The ports that the chart opens by itself. */
const usual: ReadonlyMap<string, { readonly port: string; readonly exposed: string }> = new Map([['web', { port: '8000', exposed: '80' }], ['websecure', { port: '8443', exposed: '443' }]]);

/** The Deployment, Service and class of its chart: https://github.com/traefik/traefik-helm-chart/blob/master/traefik/templates/_podtemplate.tpl */
export function traefik(values: YamlNode | undefined, path: string, here: Here): readonly Piece[] {
  const text = (lines: string): Piece => ({ ...here, text: lines });
  const labels = '{ app.kubernetes.io/name: traefik, app.kubernetes.io/instance: RELEASE-NAME }';
  const tag = textOf(get(values, 'image', 'tag'));
  const ports = get(values, 'ports');
  const names = [...new Set([...usual.keys(), ...entries(ports).map(({ key }) => key.text)])].filter((name) => name !== 'traefik' && name !== 'metrics' && /^[\w-]+$/.test(name));
  const portOf = (name: string): string => textOf(get(ports, name, 'port')) ?? usual.get(name)?.port ?? '0';
  return [
    text(`apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: RELEASE-NAME-traefik\n  labels: ${labels}\nspec:\n  selector: { matchLabels: ${labels} }\n  template:\n    metadata: { labels: ${labels} }\n    spec:\n      terminationGracePeriodSeconds: `),
    ...scalarAt(values, ['deployment', 'terminationGracePeriodSeconds'], path, '60', here),
    text(`\n      containers:\n        - name: traefik\n          image: traefik${tag === undefined ? '' : `:${tag}`}\n          ports:\n${names.map((name) => `            - { name: ${name}, containerPort: ${portOf(name)} }\n`).join('')}          args:`),
    ...names.flatMap((name) => [text(argument(`--entryPoints.${name}.address=:${portOf(name)}/tcp`)), ...clocks.flatMap((clock) => clockOf(ports, name, clock, path, here))]),
    text(`${argument('--providers.kubernetescrd')}${argument('--providers.kubernetesingress')}`),
    ...['globalArguments', 'additionalArguments'].flatMap((key) => items(get(values, key)).flatMap((item) => (isScalar(item) ? [text(argumentStart), ...written(item, `${path}.${key}`, here), text('"')] : []))),
    text(`\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: RELEASE-NAME-traefik\nspec:\n  type: ${textOf(get(values, 'service', 'type')) ?? 'LoadBalancer'}\n  selector: ${labels}\n  ports:\n${names.map((name) => `    - { name: ${name}, port: ${textOf(get(ports, name, 'exposedPort')) ?? usual.get(name)?.exposed ?? portOf(name)}, targetPort: ${name} }\n`).join('')}`),
    text(`---\napiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata:\n  name: ${textOf(get(values, 'ingressClass', 'name')) ?? 'traefik'}\nspec:\n  controller: traefik.io/ingress-controller\n`),
  ];
}

const argumentStart = '\n            - "';
const argument = (text: string): string => `${argumentStart}${text}"`;

function clockOf(ports: YamlNode | undefined, name: string, clock: readonly string[], path: string, here: Here): readonly Piece[] {
  const node = get(ports, name, 'transport', ...clock);
  if (!isScalar(node) || node.value === null) return [];
  return [{ ...here, text: `${argumentStart}--entryPoints.${name}.transport.${clock.join('.')}=` }, ...written(node, `${path}.ports.${name}.transport.${clock.join('.')}`, here), { ...here, text: '"' }];
}

function scalarAt(values: YamlNode | undefined, steps: readonly string[], path: string, otherwise: string, here: Here): readonly Piece[] {
  const node = get(values, ...steps);
  return isScalar(node) && node.value !== null ? written(node, `${path}.${steps.join('.')}`, here) : [{ ...here, text: otherwise }];
}

/** A text that would end the quotes around it is left out. */
function written(node: YamlNode, path: string, here: Here): readonly Piece[] {
  const value = fromNode(node, path);
  if (value.kind !== 'scalar' || /["\\\n]/.test(String(value.value))) return [];
  return value.pieces ?? [{ ...here, text: String(value.value ?? '') }];
}
