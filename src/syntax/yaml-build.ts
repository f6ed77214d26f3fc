import { COLLECTION_STYLE, EVENT_ID, type Event } from 'js-yaml';
import { type Branch, commonBranch, whenText } from './template.ts';
import type { Input } from './yaml-documents.ts';
import { mergeEntries } from './yaml-merge.ts';
import { type Drafting, emptyScalar, keyFromCollection, scalarOf } from './yaml-scalars.ts';
import type { YamlEntry, YamlNode, YamlScalar } from './yaml.ts';

/** How many nodes a document may come to with every alias written out. */
const maxNodes = 1_000_000;

export class YamlLimit extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

type Collection = Extract<Event, { readonly type: typeof EVENT_ID.MAPPING | typeof EVENT_ID.SEQUENCE }>;

interface Frame {
  readonly event: Collection;
  readonly anchor: string | undefined;
  /** Where the key that leads here begins; -1 at the root. */
  readonly owner: number;
  /** A document or an item of a list: what surrounds it is its own condition, not that of each entry. */
  readonly isWhole: boolean;
  readonly entries: YamlEntry[];
  readonly items: YamlNode[];
  key: YamlScalar | undefined;
  size: number;
  end: number;
}

interface Sized {
  readonly node: YamlNode;
  /** Of the node with every alias written out. */
  readonly size: number;
}

/** Turns the parser's events, whose offsets are those of the file, into trees. */
export function buildDocuments(input: Input, seen: string, events: readonly Event[]): readonly YamlNode[] {
  const drafting: Drafting = { source: input.source, texts: { masked: seen, original: input.source.text }, masked: input.masked };
  const documents: YamlNode[] = [];
  const reading: Reading = { drafting, events, at: 0 };
  while (reading.at < events.length) {
    reading.at++;
    const root = readDocument(reading);
    if (root) documents.push(root);
  }
  return documents;
}

interface Reading {
  readonly drafting: Drafting;
  readonly events: readonly Event[];
  /** The next event. */
  at: number;
}

/** Up to the event that ends the document. */
function readDocument(reading: Reading): YamlNode | undefined {
  const { drafting, events } = reading;
  const anchors = new Map<string, Sized>();
  const stack: Frame[] = [];
  let root: YamlNode | undefined;
  while (reading.at < events.length) {
    const event = events[reading.at++];
    if (event === undefined || (event.type === EVENT_ID.POP && stack.length === 0)) break;
    if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) {
      stack.push(open(drafting, event, stack.at(-1)));
      continue;
    }
    const frame = event.type === EVENT_ID.POP ? stack.pop() : undefined;
    const parent = stack.at(-1);
    const made = frame ? close(drafting, frame) : leaf(drafting, event, anchors, parent);
    if (made === undefined) continue;
    const anchor = frame ? frame.anchor : anchorOf(drafting, event);
    if (anchor !== undefined && event.type !== EVENT_ID.ALIAS) anchors.set(anchor, made);
    if (parent) attach(drafting, parent, made, event);
    else root = made.node;
  }
  return root?.kind === 'scalar' && root.start === root.end && root.text === '' && root.style === 'plain' ? undefined : root;
}

function open(drafting: Drafting, event: Collection, parent: Frame | undefined): Frame {
  const owner = parent ? (parent.key?.start ?? parent.owner) : -1;
  return { event, anchor: anchorOf(drafting, event), owner, isWhole: parent?.event.type !== EVENT_ID.MAPPING, entries: [], items: [], key: undefined, size: 1, end: event.start };
}

function anchorOf({ texts }: Drafting, event: Event): string | undefined {
  return 'anchorStart' in event && event.anchorStart >= 0 ? texts.masked.slice(event.anchorStart, event.anchorEnd) : undefined;
}

