import type { Ingress, KubernetesObject, Scene } from '../model/scene.ts';
import { get, textOf } from '../syntax/yaml-read.ts';

/** Class names that installations use by custom, `traefik-internal` and the like included, and the controller behind each. */
const customary: readonly (readonly [RegExp, string])[] = [
  [/^(?:aws-)?alb(?:-|$)/, 'ingress.k8s.aws/alb'],
  [/^gce(?:-internal)?$/, 'ingress-gce'],
  [/(?:^|-)traefik(?:-|$)/, 'traefik.io/ingress-controller'],
  [/(?:^|-)nginx(?:-|$)/, 'k8s.io/ingress-nginx'],
  [/^haproxy(?:-|$)/, 'haproxy'],
  [/^istio(?:-|$)/, 'istio.io/ingress-controller'],
  [/^kong(?:-|$)/, 'ingress-controllers.konghq.com/kong'],
  [/^contour(?:-|$)/, 'contour'],
  [/^azure-application-gateway$/, 'azure/application-gateway'],
];

/** The controller that serves an Ingress: by its IngressClass, the default IngressClass, or a customary class name. */
export function ingressController(ingress: Ingress, scene: Scene): string | undefined {
  const own = classesOf(scene).find((object) => (ingress.className === undefined ? isDefault(object.annotations) : object.name === ingress.className));
  const written = own && textOf(get(own.node, 'spec', 'controller'));
  return written ?? customary.find(([name]) => name.test(ingress.className ?? ''))?.[1];
}

/** Asked for every Ingress by every controller. */
const known = new WeakMap<Scene, readonly KubernetesObject[]>();

export function classesOf(scene: Scene): readonly KubernetesObject[] {
  const classes = known.get(scene) ?? scene.objects.filter((object) => object.kind === 'IngressClass');
  known.set(scene, classes);
  return classes;
}

function isDefault(annotations: Ingress['annotations']): boolean {
  return annotations.get('ingressclass.kubernetes.io/is-default-class')?.text.value === 'true';
}
