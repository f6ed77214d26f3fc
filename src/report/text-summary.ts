import { distinctBy } from '../model/distinct.ts';
import type { Result } from '../model/result.ts';
import { counted } from './describe.ts';
import { type Gap, gapsOf, openEnds } from './gaps.ts';
import { fit } from './symbols.ts';
import { whereIs } from './text-finding.ts';
import type { TextStyle } from './text-style.ts';
import { hanging, wrap } from './wrap.ts';

/** `3 errors, 1 warning in 1 chain; 2 undetermined`; for a clean run what was looked at. */
export function describeSummary(result: Result, style: TextStyle): string {
  const lines = [`${verdict(result, style)}${leftOpen(result)}`, ...omitted(result)];
  return lines.flatMap((line) => wrap(line, style.width)).join('\n');
}

/** Gaps beyond these are counted only. */
const shownGaps = 5;

/** What could not be judged, in a few lines. */
export function describeGaps(result: Result, style: TextStyle): string {
  const gaps = gapsOf(result);
  if (gaps.length === 0) return '';
  const chosen = chosenOf(gaps);
  const rest = gaps.filter((gap) => !chosen.includes(gap)).reduce((sum, { count }) => sum + count, 0);
  const more = rest > 0 ? [`  ${style.symbols.hidden} and ${rest} more (--verbose)`] : [];
  return [style.paint('bold', 'not judged'), ...chosen.map((gap) => describeGap(gap, style)), ...more].join('\n');
}

/** One of each kind, then the most useful. */
function chosenOf(gaps: readonly Gap[]): readonly Gap[] {
  const firsts = distinctBy(gaps, ({ label }) => label);
  const chosen = new Set([...new Set([...firsts, ...gaps])].slice(0, shownGaps));
  return gaps.filter((gap) => chosen.has(gap));
}

function describeGap({ label, what, count, first }: Gap, style: TextStyle): string {
  const where = count === 1 ? whereIs(first) : `${count} places, first ${whereIs(first)}`;
  return hanging(`  ${label.padEnd(9)}  `, fit(`${shortened(what)} (${where})`, style.unicode), style.width);
}

const shortened = (text: string): string => (text.length > 160 ? `${text.slice(0, 159)}…` : text);

/** Everything that could not be judged, and the line of hoplint.yaml that would settle it. */
export function describeUndetermined(result: Result, style: TextStyle): string {
  const undetermined = result.undetermined.map(({ rule, reason, needs, location }) => {
    const settling = needs === '' ? '  nothing in hoplint.yaml settles this' : hanging('  settled by  ', fit(needs, style.unicode), style.width);
    return [`undetermined ${rule}: ${fit(reason, style.unicode)}`, `  ${whereIs(location)}`, settling].join('\n');
  });
  const open = openEnds(result).map(({ what, reason, location }) => `open end${what === '' ? '' : ` ${fit(what, style.unicode)}`}: ${fit(reason, style.unicode)}\n  ${whereIs(location)}`);
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
  return parts.length === 0 ? '' : `; ${parts.join(', ')}`;
}

function omitted({ summary }: Result): readonly string[] {
  return summary.chainsOmitted > 0 ? [`${counted(summary.chainsOmitted, 'further chain was', 'further chains were')} not looked at: too many`] : [];
}

const nodeId = (chain: Result['chains'][number], index: number | null): string => (index === null ? '?' : chain.layers[index]?.id ?? '?');
