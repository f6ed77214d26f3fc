import { distinctPlaces } from '../../model/distinct.ts';
import type { Place } from '../../model/place.ts';
import { lastAt, type Source, type Through } from '../../syntax/source.ts';
import type { Piece } from './value.ts';

/** The pieces as one text, whose places are those of the pieces. */
export function renderedSource(path: string, pieces: readonly Piece[]): Source {
  const starts: number[] = [];
  let length = 0;
  for (const piece of pieces) {
    starts.push(length);
    length += piece.text.length;
  }
  const text = pieces.map((piece) => piece.text).join('');
  return {
    path,
    text,
    place: (start, end = start + 1) => placeOf(pieces, starts, Math.min(start, length), Math.max(start, Math.min(end, length))),
    through: (start, end) => throughOf(pieces, starts, start, end),
  };
}

function placeOf(pieces: readonly Piece[], starts: readonly number[], start: number, end: number): Place {
  const first = lastAt(starts, start);
  const last = lastAt(starts, Math.max(start, end - 1));
  const from = pieces[first];
  const to = pieces[last];
  if (!from || !to) return { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 };
  const opening = placeIn(from, start - (starts[first] ?? 0), first === last ? end - (starts[first] ?? 0) : from.text.length);
  if (first === last) return opening;
  const closing = placeIn(to, 0, end - (starts[last] ?? 0));
  const isBehind = closing.file === opening.file && (closing.endLine > opening.line || (closing.endLine === opening.line && closing.endColumn > opening.column));
  return isBehind ? { ...opening, endLine: closing.endLine, endColumn: closing.endColumn } : opening;
}

function placeIn({ text, source, start, end }: Piece, from: number, to: number): Place {
  return end - start === text.length ? source.place(start + from, start + Math.max(from, to)) : source.place(start, end);
}

function throughOf(pieces: readonly Piece[], starts: readonly number[], start: number, end: number): Through | undefined {
  const last = lastAt(starts, Math.max(start, end - 1));
  const values: Piece[] = [];
  for (let index = lastAt(starts, start); index <= last; index++) {
    const piece = pieces[index];
    if (piece?.variable !== undefined) values.push(piece);
  }
  const [first] = values;
  if (first?.variable === undefined) return undefined;
  const literal = values.map((piece) => piece.source.place(piece.start, piece.end));
  const via = values.flatMap((piece) => (piece.via ? [piece.via.source.place(piece.via.start, piece.via.end)] : []));
  const [head, ...rest] = distinctPlaces([...literal, ...via]);
  const declared = values.every((piece) => piece.source.declared) ? { declared: true as const } : {};
  return head && { variable: first.variable, places: [head, ...rest], ...declared };
}
