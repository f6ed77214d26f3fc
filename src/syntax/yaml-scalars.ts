import { CHOMPING_MODE, type Event, SCALAR_STYLE } from 'js-yaml';
import type { Source } from './source.ts';
import { type Hole, type Masked, firstHole, holesIn } from './template.ts';
import { decodeBlock } from './yaml-block.ts';
import { type Decoded, type Texts, decodeFlow, embed, resolvePlain } from './yaml-scalar.ts';
import type { YamlNode, YamlScalar } from './yaml.ts';

export interface Drafting {
  readonly source: Source;
  readonly texts: Texts;
  readonly masked: Masked;
}

type ScalarEvent = Extract<Event, { readonly valueStart: number }>;

/** What a scalar is made of; one shape for all of them keeps large files fast. */
interface Parts {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly style: YamlScalar['style'];
  readonly event?: ScalarEvent;
  readonly template?: string | undefined;
  /** Where the text came from; absent for a plain copy of the file. */
  readonly decoded?: Decoded;
  readonly value?: YamlScalar['value'];
}

export function scalarOf(drafting: Drafting, event: ScalarEvent): YamlScalar {
  if (event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK) return blockScalar(drafting, event);
  const { valueStart: start, valueEnd: end } = event;
  const isPlain = event.style === SCALAR_STYLE.PLAIN;
  if (isPlain && event.fast && event.tagStart < 0 && drafting.masked.holes.length === 0) return plainScalar(drafting, start, end);
  const decoded = event.fast ? undefined : decodeFlow(drafting.texts, { start, end, style: event.style });
  const text = decoded?.text ?? drafting.texts.original.slice(start, end);
  const template = templateIn(drafting.masked.holes, start, end);
  const resolves = isPlain && template === undefined && !/^!!str$|^!$/.test(tagOf(drafting, event) ?? '');
  return scalar(drafting, { start, end, text, style: isPlain ? 'plain' : 'quoted', event, template, value: resolves ? resolvePlain(text) : text, ...(decoded && { decoded }) });
}

/** What most scalars are: a copy of the file, without tag or template. */
function plainScalar({ source, texts }: Drafting, start: number, end: number): YamlScalar {
  const text = texts.original.slice(start, end);
  let embedded: Source | undefined;
  return { kind: 'scalar', source, start, end, text, value: resolvePlain(text), style: 'plain', embedded: () => (embedded ??= embed(source, { text, runs: [[0, start]] }, start)) };
}

/** A value that nothing stands for; a template tag on the following lines stands for it all the same. */
export function emptyScalar(drafting: Drafting, event: ScalarEvent, after: number | undefined): YamlScalar {
  const at = Math.max(after ?? 0, event.tagEnd, event.anchorEnd);
  const hole = firstHole(drafting.masked.holes, at);
  if (after === undefined || !hole || hole.role === 'comment' || !/^[:\s'"-]*$/.test(drafting.texts.masked.slice(at, hole.start))) {
    return scalar(drafting, { start: at, end: at, text: '', style: 'plain', event, value: null });
  }
  const { start, end, text } = hole;
  return scalar(drafting, { start, end, text, style: 'plain', event, template: text, value: text });
}

/** A list or map that is used as a key keeps its text only. */
export function keyFromCollection(drafting: Drafting, { start, end }: YamlNode): YamlScalar {
  return scalar(drafting, { start, end, text: drafting.texts.original.slice(start, end), style: 'plain' });
}

function blockScalar(drafting: Drafting, event: ScalarEvent): YamlScalar {
  const decoded = decodeBlock(drafting.texts, {
    start: event.valueStart,
    end: event.valueEnd,
    indent: event.indent,
    isFolded: event.style === SCALAR_STYLE.FOLDED_BLOCK,
    chomping: event.chomping === CHOMPING_MODE.STRIP ? 'strip' : event.chomping === CHOMPING_MODE.KEEP ? 'keep' : 'clip',
  });
  const { end, text } = decoded;
  const start = Math.min(event.valueStart + Math.max(0, event.indent), end);
  return scalar(drafting, { start, end, text, style: 'block', event, template: templateIn(drafting.masked.holes, event.valueStart, end), decoded });
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function scalar(drafting: Drafting, { start, end, text, style, event, template, decoded, value = text }: Parts): YamlScalar {
  const { source } = drafting;
  let embedded: Source | undefined;
  const made: Writable<YamlScalar> = {
    kind: 'scalar',
    source,
    start,
    end,
    text,
    value,
    style,
    embedded: () => (embedded ??= embed(source, decoded ?? { text, runs: [[0, start]] }, start)),
  };
  if (template !== undefined) made.template = template;
  const tag = event && tagOf(drafting, event);
  if (tag !== undefined) made.tag = tag;
  return made;
}

const tagOf = ({ texts }: Drafting, event: ScalarEvent): string | undefined => (event.tagStart >= 0 ? texts.masked.slice(event.tagStart, event.tagEnd) : undefined);

function templateIn(holes: readonly Hole[], start: number, end: number): string | undefined {
  const inside = holesIn(holes, start, end);
  if (inside.length === 0) return undefined;
  const texts = inside.filter(({ role }) => role !== 'comment').map(({ text }) => text);
  return texts.length > 0 ? texts.join(' ') : undefined;
}