function leaf(drafting: Drafting, event: Event, anchors: ReadonlyMap<string, Sized>, parent: Frame | undefined): Sized | undefined {
  if (event.type === EVENT_ID.ALIAS) {
    const name = drafting.texts.masked.slice(event.anchorStart, event.anchorEnd);
    const target = anchors.get(name);
    if (target) return target;
    throw new YamlLimit(`the alias *${name} has no anchor before it`, event.anchorStart);
  }
  if (event.type !== EVENT_ID.SCALAR) return undefined;
  const node = event.valueStart < 0 ? emptyScalar(drafting, event, parent && (parent.key?.end ?? parent.end)) : scalarOf(drafting, event);
  return { node, size: 1 };
}

function attach(drafting: Drafting, parent: Frame, { node, size }: Sized, event: Event): void {
  const end = event.type === EVENT_ID.ALIAS ? event.anchorEnd : node.end;
  parent.end = Math.max(parent.end, end);
  parent.size += size;
  if (parent.size > maxNodes) throw new YamlLimit(`more than ${maxNodes} nodes with its aliases written out`, event.type === EVENT_ID.ALIAS ? event.anchorStart : node.start);
  if (parent.event.type === EVENT_ID.SEQUENCE) {
    const when = whenText(drafting.masked.branchAt(node.start), parent.owner);
    parent.items.push(when === undefined || event.type === EVENT_ID.ALIAS ? node : Object.assign(node, { when }));
  } else if (parent.key === undefined) parent.key = node.kind === 'scalar' ? node : keyFromCollection(drafting, node);
  else {
    parent.entries.push({ key: parent.key, value: node });
    parent.key = undefined;
  }
}

function close(drafting: Drafting, frame: Frame): Sized {
  const { event, items } = frame;
  const end = event.style === COLLECTION_STYLE.FLOW ? closingBracket(drafting, frame) : frame.end;
  frame.end = end;
  if (event.type === EVENT_ID.SEQUENCE) return { node: { kind: 'list', ...spanOf(drafting, frame), items }, size: frame.size };
  const merged = mergeEntries(withConditions(drafting, frame), maxNodes);
  if (frame.size + merged.work > maxNodes) throw new YamlLimit('its merge keys come to too much', event.start);
  return { node: { kind: 'map', ...spanOf(drafting, frame), entries: merged.entries }, size: frame.size + merged.work };
}

function spanOf(drafting: Drafting, frame: Frame): Pick<YamlNode, 'source' | 'start' | 'end' | 'tag' | 'when'> {
  const { event, end } = frame;
  const base = { source: drafting.source, start: event.start, end };
  const when = frame.owner < 0 && frame.isWhole ? whenText(surrounding(drafting, frame)) : undefined;
  if (event.tagStart < 0 && when === undefined) return base;
  const tag = event.tagStart >= 0 ? { tag: drafting.texts.masked.slice(event.tagStart, event.tagEnd) } : {};
  return { ...base, ...tag, ...(when === undefined ? {} : { when }) };
}

function withConditions(drafting: Drafting, frame: Frame): readonly YamlEntry[] {
  const { entries, owner } = frame;
  const { masked } = drafting;
  if (masked.holes.length === 0) return entries;
  const inside = frame.isWhole ? Math.max(owner, surrounding(drafting, frame)?.start ?? -1) : owner;
  return entries.map((entry) => {
    const when = whenText(masked.branchAt(entry.key.start), inside);
    return when === undefined ? entry : { ...entry, when };
  });
}

function surrounding({ masked }: Drafting, { event, end }: { readonly event: Collection; readonly end: number }): Branch | undefined {
  return commonBranch(masked.branchAt(event.start), masked.branchAt(end - 1));
}

function closingBracket({ texts }: Drafting, { event, end }: Frame): number {
  const rest = /['"\s,]*(?:#[^\n]*\n\s*)*[\]}]/y;
  rest.lastIndex = Math.max(end, event.start + 1);
  return rest.test(texts.masked) ? rest.lastIndex : Math.max(end, event.start + 1);
}
