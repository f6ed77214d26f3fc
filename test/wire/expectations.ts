import type { Trace, TraceIdle } from '../../src/model/trace.ts';
import type { Exchange } from './measure/exchange.ts';

/** What hoplint says becomes of a request, in the words in which it is measured. */
export interface Fate {
  readonly kind: Exchange['kind'] | 'gives-up' | 'hang';
  readonly status: number;
  /** Seconds. */
  readonly from: number;
  readonly to: number;
}

/** The way that goes through all layers: the longest. */
export function fateOf({ ways }: Trace, client?: string): Fate {
  const way = client === undefined ? longest(ways) : longest(ways.filter(({ layers }) => layers[0]?.system === client));
  const [branch, ...others] = way?.branches ?? [];
  if (!branch || others.length > 0) throw new Error(`${others.length + (branch ? 1 : 0)} branches instead of one`);
  if (branch.unknown.length > 0) throw new Error(`not known: ${branch.unknown.map(({ setting, reason }) => `${setting.name} ${reason}`).join(', ')}`);
  const outcome = branch.steps[0]?.outcome;
  if (!outcome) return { kind: 'complete', status: 200, from: branch.done / 1000, to: branch.done / 1000 };
  const { kind, status = 0, from, to } = outcome;
  if (kind === 'cut' || kind === 'error') throw new Error(`hoplint is not sure: ${outcome.sees}`);
  return { kind, status, from: (from ?? Number.POSITIVE_INFINITY) / 1000, to: (to ?? Number.POSITIVE_INFINITY) / 1000 };
}

const longest = (ways: Trace['ways']): Trace['ways'][number] | undefined => ways.toSorted((a, b) => b.layers.length - a.layers.length)[0];

/** How clients reach the outermost layer. */
export const entryOf = ({ ways }: Trace): TraceIdle => hopOf(ways, (hop) => hop.downstream === null);

/** The hop between a layer of one system and one of another. */
export function between({ ways }: Trace, from: string, to: string): TraceIdle {
  const names = longest(ways)?.layers.map(({ system }) => system) ?? [];
  return hopOf(ways, (hop) => hop.downstream !== null && hop.upstream !== null && names[hop.downstream] === from && names[hop.upstream] === to);
}

/** A hop of the way that goes through all layers. */
export function hopOf(ways: Trace['ways'], fits: (hop: TraceIdle) => boolean): TraceIdle {
  const found = longest(ways)?.idle.find(fits);
  if (!found) throw new Error(`no such hop; ways: ${ways.map(({ chain }) => chain).join('; ')}`);
  return found;
}

/** What a client program printed: how the call ended, and after how many seconds. curl tells its exit code. */
export function heard(text: string | undefined): { readonly kind: string; readonly seconds: number } {
  const [kind = 'hang', seconds = 'Infinity'] = text?.trim().split(/\s+/) ?? [];
  return { kind: { 0: 'complete', 28: 'gives-up' }[kind] ?? kind, seconds: Number(seconds) };
}

/** What a loaded machine may add. */
const early = 0.12;
const late = 0.6;

export const isWithin = (seconds: number, from: number, to: number): boolean => seconds >= from - early && seconds <= to + late;

/** Which of the measured instants of closing is not as told; seconds, absent for a connection that stayed open. */
export function strayClose({ closes, from, to }: Pick<TraceIdle, 'closes' | 'from' | 'to'>, measured: readonly (number | undefined)[]): string | undefined {
  if (closes === 'nobody') return measured.some((one) => one !== undefined) ? 'closed, although nobody should' : undefined;
  if (closes !== 'upstream' && closes !== 'each-response') return `hoplint is not sure: ${closes}`;
  const stray = measured.find((one) => !isWithin(one ?? Number.POSITIVE_INFINITY, (from ?? 0) / 1000, (to ?? 0) / 1000));
  return stray === undefined && !measured.includes(undefined) ? undefined : `closed after ${stray ?? 'ever so long'} s, predicted ${closes} @ ${spanText((from ?? 0) / 1000, (to ?? 0) / 1000)}`;
}

export const spanText = (from: number, to: number): string => (from === to ? `${round(from)} s` : `${round(from)}-${round(to)} s`);

export const fateText = ({ kind, status, from, to }: Fate): string => `${status > 0 ? `${status} ` : ''}${kind} @ ${spanText(from, to)}`;
export const exchangeText = ({ kind, status, seconds }: Exchange): string => `${status === undefined ? '' : `${status} `}${kind} @ ${round(seconds)} s`;

export const round = (seconds: number): number => Math.round(seconds * 100) / 100;

export const agrees = (fate: Fate, { kind, status = 0, seconds }: Exchange): boolean =>
  fate.kind === kind && (kind === 'closed' || fate.status === status) && isWithin(seconds, fate.from, fate.to);
