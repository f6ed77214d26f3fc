import type { Annotation, Ingress, KubernetesObject, Scene } from '../../model/scene.ts';
import { isPlaceholder } from '../../model/placeholder.ts';
import { no } from '../../model/value.ts';
import { entries, get, isScalar, toText } from '../../syntax/yaml-read.ts';
import { placeOf } from '../../syntax/yaml.ts';
import { misspelling } from '../annotation-names.ts';
import type { Written } from '../system.ts';
import { annotationNames, globalNames, isGlobalOnly } from './annotations.ts';
import type { Served } from './class.ts';
import type { Controller } from './controller.ts';
import { annotationLink, configMapLink, type Key, keys, otherIntegers } from './facts.ts';
import { isInteger } from './settings.ts';

const integers: ReadonlySet<string> = new Set([...keys.filter((key) => key.perIngress).map((key) => key.key), ...otherIntegers.annotations]);
const configIntegers: ReadonlySet<string> = new Set([...keys.map((key) => key.key), ...otherIntegers.configMap]);

/** Annotations of an Ingress that ingress-nginx serves, and that do nothing as they are written. */
export function annotationFaults(ingress: Ingress, controller: Controller): readonly Written[] {
  return [...ingress.annotations.values()].flatMap((annotation) => {
    const slash = annotation.key.lastIndexOf('/');
    const [prefix, key] = [annotation.key.slice(0, Math.max(0, slash)), annotation.key.slice(slash + 1)];
    if (prefix === controller.prefix) return [...unquoted(annotation, key, ingress), ...keyFaults(annotation, key)];
    return integers.has(key) && isNginxPrefix(prefix) ? [wrongPrefix(annotation, key, controller)] : [];
  });
}

/** What is wrong with an annotation below the controller's prefix, whoever writes it into an Ingress. */
export const keyFaults = (annotation: Annotation, key: string): readonly Written[] => [...withUnit(annotation, key), ...misspelt(annotation, key)];

const isNginxPrefix = (prefix: string): boolean => prefix === '' || /nginx|^ingress\.kubernetes\.io$/.test(prefix);

/** Annotations are strings: the API server refuses an object with a number in their place. */
function unquoted(annotation: Annotation, key: string, ingress: Ingress): readonly Written[] {
  const node = get(ingress.node, 'metadata', 'annotations', annotation.key);
  if (!integers.has(key) || !isScalar(node) || node.style !== 'plain' || node.template !== undefined || typeof node.value !== 'number') return [];
  return [{
    ...base(annotation, keys.find((known) => known.key === key)), fault: 'invalid', refused: true, link: annotationLink,
    works: no('annotations are strings, and this is a number', annotation.text.places[0]),
    symptom: 'the API server refuses the Ingress: cannot unmarshal number into Go struct field ObjectMeta.metadata.annotations of type string',
    advice: `write it in quotes: "${node.text}"`,
  }];
}

function withUnit(annotation: Annotation, key: string): readonly Written[] {
  const { value } = annotation.text;
  if (!integers.has(key) || value === undefined || isInteger(value) || isPlaceholder(value)) return [];
  return [{ ...base(annotation, keys.find((known) => known.key === key)), ...unreadable(value, key), link: annotationLink }];
}

function misspelt(annotation: Annotation, key: string): readonly Written[] {
  const global = isGlobalOnly(key);
  const slip = misspelling(key, annotationNames);
  if (!slip && !global) return [];
  return [{
    ...base(annotation, undefined), refused: true, link: annotationLink,
    works: no(global ? `${key} is a key of the controller's ConfigMap, not an annotation` : 'ingress-nginx knows no such annotation', annotation.keyPlace),
    symptom: 'the Ingress is accepted and the annotation ignored',
    advice: global ? `write ${key} into the controller's ConfigMap` : adviceFor(slip?.meant),
  }];
}

const adviceFor = (meant: string | undefined): string => (meant === undefined ? `use one of ${[...integers].filter((name) => name.startsWith('proxy-')).join(', ')}` : `write ${meant}`);

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

/** Whole numbers of the controller's ConfigMap that carry a unit, and keys that it does not have. */
export function configMapFaults(map: KubernetesObject): readonly Written[] {
  return entries(get(map.node, 'data')).flatMap(({ key, value }): readonly Written[] => {
    const text = toText(value);
    const own = { fault: 'ineffective', system: 'ingress-nginx', name: key.text, text, related: [], link: configMapLink } as const;
    const slip = misspelling(key.text, globalNames);
    if (slip && key.template === undefined) return [{ ...own, ...unknownKey, place: placeOf(key), works: no('ingress-nginx has no such key', placeOf(key)), advice: slip.meant === undefined ? unknownKey.advice : `write ${slip.meant}` }];
    if (!configIntegers.has(key.text) || text.value === undefined || text.value === '' || isInteger(text.value) || isPlaceholder(text.value)) return [];
    const timer = keys.find((known) => known.key === key.text)?.timer;
    return [{ ...own, place: placeOf(value), ...(timer ? { timer } : {}), ...unreadable(text.value, key.text) }];
  });
}

const unknownKey = { refused: true, symptom: 'the key is ignored without a word', advice: 'use a key of the controller\'s ConfigMap reference' } as const;

/** Annotations on a Service, which ingress-nginx never reads there; only where it serves an Ingress of the same project. */
export function serviceFaults({ services }: Scene, controller: Controller): readonly Written[] {
  return services.flatMap(({ annotations, place }) => [...annotations.values()].filter(({ key }) => key.startsWith(`${controller.prefix}/`) && integers.has(key.slice(controller.prefix.length + 1))).map((annotation) => ({
    ...base(annotation, keys.find((known) => annotation.key.endsWith(`/${known.key}`))), refused: true as const, link: annotationLink,
    related: [{ place, message: 'this is a Service' }],
    works: no('ingress-nginx reads its annotations on an Ingress alone, never on a Service', annotation.keyPlace, place),
    symptom: 'the annotation is ignored',
    advice: 'move it to the Ingress that names the Service',
  })));
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
