import type { TraceIdle, TraceWay } from '../model/trace.ts';
import { describeSetting } from './describe.ts';
import { fit } from './symbols.ts';
import { whereIs } from './text-finding.ts';
import { span, type TraceStyle } from './trace-style.ts';
import { hanging } from './wrap.ts';

/** Hop by hop: who closes an unused connection first, and what the next request meets. */
export function idleText(way: TraceWay, style: TraceStyle, isAsked: boolean): readonly string[] {
  if (isAsked && way.idle.length === 0) return [hanging(`  ${style.paint('yellow', 'unknown')}: `, 'who answers is not described here; of its connections nobody knows the other end', style.width)];
  return way.idle.flatMap((hop) => {
    const [from, to] = [nameOf(hop.downstream, way), nameOf(hop.upstream, way)];
    return [
      '',
      `  ${fit(from, style.unicode)} ${style.symbols.line}${style.symbols.arrow} ${fit(to, style.unicode)}`,
      hanging(`    ${style.paint(hop.verdict === 'clean' ? 'green' : hop.verdict === 'unknown' ? 'yellow' : 'red', hop.verdict)}: `, fit(`${closing(hop, from, to)}; ${reuse(hop, from)}${pause(hop)}`, style.unicode), style.width),
      ...hop.settings.map((setting) => hanging('      ', fit(`${describeSetting(setting)} (${whereIs(setting.location)})`, style.unicode), style.width)),
    ];
  });
}

const verb = (downstream: string): string => (downstream === clients ? 'reuse' : 'reuses');
const clients = 'clients';

const nameOf = (index: number | null, { layers }: TraceWay): string => (index === null ? clients : (layers[index]?.name ?? '?'));

function closing({ closes, from, to, verdict, repeats, why }: TraceIdle, downstream: string, upstream: string): string {
  const at = from === null ? '' : ` after ${span(from, to)}`;
  if (closes === 'each-response') return `a connection serves one request (${why})`;
  if (closes === 'nobody') return 'nobody closes an unused connection';
  if (closes === 'unknown') return 'who closes first is not known';
  if (closes === 'middlebox') return `${why}${at}${repeats === 'yes' ? `; ${downstream} sends a request that is reset again by itself` : ''}`;
  const first = closes === 'upstream' ? upstream : downstream;
  return `${first} closes first${at}${verdict === 'race' && closes === 'upstream' ? `, and a request may be on its way${repeats === 'yes' ? `; ${downstream} ${downstream === clients ? 'send it again by themselves' : 'sends it again by itself'}` : ''}` : ''}`;
}

function reuse({ reuses, closes, why }: TraceIdle, downstream: string): string {
  if (closes === 'each-response') return 'nothing to race';
  if (reuses === 'unknown') return closes === 'middlebox' ? 'whether connections are reused is not known' : `whether ${downstream} ${verb(downstream)} it is not known (${why})`;
  return `${downstream} ${verb(downstream)} connections`;
}

function pause({ afterPause }: TraceIdle): string {
  if (afterPause === undefined) return '';
  return { reused: '; the next request takes the same connection', 'new-connection': '; the next request opens a new connection', 'may-fail': '; the next request may fail', unknown: '; what the next request meets is not known' }[afterPause];
}
