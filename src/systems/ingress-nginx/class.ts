import type { Ingress, Scene } from '../../model/scene.ts';
import { get, textOf } from '../../syntax/yaml-read.ts';
import { controllerName, otherClasses, prefix } from './facts.ts';

/** Who serves an Ingress: ingress-nginx, a controller that is known to be another one, or nobody knows. */
export type Served = { readonly by: 'ingress-nginx' } | { readonly by: 'other'; readonly title: string } | { readonly by: 'unknown' };

export function servedBy(ingress: Ingress, scene: Scene): Served {
  const controller = controllerOf(ingress, scene);
  if (controller !== undefined) return byController(controller);
  const { className } = ingress;
  const other = className === undefined ? undefined : otherClasses.find((entry) => entry.name.test(className));
  if (other) return { by: 'other', title: other.title };
  const isOurs = className === undefined || /(?:^|-)nginx(?:-|$)/.test(className);
  const hasOwn = has(ingress, `${prefix}/`);
  // Both nginx controllers answer to `nginx` by default: annotations tell them apart.
  if (!isOurs || (!hasOwn && has(ingress, 'nginx.org/')) || (className === undefined && !hasOwn)) return { by: 'unknown' };
  return { by: 'ingress-nginx' };
}

function byController(controller: string): Served {
  if (controller === controllerName || controller.startsWith('k8s.io/') && controller.includes('nginx')) return { by: 'ingress-nginx' };
  const other = otherClasses.find((entry) => entry.controller.test(controller));
  return { by: 'other', title: other?.title ?? controller };
}

function controllerOf(ingress: Ingress, scene: Scene): string | undefined {
  const classes = scene.objects.filter((object) => object.kind === 'IngressClass');
  const isDefault = 'ingressclass.kubernetes.io/is-default-class';
  const found = classes.find((object) => (ingress.className === undefined ? object.annotations.get(isDefault)?.text.value === 'true' : object.name === ingress.className));
  return found && textOf(get(found.node, 'spec', 'controller'));
}

const has = (ingress: Ingress, start: string): boolean => [...ingress.annotations.keys()].some((key) => key.startsWith(start));
