import { formatDuration } from '../model/duration.ts';
import type { Paint } from './ansi.ts';
import type { Symbols } from './symbols.ts';

export interface TraceStyle {
  readonly unicode: boolean;
  readonly paint: Paint;
  readonly symbols: Symbols;
  /** Columns. */
  readonly width: number;
}

/** `30 s`, `30 s to 31 s`. */
export function span(from: number, to: number | null): string {
  return to === null || from === to ? formatDuration(from) : `${formatDuration(from)} to ${formatDuration(to)}`;
}
