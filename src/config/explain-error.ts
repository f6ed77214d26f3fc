import type { Place } from '../model/place.ts';
import { entry } from '../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../syntax/yaml.ts';
import { nearest } from './nearest.ts';

/** An error of the compiled schema. */
export interface SchemaError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

export interface Explained {
  readonly place: Place;
  readonly message: string;
}

const durations: ReadonlySet<string> = new Set(['duration', 'silence', 'work', 'idle']);

/** A schema error in the words of someone who writes hoplint.yaml, at the line that has to change. */
export function explainError(error: SchemaError, document: YamlNode, allowed: readonly string[]): Explained {
  const steps = error.instancePath.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const node = nodeAt(document, steps);
  const name = steps.findLast((step) => !/^\d+$/.test(step)) ?? 'hoplint.yaml';
  if (error.keyword === 'additionalProperties') return explainKey(node, String(error.params['additionalProperty']), steps, allowed);
  return { place: placeOf(node), message: explainValue(error, node, name) };
}

function explainKey(node: YamlNode, key: string, steps: readonly string[], allowed: readonly string[]): Explained {
  const written = entry(node, key);
  const meant = nearest(key, allowed);
  const hint = meant ? `did you mean \`${meant}\`?` : `known here: ${allowed.filter((name) => !name.startsWith('$')).join(', ')}`;
  const where = steps[0] === 'rules' ? 'unknown rule' : 'unknown key';
  return { place: written ? placeOf(written.key) : placeOf(node), message: `${where} \`${key}\`; ${hint}` };
}

function explainValue(error: SchemaError, node: YamlNode, name: string): string {
  const written = node.kind === 'scalar' ? node.text : '';
  if (error.keyword === 'required') return `\`${String(error.params['missingProperty'])}\` is missing`;
  if (durations.has(name) && error.instancePath.startsWith('/endpoints/')) return explainDuration(name, node, written);
  if (error.keyword === 'minItems') return `\`${name}\` is empty`;
  if (error.keyword === 'enum' && node.kind !== 'scalar') return `\`${name}\` has to be a text`;
  if (error.keyword === 'enum') return explainChoice(name, written, error.params['allowedValues']);
  if (error.keyword === 'pattern' && name === 'path') return `\`path\` has to start with \`/\``;
  if (error.keyword === 'type') return `\`${name}\` has to be ${typeNames(error.params['type'])}`;
  return `\`${name}\` ${error.message ?? 'is not valid'}`;
}

function explainDuration(name: string, node: YamlNode, written: string): string {
  if (/^\d+(\.\d+)?$/.test(written)) return `\`${name}: ${written}\` needs a unit: ${written}s, ${written}ms or ${written}m`;
  const value = node.kind === 'scalar' ? ` \`${written.slice(0, 40)}\`` : '';
  return `\`${name}\`:${value} is not a duration such as 1500ms, 120s, 2m or 1h30m`;
}

function explainChoice(name: string, written: string, values: unknown): string {
  const choices = Array.isArray(values) ? values.map(String) : [];
  const meant = nearest(written, choices);
  const hint = meant ? `did you mean \`${meant}\`?` : `use ${choices.join(', ')}`;
  return `\`${name}: ${written.slice(0, 40)}\` is not known; ${hint}`;
}

function typeNames(type: unknown): string {
  const words: Readonly<Record<string, string>> = { object: 'a map', array: 'a list', string: 'a text', number: 'a number', boolean: 'true or false' };
  const types = Array.isArray(type) ? type.map(String) : String(type).split(',');
  return types.map((name) => words[name] ?? name).join(', or ');
}

/** The node that a path names, or the innermost one on the way that exists. */
function nodeAt(document: YamlNode, steps: readonly string[]): YamlNode {
  let node = document;
  for (const step of steps) {
    const next = node.kind === 'map' ? entry(node, step)?.value : node.kind === 'list' ? node.items[Number(step)] : undefined;
    if (!next) return node;
    node = next;
  }
  return node;
}
