import { posix } from 'node:path';
import type { Tree } from '../../discover/tree.ts';
import type { Place } from '../../model/place.ts';
import type { Text } from '../../model/value.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { get, isScalar, toText } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import type { Texts } from './texts.ts';

/** A term of a template expression once its values are looked up; no `value` when only a release tells. */
interface Term {
  readonly value: string | undefined;
  readonly places: readonly Place[];
  readonly variable?: string;
}

type Find = (path: readonly string[]) => YamlNode | undefined;

const longest = 1000;
const unknownTerm: Term = { value: undefined, places: [] };

/** The texts of a chart's templates: `.Values.a.b`, `default`, `quote` and the like are looked up in its values.yaml. */
export function chartTexts(folder: string, tree: Tree, syntax: Syntax): Texts {
  const root = (name: string): YamlNode | undefined => {
    const source = tree.open(posix.join(folder, name));
    return source && syntax.yaml(source).documents[0];
  };
  const values = root('values.yaml');
  const chart = root('Chart.yaml');
  const find: Find = ([head, ...rest]) => {
    if (head === 'Values') return get(values, ...rest);
    return head === 'Chart' && rest.length === 1 ? get(chart, lowerFirst(rest[0] ?? '')) : undefined;
  };
  return (node) => {
    if (!isScalar(node) || node.value === null) return undefined;
    return node.template === undefined || node.text.length > longest ? toText(node) : (rendered(node.text, placeOf(node), find) ?? toText(node));
  };
}

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

function rendered(text: string, place: Place, find: Find): Text | undefined {
  const terms: Term[] = [];
  const value = text.replace(/\{\{-?([^{}]*?)-?\}\}/g, (_, body: string) => {
    const term = pipeline(body, find);
    terms.push(term);
    return term.value ?? '';
  });
  if (terms.length === 0 || terms.some((term) => term.value === undefined) || value.includes('{{')) return undefined;
  const variable = terms.find((term) => term.variable !== undefined)?.variable;
  const [first, ...rest] = terms.flatMap((term) => term.places);
  return { value, expression: text, places: first ? [first, ...rest, place] : [place], origin: 'visible-default', ...(variable === undefined ? {} : { variable }) };
}

/** `a | default b | quote`. Words of strings are kept whole. */
function pipeline(body: string, find: Find): Term {
  const [head = '', ...filters] = splitOutsideQuotes(body, '|');
  return filters.reduce((term, filter) => filtered(term, filter.trim(), find), call(head.trim(), find));
}

function call(text: string, find: Find): Term {
  const [name = '', ...args] = splitOutsideQuotes(text.replace(/^\(([^()]*)\)$/, '$1'), ' ').filter((word) => word !== '');
  if (args.length === 0) return operand(name, find);
  const subject = operand(args.at(-1) ?? '', find);
  return filtered(subject, [name, ...args.slice(0, -1)].join(' '), find);
}

const textual = /^(?:quote|squote|toString|int|int64|trim|toYaml|tpl|trimSuffix .*|nindent \d+|indent \d+|toJson|float64)$/;

function filtered(term: Term, filter: string, find: Find): Term {
  if (textual.test(filter)) return term;
  const fallback = /^default\s+(\S.*)$/.exec(filter)?.[1];
  if (fallback === undefined) return unknownTerm;
  const isEmpty = term.value === '' || term.value === 'false' || term.value === '0' || (term.value === undefined && term.variable !== undefined);
  return isEmpty ? { ...operand(fallback.trim(), find), ...(term.variable === undefined ? {} : { variable: term.variable }) } : term;
}

function operand(word: string, find: Find): Term {
  const quoted = /^"([^"\\]*)"$|^`([^`]*)`$/.exec(word);
  if (quoted) return { value: quoted[1] ?? quoted[2] ?? '', places: [] };
  if (/^-?\d+(?:\.\d+)?$|^true$|^false$/.test(word)) return { value: word, places: [] };
  const path = /^\(?\$?\.((?:Values|Chart)(?:\.[\w-]+)+)\)?$/.exec(word)?.[1];
  if (path === undefined) return unknownTerm;
  const node = find(path.split('.'));
  const variable = `.${path}`;
  if (!isScalar(node) || node.value === null) return { value: undefined, places: [], variable };
  return { value: node.template === undefined ? node.text : undefined, places: [placeOf(node)], variable };
}

function splitOutsideQuotes(text: string, separator: string): readonly string[] {
  const parts: string[] = [''];
  let quote = '';
  for (const character of text) {
    if (quote === '' && character === separator) parts.push('');
    else parts[parts.length - 1] += character;
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === '`') quote = character;
  }
  return parts;
}
