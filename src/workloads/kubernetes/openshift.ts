import type { Source } from '../../syntax/source.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { get, isScalar, items, textOf } from '../../syntax/yaml-read.ts';
import type { YamlScalar } from '../../syntax/yaml.ts';
import { renderedSource } from '../helm/rendered-source.ts';
import type { Piece } from '../helm/value.ts';

const reference = /\$\{\{(\w+)\}\}|\$\{(\w+)\}/g;

/** An OpenShift Template with the values that its own parameters show put in. */
export function withParameters(source: Source, syntax: Syntax): Source {
  if (!/^["']?kind["']?[ \t]*:[ \t]*["']?Template\b/m.test(source.text)) return source;
  const template = syntax.yaml(source).documents.find((document) => textOf(get(document, 'kind')) === 'Template');
  const values = new Map(items(get(template, 'parameters')).flatMap((parameter) => {
    const name = textOf(get(parameter, 'name'));
    const value = get(parameter, 'value');
    return name !== undefined && isScalar(value) && !value.text.includes('\n') ? [[name, value] as const] : [];
  }));
  return values.size === 0 ? source : renderedSource(source.path, piecesOf(source, values));
}

function piecesOf(source: Source, values: ReadonlyMap<string, YamlScalar>): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const keep = (end: number): number => pieces.push({ text: source.text.slice(at, end), source, start: at, end });
  for (const match of source.text.matchAll(reference)) {
    const name = match[1] ?? match[2] ?? '';
    const value = values.get(name);
    if (!value) continue;
    keep(match.index);
    at = match.index + match[0].length;
    pieces.push({ text: value.text, source: value.source, start: value.start, end: value.end, variable: name, via: { source, start: match.index, end: at } });
  }
  keep(source.text.length);
  return pieces;
}
