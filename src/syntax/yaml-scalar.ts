import { SCALAR_STYLE, type ScalarStyle } from 'js-yaml';
import { type Source, embeddedSource } from './source.ts';

/** A run of text copied from the source: where it begins in the text, where in the source. */
type Run = readonly [at: number, from: number];

export interface Decoded {
  readonly text: string;
  readonly runs: readonly Run[];
}

/** Two versions of the same text: what the parser saw, and what stands in the file. */
export interface Texts {
  readonly masked: string;
  readonly original: string;
}

export interface ScalarSpan {
  readonly start: number;
  readonly end: number;
  readonly style: ScalarStyle;
}

export interface Writer {
  readonly put: (text: string, from: number) => void;
  readonly done: () => Decoded;
}

export function writer(): Writer {
  const parts: string[] = [];
  const runs: Run[] = [];
  let length = 0;
  return {
    put(text, from) {
      if (text === '') return;
      runs.push([length, from]);
      parts.push(text);
      length += text.length;
    },
    done: () => ({ text: parts.join(''), runs }),
  };
}

/** The decoded text as a source of its own. */
export function embed(outer: Source, decoded: Decoded, start: number): Source {
  return embeddedSource(outer, decoded.text, (offset) => {
    const run = runAt(decoded.runs, offset);
    return run ? run[1] + offset - run[0] : start;
  });
}

function runAt(runs: readonly Run[], offset: number): Run | undefined {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((runs[middle]?.[0] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return runs[low];
}

/** Plain and quoted scalars: line folding and escapes. */
export function decodeFlow(texts: Texts, span: ScalarSpan): Decoded {
  const { masked, original } = texts;
  const out = writer();
  let at = span.start;
  const special = span.style === SCALAR_STYLE.DOUBLE_QUOTED ? /[\\\r\n]/g : span.style === SCALAR_STYLE.SINGLE_QUOTED ? /['\r\n]/g : /[\r\n]/g;
  while (at < span.end) {
    special.lastIndex = at;
    const stop = Math.min(special.exec(masked)?.index ?? span.end, span.end);
    const symbol = stop < span.end ? masked[stop] : undefined;
    const isBreak = symbol === '\n' || symbol === '\r';
    const run = original.slice(at, stop);
    out.put(isBreak ? run.trimEnd() : run, at);
    if (symbol === undefined) break;
    at = isBreak ? fold(masked, stop, span.end, out) : symbol === "'" ? quote(stop, out) : escape(masked, stop, span.end, out);
  }
  return out.done();
}

/** One line break is a space, n + 1 are n line breaks. */
function fold(text: string, start: number, end: number, out: Writer): number {
  const gap = /[ \t\r\n]*/y;
  gap.lastIndex = start;
  const white = (gap.exec(text)?.[0] ?? '').slice(0, end - start);
  const breaks = white.split(/\r\n?|\n/).length - 1;
  for (let index = 1; index < breaks; index++) out.put('\n', start);
  if (breaks === 1) out.put(' ', start);
  return start + white.length;
}

function quote(start: number, out: Writer): number {
  out.put("'", start);
  return start + 2;
}

const simple: Readonly<Record<string, string>> = {
  0: '\0', a: '\x07', b: '\b', t: '\t', '\t': '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b', ' ': ' ', '"': '"', '/': '/', '\\': '\\',
  N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029',
};
const hexDigits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function escape(text: string, start: number, end: number, out: Writer): number {
  const symbol = text[start + 1] ?? '';
  if (symbol === '\n' || symbol === '\r') {
    const gap = /[ \t]*(?:\r\n?|\n)?[ \t]*/y;
    gap.lastIndex = start + 1;
    return Math.min(end, start + 1 + (gap.exec(text)?.[0].length ?? 0));
  }
  const digits = hexDigits[symbol] ?? 0;
  const code = Number.parseInt(text.slice(start + 2, start + 2 + digits), 16);
  out.put(digits > 0 ? String.fromCodePoint(code >= 0 && code <= 0x10ffff ? code : 0xfffd) : (simple[symbol] ?? symbol), start);
  return start + 2 + digits;
}

const words: ReadonlyMap<string, boolean | null> = new Map([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

/** Plain scalars as YAML 1.2 has them, and octal as YAML 1.1 does. */
export function resolvePlain(text: string): string | number | boolean | null {
  const word = text.length <= 5 ? words.get(text) : undefined;
  if (word !== undefined) return word;
  if (!/^[-+.]?[\d.]/.test(text)) return text;
  if (/^0o?[0-7]+$/.test(text)) return Number.parseInt(text.replace('o', ''), 8);
  if (/^0x[\da-fA-F]+$/.test(text)) return Number.parseInt(text, 16);
  if (/^[-+]?(\d[\d_]*\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text)) return Number(text.replaceAll('_', ''));
  return text;
}
