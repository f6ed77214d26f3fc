import type { Result } from '../model/result.ts';
import { counted } from './describe.ts';
import { fit } from './symbols.ts';
import { whereIs } from './text-finding.ts';
import type { TextStyle } from './text-style.ts';
import { hanging, wrap } from './wrap.ts';

/** `3 errors, 1 warning in 1 chain; 2 undetermined`; for a clean run what was looked at. */
export function describeSummary(result: Result, style: TextStyle): string {
  const lines = [`${verdict(result, style)}${leftOpen(result)}`, ...omitted(result)];
  return lines.flatMap((line) => wrap(line, style.width)).join('\n');
}

/** What could not be judged, and the line of hoplint.yaml that would settle it. */
export function describeUndetermined(result: Result, style: TextStyle): string {
  const undetermined = result.undetermined.map(({ rule, reason, needs, location }) =>
    [`undetermined ${rule}: ${fit(reason, style.unicode)}`, `  ${whereIs(location)}`, hanging('  settled by  ', fit(needs, style.unicode), style.width)].join('\n'));
  const open = openEnds(result).map(({ what, reason, location }) => `open end ${fit(what, style.unicode)}: ${fit(reason, style.unicode)}\n  ${whereIs(location)}`);
  return [...undetermined, ...open].join('\n\n');
}

export const describeProblems = (result: Result, style: TextStyle): string =>
  result.problems.map(({ location, message }) => `${style.paint('yellow', 'not read')} ${whereIs(location)}: ${fit(message, style.unicode)}`).join('\n');

function verdict({ summary, chains, findings }: Result, { paint }: TextStyle): string {
  const hops = new Set(chains.flatMap((chain) => chain.hops.map((hop) => `${nodeId(chain, hop.downstream)}>${nodeId(chain, hop.upstream)}>${chain.when ?? ''}`))).size;
  const notes = findings.filter(({ severity }) => severity === 'info').length;
  const checked = `${counted(summary.chains, 'chain')} with ${counted(hops, 'hop')} in ${counted(summary.files, 'file')}`;
  const noted = notes > 0 ? `, ${counted(notes, 'note')}` : '';
  if (summary.errors + summary.warnings === 0) return `${paint('green', 'no fault found')}${noted}: checked ${checked}`;
  const faults = [summary.errors > 0 ? paint('red', counted(summary.errors, 'error')) : '', summary.warnings > 0 ? paint('yellow', counted(summary.warnings, 'warning')) : ''];
  return `${faults.filter(Boolean).join(', ')}${noted}; checked ${checked}`;
}

function leftOpen(result: Result): string {
  const { undetermined } = result.summary;
  const open = openEnds(result).length;
  const parts = [undetermined > 0 ? `${undetermined} undetermined` : '', open > 0 ? counted(open, 'open end') : ''].filter(Boolean);
  return parts.length === 0 ? '' : `; ${parts.join(', ')} (--verbose lists them)`;
}

function omitted({ summary }: Result): readonly string[] {
  return summary.chainsOmitted > 0 ? [`${counted(summary.chainsOmitted, 'further chain was', 'further chains were')} not looked at: too many`] : [];
}

/** Each once: many chains may share one. */
function openEnds(result: Result): Result['chains'][number]['openEnds'] {
  const ends = result.chains.flatMap((chain) => chain.openEnds);
  return [...new Map(ends.map((end) => [`${end.what}|${end.location.file}|${end.location.line}`, end])).values()];
}

const nodeId = (chain: Result['chains'][number], index: number | null): string => (index === null ? '?' : chain.layers[index]?.id ?? '?');
