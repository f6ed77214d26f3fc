import type { Annotation, Ingress, KubernetesObject } from '../../model/scene.ts';
import { no } from '../../model/value.ts';
import { entries, get, toText } from '../../syntax/yaml-read.ts';
import { placeOf } from '../../syntax/yaml.ts';
import type { Written } from '../system.ts';
import type { Served } from './class.ts';
import type { Controller } from './controller.ts';
import { annotationLink, configMapLink, type Key, keys, otherIntegers, timeoutAnnotations } from './facts.ts';
import { isInteger } from './settings.ts';

const integers: ReadonlySet<string> = new Set([...keys.filter((key) => key.perIngress).map((key) => key.key), ...otherIntegers.annotations]);
const configIntegers: ReadonlySet<string> = new Set([...keys.map((key) => key.key), ...otherIntegers.configMap]);
const looksLikeTimeout = /timeout|keep-?alive/;

/** Annotations of an Ingress that ingress-nginx serves, and that do nothing as they are written. */
export function annotationFaults(ingress: Ingress, controller: Controller): readonly Written[] {
  return [...ingress.annotations.values()].flatMap((annotation) => {
    const slash = annotation.key.lastIndexOf('/');
    const [prefix, key] = [annotation.key.slice(0, Math.max(0, slash)), annotation.key.slice(slash + 1)];
    if (prefix === controller.prefix) return [...withUnit(annotation, key), ...misspelt(annotation, key)];
    return integers.has(key) && isNginxPrefix(prefix) ? [wrongPrefix(annotation, key, controller)] : [];
  });
}

const isNginxPrefix = (prefix: string): boolean => prefix === '' || /nginx|^ingress\.kubernetes\.io$/.test(prefix);

function withUnit(annotation: Annotation, key: string): readonly Written[] {
  const { value } = annotation.text;
  if (!integers.has(key) || value === undefined || isInteger(value)) return [];
  return [{ ...base(annotation, keys.find((known) => known.key === key)), ...unreadable(value, key), link: annotationLink }];
}

function misspelt(annotation: Annotation, key: string): readonly Written[] {
  if (!looksLikeTimeout.test(key) || timeoutAnnotations.has(key)) return [];
  const global = configIntegers.has(key);
  return [{
    ...base(annotation, undefined), refused: true, link: annotationLink,
    works: no(global ? `${key} is a key of the controller's ConfigMap, not an annotation` : 'ingress-nginx knows no such annotation', annotation.keyPlace),
    symptom: 'the Ingress is accepted and the annotation ignored',
    advice: global ? `write ${key} into the controller's ConfigMap` : `use one of ${[...integers].filter((name) => name.startsWith('proxy-')).join(', ')}`,
  }];
}

function wrongPrefix(annotation: Annotation, key: string, controller: Controller): Written {
  return {
    ...base(annotation, keys.find((known) => known.key === key)), refused: true, link: annotationLink,
    works: no(`ingress-nginx reads annotations that begin with ${controller.prefix}/`, annotation.keyPlace),
    symptom: 'the Ingress is accepted and the annotation ignored',
    advice: `write ${controller.prefix}/${key}, in seconds without a unit`,
  };
}

function base(annotation: Annotation, key: Key | undefined): Pick<Written, 'fault' | 'system' | 'name' | 'text' | 'place' | 'related'> & { readonly timer?: Key['timer'] } {
  return { fault: 'ineffective', system: 'ingress-nginx', name: annotation.key, text: annotation.text, place: annotation.text.places[0], related: [], ...(key ? { timer: key.timer } : {}) };
}

function unreadable(value: string, key: string): Pick<Written, 'refused' | 'works' | 'symptom' | 'advice'> {
  const otherwise = keys.find((known) => known.key === key)?.otherwise;
  const number = /^\s*(\d+)/.exec(value)?.[1];
  return {
    refused: true,
    works: no(`${value} is not a whole number, which is all that ${key} takes`),
    symptom: `the value is dropped without an error, and the default${otherwise === undefined ? '' : ` of ${otherwise}`} stays in force`,
    advice: number === undefined ? `write ${key} as a whole number of seconds, without a unit` : `write "${secondsOf(value) ?? number}"`,
  };
}

function secondsOf(value: string): number | undefined {
  const parts = /^(\d+)\s*(s|m|h)$/.exec(value.trim());
  if (!parts) return undefined;
  return Number(parts[1]) * (parts[2] === 'h' ? 3600 : parts[2] === 'm' ? 60 : 1);
}

/** Whole numbers of the controller's ConfigMap that carry a unit. */
export function configMapFaults(map: KubernetesObject): readonly Written[] {
  return entries(get(map.node, 'data')).flatMap(({ key, value }): readonly Written[] => {
    const text = toText(value);
    if (!configIntegers.has(key.text) || text.value === undefined || text.value === '' || isInteger(text.value)) return [];
    const timer = keys.find((known) => known.key === key.text)?.timer;
    return [{ fault: 'ineffective', system: 'ingress-nginx', name: key.text, text, place: placeOf(value), related: [], ...(timer ? { timer } : {}), ...unreadable(text.value, key.text), link: configMapLink }];
  });
}

/** Annotations of ingress-nginx on an Ingress that a controller of another kind serves. */
export function strangerFaults(ingress: Ingress, served: Served, controller: Controller): readonly Written[] {
  if (served.by !== 'other') return [];
  return [...ingress.annotations.values()].filter(({ key }) => integers.has(key.slice(controller.prefix.length + 1)) && key.startsWith(`${controller.prefix}/`)).map((annotation) => ({
    ...base(annotation, keys.find((known) => annotation.key.endsWith(`/${known.key}`))), link: annotationLink,
    related: [{ place: ingress.classPlace, message: `this Ingress belongs to ${served.title}` }],
    works: no(`this Ingress is served by ${served.title}, which does not read ${controller.prefix}/ annotations`, annotation.keyPlace, ingress.classPlace),
    symptom: 'the annotation is ignored',
    advice: `set the timeout where ${served.title} reads it, and remove the annotation`,
  }));
}
