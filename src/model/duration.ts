import { own } from './own.ts';

/** How a system writes durations: what a bare number means, and which suffixes it takes. All in milliseconds. */
export interface Grammar {
  /** Milliseconds per unit of a bare number; absent when a bare number is refused. */
  readonly bare?: number;
  readonly suffixes: Readonly<Record<string, number>>;
  /** Whether `1.5s` is accepted. */
  readonly decimals: boolean;
  /** Whether several parts may follow each other, as in `1m30s`. */
  readonly compound: boolean;
}

export const ms = 1;
export const second = 1000;
export const minute = 60_000;
export const hour = 3_600_000;
export const day = 86_400_000;

/** Milliseconds, or `undefined` when the grammar does not accept the text. */
export function parseDuration(text: string, grammar: Grammar): number | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 40 || !/^\d/.test(trimmed)) return undefined;
  const parts = [...trimmed.matchAll(/(\d+(?:\.\d*)?)\s*([a-zµ]*)\s*/giy)];
  if (parts.length === 0 || parts.map((part) => part[0]).join('') !== trimmed) return undefined;
  if (parts.length > 1 && !grammar.compound) return undefined;
  let total = 0;
  for (const [, number = '', suffix = ''] of parts) {
    const unit = suffix === '' ? grammar.bare : own(grammar.suffixes, suffix);
    if (unit === undefined || (number.includes('.') && !grammar.decimals)) return undefined;
    total += Number(number) * unit;
  }
  return total;
}

/** `90000` → `90 s`, `1500` → `1.5 s`, `Infinity` → `never`: for people. */
export function formatDuration(amount: number): string {
  if (amount === Number.POSITIVE_INFINITY) return 'never';
  if (amount !== 0 && amount < 1) return `${Number((amount * 1e6).toPrecision(3))} ns`;
  if (amount < 1000 && amount !== 0) return `${Number(amount.toPrecision(3))} ms`;
  return `${Number((amount / 1000).toFixed(3))} s`;
}

/** Go's `time.ParseDuration`. */
export const goDuration: Grammar = { suffixes: { ns: 1e-6, us: 1e-3, 'µs': 1e-3, ms, s: second, m: minute, h: hour }, decimals: true, compound: true };
