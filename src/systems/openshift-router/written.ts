import { formatDuration, parseDuration, second } from '../../model/duration.ts';
import type { Annotation, KubernetesObject } from '../../model/scene.ts';
import { no } from '../../model/value.ts';
import type { Written } from '../system.ts';
import { annotations, duration, facts, prefix, routes, usualTimeout } from './facts.ts';

/** Timeouts that the router does not know, cannot read, or takes for milliseconds. */
export const faultsOn = (object: KubernetesObject): readonly Written[] => [...object.annotations.values()].flatMap((annotation) => [...unknownKey(annotation), ...misread(annotation)]);

const known = new Set(annotations.map(({ name }) => `${prefix}${name}`));

function unknownKey(annotation: Annotation): readonly Written[] {
  if (known.has(annotation.key) || !/router\.openshift\.io\/.*timeout/i.test(annotation.key)) return [];
  return [fault('ineffective', annotation, `the router knows no annotation ${annotation.key}`, `the value is ignored and the default of ${formatDuration(usualTimeout)} applies`, `write ${prefix}timeout`)];
}

function misread(annotation: Annotation): readonly Written[] {
  const { value } = annotation.text;
  if (!known.has(annotation.key) || value === undefined) return [];
  const amount = parseDuration(value, duration);
  if (amount === undefined) return [fault('ineffective', annotation, 'the router takes a whole number with us, ms, s, m, h or d', 'the value is ignored and the default applies', 'write a duration such as 60s')];
  if (!/^\d+$/.test(value) || amount >= second) return [];
  return [{ ...fault('suspect', annotation, 'a bare number counts milliseconds', `the timeout is ${value} ms`, `write ${value}s if seconds are meant`) }];
}

function fault(kind: Written['fault'], { key, text, keyPlace }: Annotation, why: string, symptom: string, advice: string): Written {
  return {
    fault: kind, system: facts.system, name: key, text, timer: 'upstream.read', place: kind === 'ineffective' && !known.has(key) ? keyPlace : text.places[0], related: [],
    works: no(why, text.places[0]), ...(kind === 'ineffective' ? { refused: true as const } : {}), symptom, advice, link: routes,
  };
}
