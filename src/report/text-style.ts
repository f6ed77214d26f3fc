import type { Paint } from './ansi.ts';
import type { ReportOptions } from './report.ts';
import type { Symbols } from './symbols.ts';

export interface TextStyle extends Pick<ReportOptions, 'sources' | 'unicode' | 'width' | 'verbose'> {
  readonly paint: Paint;
  readonly symbols: Symbols;
}
