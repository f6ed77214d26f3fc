import type { Annotation, KubernetesObject } from '../../model/scene.ts';
import type { Place } from '../../model/place.ts';
import type { Text } from '../../model/value.ts';
import { get } from '../../syntax/yaml-read.ts';

/** One pair of an attribute string; the text and its place are those of the value alone. */
export interface Attribute {
  readonly key: string;
  readonly keyPlace: Place;
  readonly text: Text;
}

/** The pairs of `idle_timeout.timeout_seconds=60,routing.http2.enabled=true`, an annotation that AWS calls a stringMap. */
export function attributesOf(object: KubernetesObject, annotation: Annotation | undefined): readonly Attribute[] {
  if (!annotation) return [];
  const whole = annotation.text.value ?? annotation.text.expression;
  const place = placer(object, annotation, whole);
  return pairs(whole).map(({ start, end }) => {
    const equals = whole.indexOf('=', start);
    const [keyStart, keyEnd] = trim(whole, start, equals);
    const [valueStart, valueEnd] = trim(whole, equals + 1, end);
    const text = part(annotation.text, whole.slice(valueStart, valueEnd), place(valueStart, valueEnd));
    return { key: whole.slice(keyStart, keyEnd), keyPlace: place(keyStart, keyEnd), text };
  });
}

/** Where the pairs stand: commas separate them unless escaped. A part without `=` is left out. */
function pairs(whole: string): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  let start = 0;
  for (let at = 0; at <= whole.length; at += 1) {
    if (at < whole.length && (whole[at] !== ',' || whole[at - 1] === '\\')) continue;
    if (whole.slice(start, at).includes('=')) found.push({ start, end: at });
    start = at + 1;
  }
  return found;
}

function part(whole: Text, expression: string, place: Place): Text {
  const open = whole.value === undefined && /\{\{|\$[({]|<%/.test(expression);
  return { ...whole, value: open ? undefined : expression, expression, places: [place, ...whole.places.slice(1)] };
}

/** Exact columns where the manifest itself holds the string; the whole string's place where it was put together elsewhere. */
function placer(object: KubernetesObject, annotation: Annotation, whole: string): (start: number, end: number) => Place {
  const node = get(object.node, 'metadata', 'annotations', annotation.key);
  if (node?.kind !== 'scalar' || node.text !== whole) return () => annotation.text.places[0];
  const source = node.embedded();
  return (start, end) => source.place(start, end);
}

function trim(text: string, start: number, end: number): [number, number] {
  while (start < end && /\s/.test(text[start] ?? '')) start += 1;
  while (end > start && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return [start, end];
}
