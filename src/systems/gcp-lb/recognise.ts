import type { Ingress, KubernetesObject, Scene } from '../../model/scene.ts';
import { ingressController } from '../ingress-class.ts';

const controllers = new Set(['ingress-gce', 'k8s.io/ingress-gce']);
const ownKinds = new Set(['BackendConfig', 'FrontendConfig']);
const ownAnnotation = /^(beta\.)?cloud\.google\.com\/(neg|backend-config|app-protocols)$|^networking\.gke\.io\/|^ingress\.gcp\.kubernetes\.io\/|^kubernetes\.io\/ingress\.(global|regional)-static-ip-name$/;

/** An Ingress that Google's controller serves: by its class; without any class where its own lines or its project speak of GKE. */
export function isGoogle(ingress: Ingress, scene: Scene): boolean {
  const controller = ingressController(ingress, scene);
  if (controller !== undefined) return controllers.has(controller);
  return ingress.className === undefined && !annotatedForOthers(ingress) && speaksOfGke(ingress, scene);
}

export const isInternal = (ingress: Ingress): boolean => ingress.className === 'gce-internal';

function speaksOfGke(ingress: Ingress, scene: Scene): boolean {
  const behind = scene.services.filter((service) => service.namespace === ingress.namespace && ingress.paths.some((path) => path.service === service.name));
  return [ingress, ...behind].some(marked) || scene.objects.some((object) => ownKinds.has(object.kind) && object.namespace === ingress.namespace);
}

const marked = (object: KubernetesObject): boolean => [...object.annotations.keys()].some((key) => ownAnnotation.test(key));

/** A class may be missing because another controller serves Ingresses without one. */
const annotatedForOthers = (ingress: Ingress): boolean =>
  [...ingress.annotations.keys()].some((key) => /^(nginx|alb|traefik|haproxy|konghq)\b.*\//.test(key));
