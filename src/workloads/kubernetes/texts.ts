import type { Text } from '../../model/value.ts';
import { isScalar, toText } from '../../syntax/yaml-read.ts';
import type { YamlNode } from '../../syntax/yaml.ts';

/** Reads a scalar; in a chart with its values put in. `undefined` for anything but a scalar. */
export type Texts = (node: YamlNode | undefined) => Text | undefined;

/** The texts of a manifest that is applied as it is. */
export const plainTexts: Texts = (node) => (isScalar(node) && node.value !== null ? toText(node) : undefined);

const longestName = 500;

/** The value, or what is written where only run time tells: two equal expressions are one name. */
export const nameOf = (text: Text): string => text.value ?? (text.expression.length > longestName ? text.expression : text.expression.replace(/\{\{-?\s*(.*?)\s*-?\}\}/g, '{{ $1 }}'));

const reference = /\$(\$?)\(([\w.-]+)\)/g;

/** Puts variables in the place of `$(NAME)`, as the kubelet does; an unknown name stays as it is. */
export function expand(text: Text, env: ReadonlyMap<string, Text>): Text {
  if (text.value === undefined || !text.value.includes('$(')) return text;
  const used: Text[] = [];
  const value = text.value.replace(reference, (whole, escaped: string, name: string) => {
    const found = env.get(name);
    if (escaped !== '' || found === undefined) return escaped === '' ? whole : whole.slice(1);
    used.push(found);
    return found.value ?? '';
  });
  const [first] = used;
  if (first === undefined) return { ...text, value };
  const isKnown = used.every((each) => each.value !== undefined);
  const inner = used.flatMap((each) => each.places);
  const { variable } = used.find((each) => each.origin === 'visible-default') ?? first;
  return {
    value: isKnown ? value : undefined,
    expression: text.expression,
    places: [first.places[0], ...inner.slice(1), ...text.places],
    origin: (['visible-default', 'declared'] as const).find((origin) => used.some((each) => each.origin === origin)) ?? text.origin,
    ...(variable === undefined ? {} : { variable }),
  };
}
