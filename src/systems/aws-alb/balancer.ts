import type { Ingress, KubernetesObject, Scene } from '../../model/scene.ts';
import { get, textOf } from '../../syntax/yaml-read.ts';
import { albPrefix } from '../aws/annotations.ts';
import { classesOf, ingressController } from '../ingress-class.ts';

/** One Application Load Balancer: a single Ingress, or the Ingresses that share a group. */
export interface Balancer {
  /** As people know it: `ingress/web`, `group shop`. */
  readonly name: string;
  readonly ingresses: readonly [Ingress, ...Ingress[]];
  /** The IngressClassParams of its class, whose values win over annotations. */
  readonly params: KubernetesObject | undefined;
}

const controllers = new Set(['ingress.k8s.aws/alb', 'eks.amazonaws.com/alb']);

/** The load balancers that the controller makes of the Ingresses of its class. */
export function balancersOf(scene: Scene): readonly Balancer[] {
  const shared = new Map<string, Balancer>();
  for (const ingress of scene.ingresses.filter((candidate) => isAlb(candidate, scene))) {
    const params = paramsOf(ingress, scene);
    const group = textOf(get(params?.node, 'spec', 'group', 'name')) ?? ingress.annotations.get(`${albPrefix}group.name`)?.text.value;
    const name = group === undefined ? `ingress/${ingress.name}` : `group ${group}`;
    const key = group === undefined ? `${ingress.namespace} ${name}` : name;
    const known = shared.get(key);
    shared.set(key, known ? { ...known, ingresses: [...known.ingresses, ingress] } : { name, ingresses: [ingress], params });
  }
  return [...shared.values()];
}

/** Without any class, the annotations of its prefix tell. */
export function isAlb(ingress: Ingress, scene: Scene): boolean {
  const controller = ingressController(ingress, scene);
  if (controller !== undefined) return controllers.has(controller);
  return ingress.className === undefined && [...ingress.annotations.keys()].some((key) => key.startsWith(albPrefix));
}

function paramsOf(ingress: Ingress, scene: Scene): KubernetesObject | undefined {
  const named = classesOf(scene).find(({ name }) => name === ingress.className);
  const reference = textOf(get(named?.node, 'spec', 'parameters', 'name'));
  return reference === undefined ? undefined : scene.objects.find((object) => object.kind === 'IngressClassParams' && object.name === reference);
}
