import { no, type Text } from '../../model/value.ts';
import { entries, isScalar, items, toText } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlEntry, type YamlNode } from '../../syntax/yaml.ts';
import type { Written } from '../system.ts';
import { directiveLink, suspiciousBelow } from './facts.ts';

const milliseconds = /^(?:proxy|fastcgi)\.timeout\./;
const seconds = /^(?:http[123]-[\w-]*timeout|handshake-timeout)$/;
const deepest = 12;

/** Times with a unit, which h2o refuses, and milliseconds that look like seconds. */
export function faultsOf(root: YamlNode): readonly Written[] {
  return allEntries(root, 0).flatMap((entry) => {
    const { text: name } = entry.key;
    const isTime = milliseconds.test(name) || seconds.test(name);
    const text = isTime && isScalar(entry.value) ? toText(entry.value) : undefined;
    if (text?.value === undefined) return [];
    if (!/^\d+$/.test(text.value)) return [invalid(entry, text)];
    const amount = Number(text.value);
    return milliseconds.test(name) && amount > 0 && amount < suspiciousBelow ? [suspect(entry, text)] : [];
  });
}

function allEntries(node: YamlNode, depth: number): readonly YamlEntry[] {
  if (depth > deepest || node.kind === 'scalar') return [];
  if (node.kind === 'list') return items(node).flatMap((item) => allEntries(item, depth + 1));
  return entries(node).flatMap((entry) => [entry, ...allEntries(entry.value, depth + 1)]);
}

const unitOf = (name: string): string => (milliseconds.test(name) ? 'milliseconds' : 'seconds');

function invalid({ key, value }: YamlEntry, text: Text): Written {
  return {
    fault: 'invalid', system: 'h2o', name: key.text, text, place: placeOf(value), related: [], refused: true, link: directiveLink(key.text),
    works: no(`${text.expression} is not a whole number of ${unitOf(key.text)}`, placeOf(value)),
    symptom: 'h2o refuses the configuration and does not start',
    advice: `write ${key.text} as a whole number of ${unitOf(key.text)}, without a unit`,
  };
}

function suspect({ key, value }: YamlEntry, text: Text): Written {
  return {
    fault: 'suspect', system: 'h2o', name: key.text, text, place: placeOf(value), related: [], link: directiveLink(key.text),
    works: no(`${key.text} counts milliseconds`, placeOf(value)),
    symptom: `the clock runs out after ${text.expression} ms, not ${text.expression} s`,
    advice: `write ${key.text}: ${text.expression}000 if seconds were meant`,
  };
}
