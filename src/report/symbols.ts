export interface Symbols {
  readonly line: string;
  readonly arrow: string;
  readonly fault: string;
  readonly inside: string;
  readonly bar: string;
  readonly hidden: string;
  readonly box: readonly [string, string];
  readonly dot: string;
}

const unicode: Symbols = { line: '──', arrow: '▶', fault: '✗', inside: '⊃', bar: '│', hidden: '…', box: ['┤', '├'], dot: '·' };
const ascii: Symbols = { line: '--', arrow: '>', fault: '(X)', inside: '>>', bar: '|', hidden: '...', box: ['[', ']'], dot: '-' };

export const symbols = (wide: boolean): Symbols => (wide ? unicode : ascii);

/** The signs of hoplint's own sentences and of repositories, as far as ASCII has something for them. */
export function fit(text: string, wide: boolean): string {
  const safe = printable(text);
  if (wide) return safe;
  return safe.replace(/[…–—‘’“”≤≥×→µ]/g, (sign) => spelled[sign] ?? '?').replace(/[^\n\x20-\x7e]/g, '?');
}

/** Without escape sequences and other control characters, which a file of the repository could hold. */
export const printable = (text: string): string => text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ');

const spelled: Readonly<Record<string, string>> = { '…': '...', '–': '-', '—': '-', '‘': "'", '’': "'", '“': '"', '”': '"', '≤': '<=', '≥': '>=', '×': 'x', '→': '->', 'µ': 'u' };
