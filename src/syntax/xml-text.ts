import type { Source } from './source.ts';
import type { XmlAttribute } from './xml.ts';

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** With the five entities and character references replaced; others stay. */
export const decoded = (text: string): string =>
  text.replace(/&(?:#x([\da-fA-F]{1,6})|#(\d{1,7})|(\w{1,10}));/g, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name !== undefined) return Object.hasOwn(entities, name) ? (entities[name] ?? whole) : whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

/** The attributes of a start tag that begins at `start`. */
export function attributesIn(tag: string, start: number, source: Source): readonly XmlAttribute[] {
  return [...tag.matchAll(/(?<=\s)([^\s=<>"'/]{1,200})\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)')/g)].map((match) => {
    const [whole, name = '', double, single] = match;
    const value = double ?? single ?? '';
    const from = start + match.index;
    const valueStart = from + whole.length - 1 - value.length;
    return { name, value: decoded(value), place: source.place(from, from + name.length), valuePlace: source.place(valueStart, valueStart + Math.max(1, value.length)) };
  });
}
