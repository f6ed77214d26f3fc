import { type Grammar, parseDuration } from '../../model/duration.ts';
import { no } from '../../model/value.ts';
import { entries, isScalar, items, toText } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import type { Written } from '../system.ts';
import { duration, facts, links } from './facts.ts';

const deepest = 40;
const durations = new Set([
  'timeout', 'idletimeout', 'connecttimeout', 'pertrytimeout', 'pertryidletimeout', 'streamidletimeout', 'requesttimeout', 'requestheaderstimeout', 'maxconnectionduration', 'maxstreamduration', 'draintimeout', 'delayedclosetimeout',
]);

/** Durations that protobuf refuses, wherever they stand. */
export function writtenIn(root: YamlNode): readonly Written[] {
  return walk(root, 0).flatMap(({ name, node }) => (durations.has(name.replaceAll('_', '').toLowerCase()) ? refusedDuration(name, node, duration) : []));
}

function walk(node: YamlNode, depth: number): readonly { readonly name: string; readonly node: YamlNode }[] {
  if (depth > deepest || node.kind === 'scalar') return [];
  if (node.kind === 'list') return items(node).flatMap((item) => walk(item, depth + 1));
  return entries(node).flatMap(({ key, value }) => [{ name: key.text, node: value }, ...walk(value, depth + 1)]);
}

function refusedDuration(name: string, node: YamlNode, grammar: Grammar): readonly Written[] {
  if (!isScalar(node) || node.value === null) return [];
  const text = toText(node);
  if (text.value === undefined || /\$\{|\{\{/.test(text.value) || parseDuration(text.value, grammar) !== undefined) return [];
  return [{
    fault: 'invalid', system: facts.system, name, text, place: placeOf(node), related: [], refused: true,
    works: no('Envoy takes a duration in seconds with an s, such as 30s or 0.5s', placeOf(node)),
    symptom: 'Envoy refuses the configuration and does not start', advice: 'write seconds with an s', link: links.durations,
  }];
}
