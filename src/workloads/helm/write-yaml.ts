import { type Piece, type Scalar, type Value, written } from './value.ts';

/** Where text belongs that the writer itself makes. */
export type Here = Pick<Piece, 'source' | 'start' | 'end'>;

const deepest = 40;
const mostPieces = 200_000;

/** As `toYaml` writes a value: every scalar keeps its place. `undefined` if it holds what only a release tells. */
export function writeYaml(value: Value, here: Here): readonly Piece[] | undefined {
  const out: Piece[] = [];
  return write(value, { out, here, indent: 0, depth: 0 }) ? out : undefined;
}

interface Writing {
  readonly out: Piece[];
  readonly here: Here;
  readonly indent: number;
  readonly depth: number;
}

/** Lines are divided, not ended, by line breaks. */
function write(value: Value, writing: Writing): boolean {
  const { out, here, depth, indent } = writing;
  if (depth > deepest || out.length > mostPieces) return false;
  const glue = (text: string): number => out.push({ ...here, text });
  const lead = ' '.repeat(indent);
  if (value.kind === 'scalar') return out.push(...scalarPieces(value, here, indent)) > 0;
  if (value.kind === 'list') {
    if (value.items.length === 0) return glue('[]') > 0;
    return value.items.every((item, index) => {
      glue(`${index === 0 ? '' : `\n${lead}`}- `);
      return write(item, { ...writing, indent: indent + 2, depth: depth + 1 });
    });
  }
  if (value.kind !== 'dict') return false;
  if (value.entries.size === 0) return glue('{}') > 0;
  let isFirst = true;
  for (const [name, inner] of value.entries) {
    if (!isFirst) glue(`\n${lead}`);
    isFirst = false;
    out.push(...quoted(name, value.keys?.get(name), here));
    glue(':');
    const isBlock = (inner.kind === 'dict' && inner.entries.size > 0) || (inner.kind === 'list' && inner.items.length > 0);
    const inset = inner.kind === 'dict' ? indent + 2 : indent;
    glue(isBlock ? `\n${' '.repeat(inset)}` : ' ');
    if (!write(inner, { ...writing, indent: isBlock ? inset : indent, depth: depth + 1 })) return false;
  }
  return true;
}

function scalarPieces(scalar: Scalar, here: Here, indent: number): readonly Piece[] {
  const text = written(scalar) ?? '';
  if (typeof scalar.value !== 'string') return [{ ...(scalar.pieces?.[0] ?? here), text: scalar.value === null ? 'null' : text }];
  if (!text.includes('\n')) return quoted(text, undefined, here, scalar.pieces);
  const ends = text.endsWith('\n\n') ? '+' : text.endsWith('\n') ? '' : '-';
  const lead = ' '.repeat(indent + 2);
  const pieces = scalar.pieces ?? [{ ...here, text }];
  return [{ ...here, text: `|${/^\s/.test(text) ? '2' : ''}${ends}\n${lead}` }, ...indented(withoutLastBreak(pieces), lead, here)];
}

const safe = /^[A-Za-z/_][\w./+-]*(?:[ :][\w./+-]+)*$/;
const special = /^(?:true|false|yes|no|on|off|null|y|n)$/i;

function quoted(text: string, key: Piece | undefined, here: Here, pieces: readonly Piece[] | undefined = key && [key]): readonly Piece[] {
  const inner = pieces ?? [{ ...here, text }];
  if (safe.test(text) && !special.test(text)) return inner;
  const escaped = JSON.stringify(text);
  if (escaped.length === text.length + 2) return [{ ...here, text: '"' }, ...inner, { ...here, text: '"' }];
  return [{ ...(inner[0] ?? here), text: escaped }];
}

/** Puts `lead` behind every line break. */
export function indented(pieces: readonly Piece[], lead: string, here: Here): readonly Piece[] {
  return pieces.flatMap((piece) => {
    if (!piece.text.includes('\n')) return [piece];
    const isExact = piece.end - piece.start === piece.text.length;
    let at = 0;
    return piece.text.split(/(?<=\n)/).flatMap((line): readonly Piece[] => {
      const start = at;
      at += line.length;
      const own = isExact ? { ...piece, text: line, start: piece.start + start, end: piece.start + at } : { ...piece, text: line };
      return line.endsWith('\n') ? [own, { source: here.source, start: here.start, end: here.end, text: lead }] : [own];
    });
  });
}

function withoutLastBreak(pieces: readonly Piece[]): readonly Piece[] {
  const last = pieces.at(-1);
  if (!last?.text.endsWith('\n')) return pieces;
  const isExact = last.end - last.start === last.text.length;
  return [...pieces.slice(0, -1), { ...last, text: last.text.slice(0, -1), ...(isExact ? { end: last.end - 1 } : {}) }];
}
