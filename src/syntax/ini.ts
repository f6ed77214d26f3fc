import type { Place, Problem } from '../model/place.ts';
import { mostProblems } from './most-problems.ts';
import type { Source } from './source.ts';

export interface IniEntry {
  /** Empty before the first section. */
  readonly section: string;
  readonly key: string;
  /** Trimmed, unquoted; empty for a bare key. */
  readonly value: string;
  /** What it stood in: `"`, `'` or nothing. */
  readonly quote: string;
  readonly keyPlace: Place;
  readonly valuePlace: Place;
}

export interface IniFile {
  readonly source: Source;
  readonly entries: readonly IniEntry[];
  /** The headers, those of empty sections too. */
  readonly sections: readonly { readonly name: string; readonly place: Place }[];
  readonly problems: readonly Problem[];
}

interface Line {
  readonly start: number;
  readonly text: string;
  /** Where it ends in the file. */
  readonly end: number;
}

/** INI, systemd, supervisor, uWSGI and php-fpm by `=`; `.properties` by `=` or `:`. Repeated keys stay, in order. */
export function parseIni(source: Source): IniFile {
  const entries: IniEntry[] = [];
  const sections: { name: string; place: Place }[] = [];
  const problems: Problem[] = [];
  const isProperties = source.path.endsWith('.properties');
  let section = '';
  for (const line of logicalLines(source.text, isProperties)) {
    if (/^\s*(?:[;#!]|$)/.test(line.text)) continue;
    const header = isProperties ? null : /^\s*\[([^\]]*)(\])?/.exec(line.text);
    if (header) {
      section = (header[1] ?? '').trim();
      sections.push({ name: section, place: source.place(line.start, line.end) });
      if (header[2] === undefined && problems.length < mostProblems) problems.push({ place: source.place(line.start, line.end), message: 'section without "]"' });
      continue;
    }
    entries.push(entryOf(source, section, line, isProperties));
  }
  return { source, entries, sections, problems };
}

function entryOf(source: Source, section: string, line: Line, isProperties: boolean): IniEntry {
  const separator = line.text.search(isProperties ? /[=:]/ : /=/);
  const keyEnd = separator < 0 ? line.text.length : separator;
  const key = line.text.slice(0, keyEnd).trim();
  const keyStart = line.start + line.text.search(/\S/);
  const value = separator < 0 ? { text: '', quote: '', start: keyEnd, end: keyEnd } : valueOf(line.text, separator + 1, isProperties);
  const valueEnd = value.end === line.text.trimEnd().length ? line.end : line.start + value.end;
  return { section, key, value: value.text, quote: value.quote, keyPlace: source.place(keyStart, keyStart + key.length), valuePlace: source.place(line.start + value.start, valueEnd) };
}

function valueOf(text: string, from: number, isProperties: boolean): { readonly text: string; readonly quote: string; readonly start: number; readonly end: number } {
  const raw = text.slice(from);
  const start = from + raw.length - raw.trimStart().length;
  const quoted = isProperties ? null : /^(["'])(.*)\1\s*(?:[;#].*)?$/.exec(raw.trim());
  if (quoted && !quoted[2]?.includes(quoted[1] ?? '')) return { text: quoted[2] ?? '', quote: quoted[1] ?? '', start: start + 1, end: start + 1 + (quoted[2]?.length ?? 0) };
  const plain = (isProperties ? raw : raw.replace(/\s[;#].*$/, '')).trim();
  return { text: plain, quote: '', start: Math.min(start, text.length), end: Math.min(start, text.length) + plain.length };
}

/** A backslash at the end of a line carries on with the next one, whose indentation does not count. */
function logicalLines(text: string, isProperties: boolean): readonly Line[] {
  const lines: Line[] = [];
  let pending: { start: number; parts: string[] } | undefined;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const stop = newline < 0 ? text.length : newline;
    const content = text.slice(start, text[stop - 1] === '\r' ? stop - 1 : stop);
    const joined = pending ?? { start, parts: [] };
    const isComment = joined.parts.length === 0 && /^\s*[;#!]/.test(content);
    const carriesOn = !isComment && newline >= 0 && /(?:^|[^\\])(?:\\\\)*\\$/.test(content);
    const piece = joined.parts.length > 0 ? content.trimStart() : content;
    joined.parts.push(carriesOn ? piece.slice(0, -1).trimEnd() : piece);
    pending = carriesOn ? joined : undefined;
    if (!pending) lines.push({ start: joined.start, text: joined.parts.join(isProperties ? '' : ' '), end: start + content.trimEnd().length });
    start = stop + 1;
  }
  if (pending) lines.push({ start: pending.start, text: pending.parts.join(isProperties ? '' : ' '), end: text.length });
  return lines;
}
