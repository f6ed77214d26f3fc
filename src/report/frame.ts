import type { Place } from '../model/place.ts';
import type { Paint } from './ansi.ts';
import type { Piece } from './redact.ts';
import { redact } from './redact.ts';
import type { Symbols } from './symbols.ts';
import { fit } from './symbols.ts';

export interface FrameStyle {
  readonly paint: Paint;
  readonly colour: 'red' | 'yellow' | 'cyan';
  readonly symbols: Symbols;
  readonly unicode: boolean;
  readonly width: number;
}

const context = 1;
const deepestIndent = 12;

/** The lines around a place with the place underlined; empty when the text does not have that line. */
export function frame(place: Place, text: string | undefined, style: FrameStyle): readonly string[] {
  const lines = text?.split(/\r?\n/) ?? [];
  if (lines[place.line - 1] === undefined || (text === '')) return [];
  const first = Math.max(1, place.line - context);
  const last = Math.min(lines.length, place.line + context);
  const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index).filter((line) => line === place.line || lines[line - 1]?.trim() !== '');
  const gutter = String(last).length;
  const rows = numbers.map((line) => ({ line, row: draw(lines, line, place, style) }));
  const indent = Math.min(...rows.map(({ row }) => row.text.length - row.text.trimStart().length));
  const cut = Math.max(0, indent - deepestIndent);
  const room = Math.max(20, style.width - gutter - 8);
  return rows.flatMap(({ line, row }) => render(line, cropped(row, cut, room, style.symbols.hidden), gutter, style));
}

interface Row {
  readonly text: string;
  /** Half open, in columns of `text`; none on lines that are not marked. */
  readonly mark?: { readonly from: number; readonly to: number };
}

function draw(lines: readonly string[], line: number, place: Place, style: FrameStyle): Row {
  const raw = lines[line - 1] ?? '';
  if (line !== place.line) return { text: compose(raw, redact(lines, line - 1, place.file), style).text.trimEnd() };
  const from = Math.min(place.column, raw.length + 1);
  const to = Math.max(from + 1, place.endLine > place.line ? raw.trimEnd().length + 1 : place.endColumn);
  const { text, columns } = compose(raw, redact(lines, line - 1, place.file, { from, to }), style);
  const start = columns[from - 1] ?? text.length;
  return { text: text.trimEnd(), mark: { from: start, to: Math.max(start + 1, columns[to - 1] ?? text.length) } };
}

/** The text of the shown pieces, and for each column of the line where it went. */
function compose(raw: string, parts: readonly Piece[], style: FrameStyle): { readonly text: string; readonly columns: readonly number[] } {
  let text = '';
  const columns: number[] = [];
  for (const part of parts) {
    for (let column = part.from; column < part.to; column++) {
      columns.push(text.length);
      if (!part.hidden) text += raw[column - 1] === '\t' ? '  ' : fit(raw[column - 1] ?? '', style.unicode);
    }
    if (part.hidden) text += style.symbols.hidden;
  }
  return { text, columns: [...columns, text.length] };
}

/** Without the indentation that all lines share, and cut to the room that there is; the mark stays in sight. */
function cropped(row: Row, cut: number, room: number, hidden: string): Row {
  const shifted = row.text.slice(cut);
  const mark = row.mark && { from: row.mark.from - cut, to: row.mark.to - cut };
  if (shifted.length <= room) return mark ? { text: shifted, mark } : { text: shifted };
  const start = mark && mark.to > room ? Math.max(0, Math.min(mark.from - 10, mark.to + 3 * hidden.length - room)) : 0;
  const head = start > 0 ? hidden : '';
  const body = shifted.slice(start, start + room - 2 * hidden.length);
  const tail = start + body.length < shifted.length ? hidden : '';
  const text = `${head}${body}${tail}`;
  return mark ? { text, mark: { from: mark.from - start + head.length, to: Math.min(mark.to - start + head.length, text.length) } } : { text };
}

function render(line: number, row: Row, gutter: number, style: FrameStyle): readonly string[] {
  const { paint, symbols } = style;
  const bar = paint('dim', symbols.bar);
  const code = `  ${paint('dim', String(line).padStart(gutter))} ${bar} ${row.mark ? row.text : paint('dim', row.text)}`.trimEnd();
  if (!row.mark) return [code];
  const underline = '^'.repeat(Math.max(1, row.mark.to - row.mark.from));
  return [code, `  ${' '.repeat(gutter)} ${bar} ${' '.repeat(row.mark.from)}${paint(style.colour, underline)}`];
}
