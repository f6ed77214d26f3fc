import type { Place } from '../../model/place.ts';
import type { Ingress, Scene } from '../../model/scene.ts';
import { classesOf, ingressController } from '../ingress-class.ts';
import type { Reader } from '../reader.ts';
import { controllerName, otherControllers, prefix } from './facts.ts';

/** Who serves an Ingress: ingress-nginx, a controller that is known to be another one, or nobody knows. */
export type Served = { readonly by: 'ingress-nginx'; readonly hint?: Place } | { readonly by: 'other'; readonly title: string } | { readonly by: 'unknown' };

export function servedBy(ingress: Ingress, scene: Scene, reader: Reader): Served {
  const hasOwn = has(ingress, `${prefix}/`);
  const controller = ingressController(ingress, scene);
  if (controller === undefined && (ingress.className !== undefined || hasOwn)) return { by: hasOwn && ingress.className === undefined ? 'ingress-nginx' : 'unknown' };
  if (controller === undefined) return hintedBy(ingress, reader);
  if (controller !== controllerName) return { by: 'other', title: otherControllers.find((entry) => entry.controller.test(controller))?.title ?? controller };
  // Both nginx controllers answer to the class `nginx` by default: without an IngressClass, annotations tell them apart.
  const isCertain = hasOwn || classesOf(scene).some(({ name }) => name === ingress.className);
  return isCertain || !has(ingress, 'nginx.org/') ? { by: 'ingress-nginx' } : { by: 'unknown' };
}

/** A chart that leaves the class to its users, and in whose values comments show the timeouts of ingress-nginx to them. */
function hintedBy(ingress: Ingress, reader: Reader): Served {
  const chart = /^(.*\/)?templates\//.exec(ingress.place.file);
  const values = chart && !hasForeign(ingress) ? reader.open(`${chart[1] ?? ''}values.yaml`) : undefined;
  const found = values && advised.exec(values.text);
  const start = found ? found.index + found[0].indexOf(prefix) : 0;
  return values && found ? { by: 'ingress-nginx', hint: values.place(start, found.index + found[0].length) } : { by: 'unknown' };
}

const advised = /^[ \t]*#[^\n]{0,200}?nginx\.ingress\.kubernetes\.io\/proxy-(?:read|send|connect)-timeout/m;

/** Annotations that mean a controller, as opposed to those of cert-manager and the like. */
const hasForeign = (ingress: Ingress): boolean => [...ingress.annotations.keys()].some((key) => /alb\.ingress|gke\.io|\bgce\b|traefik|haproxy|konghq|projectcontour|appgw|nginx\.org|ingress\.(?:gcp|bluemix|citrix)/.test(key));

const has = (ingress: Ingress, start: string): boolean => [...ingress.annotations.keys()].some((key) => key.startsWith(start));
