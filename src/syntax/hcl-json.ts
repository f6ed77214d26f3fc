import { type HclAttribute, type HclBlock, type HclBody, type HclExpression, type HclFile, parseTemplate } from './hcl.ts';
import { entries, items } from './yaml-read.ts';
import type { YamlEntry, YamlNode } from './yaml.ts';

/** How many labels the blocks of a kind have, as JSON nests them. */
const labels: Readonly<Record<string, number>> = { resource: 2, data: 2, module: 1, variable: 1, output: 1, locals: 0 };

/** Terraform's JSON syntax: every string is a template, and what is nested further in needs no blocks. */
export function hclOfJson(document: YamlNode | undefined): HclFile {
  const blocks = entries(document).flatMap((entry) => (Object.hasOwn(labels, entry.key.text) ? blocksOf(entry.key.text, [entry], labels[entry.key.text] ?? 0, []) : []));
  return { body: { attributes: [], blocks }, problems: [] };
}

function blocksOf(type: string, at: readonly YamlEntry[], depth: number, named: readonly string[]): readonly HclBlock[] {
  return at.flatMap(({ key, value }) => {
    // The body of a block may be a list of one.
    const bodies = value.kind === 'list' ? items(value) : [value];
    if (depth === 0) return bodies.map((body): HclBlock => ({ type, labels: named, source: key.source, start: key.start, end: key.end, body: bodyOf(body) }));
    return bodies.flatMap((body) => entries(body).flatMap((inner) => blocksOf(type, [inner], depth - 1, [...named, inner.key.text])));
  });
}

function bodyOf(node: YamlNode): HclBody {
  const attributes = entries(node).map(({ key, value }): HclAttribute => ({ name: key.text, key: { source: key.source, start: key.start, end: key.end }, value: expressionOf(value, 0) }));
  return { attributes, blocks: [] };
}

const deepest = 40;

function expressionOf(node: YamlNode, depth: number): HclExpression {
  const span = { source: node.source, start: node.start, end: node.end };
  if (depth > deepest) return { ...span, kind: 'other' };
  if (node.kind === 'list') return { ...span, kind: 'list', items: node.items.map((item) => expressionOf(item, depth + 1)) };
  if (node.kind === 'map') return { ...span, kind: 'object', entries: node.entries.map(({ key, value }) => ({ key: { source: key.source, start: key.start, end: key.end, kind: 'literal', value: key.text }, value: expressionOf(value, depth + 1) })) };
  if (typeof node.value !== 'string') return { ...span, kind: 'literal', value: node.value };
  const content = node.embedded();
  if (node.text.includes('${')) return parseTemplate(content);
  return { source: content, start: 0, end: content.text.length, kind: 'literal', value: node.value };
}
