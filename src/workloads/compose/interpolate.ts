import type { Place } from '../../model/place.ts';
import type { Text } from '../../model/value.ts';
import { substitute } from '../../syntax/substitute.ts';
import { isScalar, toText } from '../../syntax/yaml-read.ts';
import { placeOf } from '../../syntax/yaml.ts';
import type { Interpolate } from './service.ts';

/** Puts variables into a text as compose does: `$X`, `${X:-60}`, `$$`. */
export function interpolateText(text: string, place: Place, variables: ReadonlyMap<string, Text>): Text {
  if (!text.includes('$')) return { value: text, expression: text, places: [place], origin: 'configured' };
  return substitute(text, place, (name) => variables.get(name));
}

export function interpolator(variables: ReadonlyMap<string, Text>): Interpolate {
  return (node) => {
    if (!isScalar(node) || node.value === null) return undefined;
    return node.template !== undefined || !node.text.includes('$') ? toText(node) : interpolateText(node.text, placeOf(node), variables);
  };
}
