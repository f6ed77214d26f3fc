import type { Place } from '../../src/model/place.ts';

const isPlace = (value: object): value is Place => 'endColumn' in value && 'line' in value && 'file' in value;

/** Every place in a value, wherever it hides. Places of YAML content are asked for. */
export function placesIn(value: unknown): readonly Place[] {
  const found: Place[] = [];
  const seen = new Set<object>();
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const item = pending.pop();
    if (typeof item !== 'object' || item === null || seen.has(item)) continue;
    seen.add(item);
    found.push(...(isPlace(item) ? [item] : contentOf(item)));
    for (const held of heldBy(item)) pending.push(held);
  }
  return found;
}

function heldBy(item: object): Iterable<unknown> {
  if (item instanceof Map) return [...item.keys(), ...item.values()];
  return item instanceof Set ? item : Object.values(item);
}

interface Content {
  readonly source: { readonly place: (start: number, end: number) => Place };
  readonly embedded?: () => Content['source'];
  readonly start: number;
  readonly end: number;
  readonly text?: string;
}

const hasContent = (item: object): item is Content => 'source' in item && 'start' in item && 'end' in item && typeof item.source === 'object' && item.source !== null && 'place' in item.source;

function contentOf(item: object): readonly Place[] {
  if (!hasContent(item)) return [];
  const own = item.source.place(item.start, item.end);
  return item.embedded ? [own, item.embedded().place(0, item.text?.length ?? 0)] : [own];
}

/** Whether a place lies in the text; the column behind the end of a line is one that editors show. */
export function insideOf(text: string): (place: Place) => boolean {
  const lengths = text.replace(/^\uFEFF/, '').split('\n').map((line) => line.length);
  return ({ line, column, endLine, endColumn }) => {
    const isOrdered = line >= 1 && column >= 1 && (endLine > line || (endLine === line && endColumn >= column)) && endLine <= lengths.length;
    return isOrdered && column <= (lengths[line - 1] ?? 0) + 2 && endColumn <= (lengths[endLine - 1] ?? 0) + 2;
  };
}
