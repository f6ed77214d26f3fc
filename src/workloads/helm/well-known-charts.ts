import { get, textOf } from '../../syntax/yaml-read.ts';
import type { YamlNode } from '../../syntax/yaml.ts';
import { fromNode, type Piece } from './value.ts';
import { traefik } from './traefik-chart.ts';
import { type Here, indented, writeYaml } from './write-yaml.ts';

type Install = (values: YamlNode | undefined, path: string, here: Here) => readonly Piece[];

/** Charts that install what stands on a request's way, by their name. */
const charts: ReadonlyMap<string, Install> = new Map<string, Install>([
  ['ingress-nginx', ingressNginx],
  ['traefik', traefik],
  ['kubernetes-ingress', (values, path, here) => haproxy('kubernetes-ingress', 'haproxy.org/ingress-controller', values, path, here)],
  ['haproxy-ingress', (values, path, here) => haproxy('haproxy-ingress', 'haproxy-ingress.github.io/controller', values, path, here)],
  ['kong', kong],
]);

/** What a chart that is not in the tree installs with these values, as far as it concerns requests; `path` names them in messages. */
export function wellKnownChart(name: string, values: YamlNode | undefined, path: string, here: Here): readonly Piece[] | undefined {
  return charts.get(name)?.(values, path, here);
}

/** The objects and names of its chart: https://github.com/kubernetes/ingress-nginx/tree/main/charts/ingress-nginx */
function ingressNginx(values: YamlNode | undefined, path: string, here: Here): readonly Piece[] {
  const name = 'RELEASE-NAME-ingress-nginx-controller';
  const labels = '{ app.kubernetes.io/name: ingress-nginx, app.kubernetes.io/instance: RELEASE-NAME, app.kubernetes.io/component: controller }';
  const className = textOf(get(values, 'controller', 'ingressClassResource', 'name')) ?? 'nginx';
  const text = (lines: string): Piece => ({ ...here, text: lines });
  return [
    text(`apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  labels: ${labels}\ndata:`),
    ...block(get(values, 'controller', 'config'), `${path}.controller.config`, 2, here),
    text(`\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n  annotations:`),
    ...block(get(values, 'controller', 'service', 'annotations'), `${path}.controller.service.annotations`, 4, here),
    text(`\nspec:\n  type: ${textOf(get(values, 'controller', 'service', 'type')) ?? 'LoadBalancer'}\n  selector: ${labels}\n  ports:\n    - { name: http, port: 80, targetPort: http }\n    - { name: https, port: 443, targetPort: https }\n`),
    text(`---\napiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata:\n  name: ${className}\nspec:\n  controller: k8s.io/ingress-nginx\n`),
  ];
}

/** https://github.com/haproxytech/helm-charts/tree/main/kubernetes-ingress and https://github.com/haproxy-ingress/charts/tree/master/haproxy-ingress: both put `controller.config` into a ConfigMap. */
function haproxy(name: string, controller: string, values: YamlNode | undefined, path: string, here: Here): readonly Piece[] {
  const className = textOf(get(values, 'controller', 'ingressClassResource', 'name')) ?? textOf(get(values, 'controller', 'ingressClass')) ?? 'haproxy';
  const text = (lines: string): Piece => ({ ...here, text: lines });
  return [
    text(`apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: RELEASE-NAME-${name.startsWith('haproxy') ? '' : 'haproxy-'}${name}\ndata:`),
    ...block(get(values, 'controller', 'config'), `${path}.controller.config`, 2, here),
    text(`\n---\napiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata:\n  name: ${className}\nspec:\n  controller: ${controller}\n`),
  ];
}

/** Every key of `env` is a variable `KONG_…` of the container: https://github.com/Kong/charts/blob/main/charts/kong/README.md */
function kong(values: YamlNode | undefined, path: string, here: Here): readonly Piece[] {
  const env = get(values, 'env');
  const text = (lines: string): Piece => ({ ...here, text: lines });
  const variables = (env?.kind === 'map' ? env.entries : []).flatMap(({ key, value }): readonly Piece[] => {
    const pieces = value.kind === 'scalar' && value.value !== null ? writeYaml(fromNode(value, `${path}.env.${key.text}`), here) : undefined;
    return pieces && /^\w+$/.test(key.text) ? [text(`\n            - name: KONG_${key.text.toUpperCase()}\n              value: `), ...pieces] : [];
  });
  return [
    text('apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: RELEASE-NAME-kong\nspec:\n  selector: { matchLabels: { app: RELEASE-NAME-kong } }\n  template:\n    metadata: { labels: { app: RELEASE-NAME-kong } }\n    spec:\n      containers:\n        - name: proxy\n          image: kong\n          env:'),
    ...(variables.length > 0 ? variables : [text(' []')]),
    text(`\n---\napiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata:\n  name: ${textOf(get(values, 'ingressController', 'ingressClass')) ?? 'kong'}\nspec:\n  controller: ingress-controllers.konghq.com/kong\n`),
  ];
}

function block(node: YamlNode | undefined, path: string, indent: number, here: Here): readonly Piece[] {
  const pieces = node?.kind === 'map' && node.entries.length > 0 ? writeYaml(fromNode(node, path), here) : undefined;
  const lead = ' '.repeat(indent);
  return pieces ? [{ ...here, text: `\n${lead}` }, ...indented(pieces, lead, here)] : [{ ...here, text: ' {}' }];
}
