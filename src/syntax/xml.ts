import type { Place, Problem } from '../model/place.ts';
import { mostProblems } from './most-problems.ts';
import type { Source } from './source.ts';
import { attributesIn, decoded } from './xml-text.ts';

export interface XmlAttribute {
  readonly name: string;
  /** Entities replaced; template syntax stays as written. */
  readonly value: string;
  /** Of the name. */
  readonly place: Place;
  /** Without the quotes. */
  readonly valuePlace: Place;
}

export interface XmlElement {
  /** With its prefix, as written. */
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** The text that stands directly in it, trimmed. */
  readonly text: string;
  /** Of {@link text}, or of the start tag when there is none. */
  readonly textPlace: Place;
  /** Of the start tag. */
  readonly place: Place;
}

export interface XmlFile {
  readonly source: Source;
  readonly roots: readonly XmlElement[];
  readonly problems: readonly Problem[];
}

/** Elements of a file and how deep they may nest; configuration has some hundreds, ten deep. */
const most = 50_000;
const deepest = 200;
interface Open {
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly place: Place;
  readonly children: XmlElement[];
  text: { readonly value: string; readonly start: number; readonly end: number } | undefined;
}

/** Never throws: unclosed and stray tags are problems, what can be read is read. Nothing outside the file is resolved. */
export function parseXml(source: Source): XmlFile {
  const top: Open = { name: '', attributes: [], place: source.place(0), children: [], text: undefined };
  const open: Open[] = [top];
  const problems: Problem[] = [];
  let count = 0;
  for (let at = 0; at < source.text.length; ) {
    const next = source.text.indexOf('<', at);
    keepText(open.at(-1) ?? top, source.text, at, next < 0 ? source.text.length : next);
    if (next < 0) break;
    const end = endOf(source.text, next);
    if (end === undefined || (count += 1) > most) {
      problems.push({ place: source.place(next), message: end === undefined ? 'tag without ">"' : 'too many elements' });
      break;
    }
    at = end;
    const tag = source.text.slice(next, end);
    if (/^<[!?%]/.test(tag)) continue;
    if (tag.startsWith('</')) close(tag.slice(2, -1).trim(), open, source, next, problems);
    else enter(tag, next, open, source);
  }
  while (open.length > 1) leave(open, source);
  return { source, roots: top.children, problems };
}

/** Every element of that name, at any depth, in order. */
export function elements(roots: readonly XmlElement[], name: string): readonly XmlElement[] {
  return roots.flatMap((element) => [...(element.name === name ? [element] : []), ...elements(element.children, name)]);
}

export const attribute = (element: XmlElement, name: string): XmlAttribute | undefined => element.attributes.find((one) => one.name === name);

/** Where a tag, comment, section or template hole that begins at `start` ends. */
function endOf(text: string, start: number): number | undefined {
  const closer = text.startsWith('<!--', start) ? '-->' : text.startsWith('<![CDATA[', start) ? ']]>' : text.startsWith('<?', start) ? '?>' : text.startsWith('<%', start) ? '%>' : undefined;
  if (closer !== undefined) return after(text.indexOf(closer, start + 2), closer.length);
  if (text.startsWith('<!', start)) return after(text.indexOf('>', text.slice(start, start + 4000).includes('[') ? Math.max(start, text.indexOf(']', start)) : start), 1);
  let quote: string | undefined;
  for (let at = start + 1; at < text.length; at += 1) {
    const symbol = text[at] ?? '';
    if (quote !== undefined) quote = symbol === quote ? undefined : quote;
    else if (symbol === '"' || symbol === "'") quote = symbol;
    else if (symbol === '>') return at + 1;
  }
  return undefined;
}

const after = (found: number, length: number): number | undefined => (found < 0 ? undefined : found + length);

function keepText(element: Open, text: string, start: number, end: number): void {
  const value = text.slice(start, end);
  if (element.text !== undefined || value.trim() === '') return;
  const from = start + value.length - value.trimStart().length;
  element.text = { value: decoded(value.trim()), start: from, end: from + value.trim().length };
}

function enter(tag: string, start: number, open: Open[], source: Source): void {
  const name = /^<([^\s/>]+)/.exec(tag)?.[1] ?? '';
  open.push({ name, attributes: attributesIn(tag, start, source), place: source.place(start, start + tag.length), children: [], text: undefined });
  if (tag.endsWith('/>') || open.length > deepest) leave(open, source);
}

function close(name: string, open: Open[], source: Source, start: number, problems: Problem[]): void {
  const index = open.findLastIndex((element) => element.name === name);
  if (index < 1) return void (problems.length < mostProblems && problems.push({ place: source.place(start), message: `nothing to close with </${name}>` }));
  while (open.length > index) leave(open, source);
}

function leave(open: Open[], source: Source): void {
  const element = open.pop();
  if (!element) return;
  const { text, ...rest } = element;
  open.at(-1)?.children.push({ ...rest, text: text?.value ?? '', textPlace: text ? source.place(text.start, text.end) : element.place });
}
