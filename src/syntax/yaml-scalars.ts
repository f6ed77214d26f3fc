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

export function scalarOf(drafting: Drafting, event: ScalarEvent): YamlScalar {
  const tag = event.tagStart >= 0 ? { tag: drafting.texts.masked.slice(event.tagStart, event.tagEnd) } : {};
  if (event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK) return { ...blockScalar(drafting, event), ...tag };
  const { valueStart: start, valueEnd: end } = event;
  const decoded = event.fast ? copied(drafting, start, end) : decodeFlow(drafting.texts, { start, end, style: event.style });
  const isPlain = event.style === SCALAR_STYLE.PLAIN;
  const template = templateIn(drafting.masked.holes, start, end);
  const value = isPlain && template === undefined && !/^!!str$|^!$/.test(tag.tag ?? '') ? resolvePlain(decoded.text) : decoded.text;
  return { ...scalar(drafting, { start, end }, decoded, template), value, style: isPlain ? 'plain' : 'quoted', ...tag };
}

/** A value that nothing stands for; a template tag on the following lines stands for it all the same. */
export function emptyScalar(drafting: Drafting, event: ScalarEvent, after: number | undefined): YamlScalar {
  const tag = event.tagStart >= 0 ? { tag: drafting.texts.masked.slice(event.tagStart, event.tagEnd) } : {};
  const at = Math.max(after ?? 0, event.tagEnd, event.anchorEnd);
  const hole = firstHole(drafting.masked.holes, at);
  if (after === undefined || !hole || hole.role === 'comment' || !/^[:\s'"-]*$/.test(drafting.texts.masked.slice(at, hole.start))) {
    return { ...scalar(drafting, { start: at, end: at }, { text: '', runs: [] }, undefined), value: null, style: 'plain', ...tag };
  }
  const decoded = copied(drafting, hole.start, hole.end);
  return { ...scalar(drafting, hole, decoded, hole.text), value: decoded.text, style: 'plain', ...tag };
}

/** A list or map that is used as a key keeps its text only. */
export function keyFromCollection(drafting: Drafting, { start, end }: YamlNode): YamlScalar {
  const decoded = copied(drafting, start, end);
  return { ...scalar(drafting, { start, end }, decoded, undefined), value: decoded.text, style: 'plain' };
}

function blockScalar(drafting: Drafting, event: ScalarEvent): YamlScalar {
  const decoded = decodeBlock(drafting.texts, {
    start: event.valueStart,
    end: event.valueEnd,
    indent: event.indent,
    isFolded: event.style === SCALAR_STYLE.FOLDED_BLOCK,
    chomping: event.chomping === CHOMPING_MODE.STRIP ? 'strip' : event.chomping === CHOMPING_MODE.KEEP ? 'keep' : 'clip',
  });
  const start = Math.min(event.valueStart + Math.max(0, event.indent), decoded.end);
  const template = templateIn(drafting.masked.holes, event.valueStart, decoded.end);
  return { ...scalar(drafting, { start, end: decoded.end }, decoded, template), value: decoded.text, style: 'block' };
}

function scalar({ source }: Drafting, { start, end }: { readonly start: number; readonly end: number }, decoded: Decoded, template: string | undefined) {
  let embedded: Source | undefined;
  return {
    kind: 'scalar' as const,
    source,
    start,
    end,
    text: decoded.text,
    embedded: () => (embedded ??= embed(source, decoded, start)),
    ...(template === undefined ? {} : { template }),
  };
}

function copied({ texts }: Drafting, start: number, end: number): Decoded {
  return { text: texts.original.slice(start, end), runs: [[0, start]] };
}

function templateIn(holes: readonly Hole[], start: number, end: number): string | undefined {
  const texts = holesIn(holes, start, end).filter(({ role }) => role !== 'comment').map(({ text }) => text);
  return texts.length > 0 ? texts.join(' ') : undefined;
}
