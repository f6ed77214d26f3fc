import { posix } from 'node:path';
import type { Datum, MapDatum } from '../../model/resource.ts';
import { parseTemplate } from '../../syntax/hcl.ts';
import { embeddedSource, type Source } from '../../syntax/source.ts';
import { entries, isScalar, items, toText } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import { evaluate, type Scope } from './evaluate.ts';
import type { Context } from './module.ts';

/** `file()` and `templatefile()` of files of the repository; a relative path is looked up from where Terraform runs: the root module. */
export function fileCall({ tree, syntax }: Context): Scope['call'] {
  return (name, [path, variables], at, scope) => {
    const written = path?.kind === 'text' ? path.text.value : undefined;
    if (written === undefined || (name !== 'file' && name !== 'templatefile')) return undefined;
    const source = tree.open(posix.normalize(written)) ?? tree.open(posix.join(posix.dirname(at.source.path), written));
    if (!source) return undefined;
    const locals = variables?.kind === 'map' ? localsOf(variables) : new Map<string, Datum>();
    return structured(source, syntax.yaml, { ...scope, locals }) ?? whole(source);
  };
}

const localsOf = ({ entries: written }: MapDatum): Scope['locals'] => new Map(written.map(({ key, value }) => [key, value]));

const whole = (source: Source): Datum => ({ kind: 'text', text: { value: source.text, expression: source.path, places: [source.place(0)], origin: 'configured' }, refers: [], raw: () => source });

/** JSON with `${…}` in it; `undefined` for other texts. */
export function structured(source: Source, parse: (source: Source) => { readonly documents: readonly YamlNode[] }, scope: Scope): Datum | undefined {
  if (!/^\s*[[{]/.test(source.text)) return undefined;
  const masked = source.text.replace(/\$\{[^{}\n]*\}/g, (hole) => `$${'_'.repeat(hole.length - 1)}`);
  const [document] = parse(masked === source.text ? source : embeddedSource(source, masked, (offset) => offset)).documents;
  return document && datumOf(document, source, scope, 0);
}

const deepest = 40;

function datumOf(node: YamlNode, source: Source, scope: Scope, depth: number): Datum {
  if (depth > deepest || isScalar(node)) return scalar(node, source, scope);
  if (node.kind === 'list') return { kind: 'list', items: items(node).map((item) => datumOf(item, source, scope, depth + 1)), place: placeOf(node) };
  return { kind: 'map', entries: entries(node).map(({ key, value }) => ({ key: key.text, keyPlace: placeOf(key), value: datumOf(value, source, scope, depth + 1) })), place: placeOf(node) };
}

function scalar(node: YamlNode, source: Source, scope: Scope): Datum {
  const written = source.text.slice(node.start, node.end);
  if (written.includes('${')) return evaluate(parseTemplate(embeddedSource(source, written, (offset) => node.start + offset)), scope);
  return { kind: 'text', text: toText(node), refers: [], ...(isScalar(node) ? { raw: node.embedded } : {}) };
}
