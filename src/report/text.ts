import type { Result } from '../model/result.ts';
import { painter } from './ansi.ts';
import type { Report, ReportOptions } from './report.ts';
import { symbols } from './symbols.ts';
import { describeFinding, oneLine } from './text-finding.ts';
import { describeGaps, describeProblems, describeSummary, describeUndetermined } from './text-summary.ts';
import type { TextStyle } from './text-style.ts';

/** For people: every fault with its chain, both places, symptom and advice; then what was checked. */
export const text: Report = (result, options) => {
  const style = styleOf(options);
  if (options.quiet) return result.findings.filter(({ severity }) => severity !== 'info').map((finding) => `${oneLine(finding, style)}\n`).join('');
  const shown = result.findings.filter(({ severity }) => severity !== 'info' || options.verbose);
  const parts = [...shown.map((finding) => describeFinding(finding, result, style)), ...trailing(result, style)];
  return parts.filter((part) => part !== '').map((part) => `${part}\n`).join('\n');
};

export function styleOf(options: ReportOptions): TextStyle {
  const { sources, unicode, verbose } = options;
  return { sources, unicode, verbose, width: Math.max(40, Math.min(options.width, 100)), paint: painter(options.colour), symbols: symbols(unicode) };
}

const trailing = (result: Result, style: TextStyle): readonly string[] => [
  ...(style.verbose ? [describeUndetermined(result, style), describeProblems(result, style)] : [describeGaps(result, style)]),
  describeSummary(result, style),
];
