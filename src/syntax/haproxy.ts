import type { Place, Problem } from '../model/place.ts';
import { type HaproxyToken, lineTokens } from './haproxy-words.ts';
import type { Source } from './source.ts';
import { holesIn, mask, whenText } from './template.ts';

export interface HaproxyWord {
  /** Without quotes and escapes. */
  readonly text: string;
  readonly place: Place;
  /** It has a part in double quotes, where `$X` and `${X}` are expanded. */
  readonly expands: boolean;
  /** It holds template syntax. */
  readonly template?: true;
}

export interface HaproxyLine {
  readonly words: readonly HaproxyWord[];
  /** The keyword, `no` included. */
  readonly place: Place;
  /** Template conditional under which it exists. */
  readonly when?: string;
}

export interface HaproxySection {
  /** `global`, `defaults`, `frontend`, `backend`, `listen`, or another section that is not read further. */
  readonly kind: string;
  readonly name: string | undefined;
  readonly header: HaproxyLine;
  readonly lines: readonly HaproxyLine[];
}

export interface HaproxyFile {
  readonly sections: readonly HaproxySection[];
  readonly problems: readonly Problem[];
}

const sectionKinds: ReadonlySet<string> = new Set([
  'global', 'defaults', 'frontend', 'backend', 'listen', 'peers', 'resolvers', 'mailers', 'userlist', 'cache', 'program', 'http-errors', 'ring', 'log-forward', 'fcgi-app', 'crt-list', 'crt-store', 'traces',
]);

/** Reads haproxy.cfg line by line; what stands before the first section is left out. */
export function parseHaproxy(source: Source): HaproxyFile {
  const sections: (HaproxySection & { readonly lines: HaproxyLine[] })[] = [];
  const masked = mask(source.text, 'plain');
  const isOpen = (start: number, end: number): boolean => holesIn(masked.holes, start, end).some(({ role }) => role !== 'comment');
  for (const tokens of lineTokens(masked.text)) {
    const [first] = tokens;
    if (!first) continue;
    const when = whenText(masked.branchAt(first.start));
    const words = tokens.map((token) => wordOf(token, source, isOpen));
    const line: HaproxyLine = { words, place: source.place(first.start, first.end), ...(when === undefined ? {} : { when }) };
    if (sectionKinds.has(first.text)) sections.push({ kind: first.text, name: words[1]?.text, header: line, lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return { sections, problems: [] };
}

/** Where template syntax stands, the text is what the file shows, not what parts words. */
function wordOf({ start, end, text, expands }: HaproxyToken, source: Source, isOpen: (start: number, end: number) => boolean): HaproxyWord {
  const place = source.place(start, end);
  return isOpen(start, end) ? { text: source.text.slice(start, end), place, expands, template: true } : { text, place, expands };
}
