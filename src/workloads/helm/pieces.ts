import type { Piece } from './value.ts';

/** A part of a text, by offsets into the whole. */
function slicePieces(pieces: readonly Piece[], from: number, to: number): readonly Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const [start, end] = [Math.max(from - at, 0), Math.min(to - at, piece.text.length)];
    at += piece.text.length;
    if (start >= end) continue;
    const isExact = piece.end - piece.start === piece.text.length;
    found.push({ ...piece, text: piece.text.slice(start, end), ...(isExact ? { start: piece.start + start, end: piece.start + end } : {}) });
  }
  return found;
}

/** Another text in the place of a text: it stands where that stood. */
export function replacedPieces(pieces: readonly Piece[], text: string): readonly Piece[] {
  const [first] = pieces.some((piece) => piece.variable !== undefined) ? pieces.filter((piece) => piece.variable !== undefined) : pieces;
  const before = pieces.map((piece) => piece.text).join('');
  if (before === text) return pieces;
  const at = text === '' ? -1 : before.indexOf(text);
  if (at >= 0) return slicePieces(pieces, at, at + text.length);
  return first ? [{ ...first, text }] : [];
}
