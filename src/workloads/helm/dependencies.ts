import { posix } from 'node:path';
import type { Tree } from '../../discover/tree.ts';
import type { Source } from '../../syntax/source.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { get, items, textOf } from '../../syntax/yaml-read.ts';
import type { YamlNode } from '../../syntax/yaml.ts';
import { renderedSource } from './rendered-source.ts';
import { fromNode, type Piece } from './value.ts';
import { type Here, indented, writeYaml } from './write-yaml.ts';

/** What well-known charts that a chart depends on install with its values, as far as it concerns requests. */
export function dependencyManifests(folder: string, values: YamlNode | undefined, tree: Tree, syntax: Syntax): readonly Source[] {
  const source = tree.open(posix.join(folder, 'Chart.yaml'));
  const dependencies = source ? items(get(syntax.yaml(source).documents[0], 'dependencies')) : [];
  return dependencies.flatMap((dependency) => {
    const name = textOf(get(dependency, 'name'));
    const key = textOf(get(dependency, 'alias')) ?? name;
    if (!source || name !== 'ingress-nginx' || key === undefined) return [];
    const here: Here = { source, start: dependency.start, end: dependency.end };
    return [renderedSource(source.path, ingressNginx(get(values, key), `.Values.${key}`, here))];
  });
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

function block(node: YamlNode | undefined, path: string, indent: number, here: Here): readonly Piece[] {
  const pieces = node?.kind === 'map' && node.entries.length > 0 ? writeYaml(fromNode(node, path), here) : undefined;
  const lead = ' '.repeat(indent);
  return pieces ? [{ ...here, text: `\n${lead}` }, ...indented(pieces, lead, here)] : [{ ...here, text: ' {}' }];
}
