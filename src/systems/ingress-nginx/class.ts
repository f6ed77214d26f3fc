import type { Ingress, Scene } from '../../model/scene.ts';
import { classesOf, ingressController } from '../ingress-class.ts';
import { controllerName, otherControllers, prefix } from './facts.ts';

/** Who serves an Ingress: ingress-nginx, a controller that is known to be another one, or nobody knows. */
export type Served = { readonly by: 'ingress-nginx' } | { readonly by: 'other'; readonly title: string } | { readonly by: 'unknown' };

export function servedBy(ingress: Ingress, scene: Scene): Served {
  const hasOwn = has(ingress, `${prefix}/`);
  const controller = ingressController(ingress, scene);
  if (controller === undefined) return ingress.className === undefined && hasOwn ? { by: 'ingress-nginx' } : { by: 'unknown' };
  if (controller !== controllerName) return { by: 'other', title: otherControllers.find((entry) => entry.controller.test(controller))?.title ?? controller };
  // Both nginx controllers answer to the class `nginx` by default: without an IngressClass, annotations tell them apart.
  const isCertain = hasOwn || classesOf(scene).some(({ name }) => name === ingress.className);
  return isCertain || !has(ingress, 'nginx.org/') ? { by: 'ingress-nginx' } : { by: 'unknown' };
}

const has = (ingress: Ingress, start: string): boolean => [...ingress.annotations.keys()].some((key) => key.startsWith(start));
