import type { Setting } from '../model/setting.ts';
import type { OneOf } from '../model/value.ts';

/** An amount that a rule speaks of: a timer of a layer, a constant, or what is computed from them. Milliseconds, or a count. */
export type Term = SettingTerm | Constant | Sum | Times | Least;

interface SettingTerm {
  readonly kind: 'setting';
  readonly setting: Setting;
  readonly edge: Edge;
  /** What an `off` clock counts as; by default it makes the requirement hold. */
  readonly off: 'vacuous' | 'never';
  /** A clock without limit makes the requirement hold instead of being compared. */
  readonly never: 'vacuous' | 'compared';
}
interface Constant { readonly kind: 'constant'; readonly amount: number }
interface Sum { readonly kind: 'sum'; readonly terms: readonly Term[] }
interface Times { readonly kind: 'times'; readonly count: Term; readonly each: Term }
interface Least { readonly kind: 'least'; readonly terms: readonly Term[] }

/** Which end of the measured close window is meant. */
export type Edge = 'exact' | 'earliest' | 'latest';

/** Everything that a term may come to. */
export type Amounts =
  | { readonly kind: 'amounts'; readonly options: readonly number[]; readonly open: readonly Open[] }
  | { readonly kind: 'vacuous' }
  | { readonly kind: 'unknown'; readonly setting: Setting };

/** A value with several possible members, and the setting that has it. */
export interface Open { readonly setting: Setting; readonly value: OneOf }

type TermOptions = Partial<Pick<SettingTerm, 'edge' | 'off' | 'never'>>;

export const of = (setting: Setting, options: TermOptions = {}): Term => ({ kind: 'setting', setting, edge: 'exact', off: 'vacuous', never: 'compared', ...options });
export const constant = (amount: number): Term => ({ kind: 'constant', amount });
export const sum = (...terms: readonly Term[]): Term => ({ kind: 'sum', terms });
export const times = (count: Term, each: Term): Term => ({ kind: 'times', count, each });
export const least = (...terms: readonly Term[]): Term => ({ kind: 'least', terms });

export function amountsOf(term: Term): Amounts {
  if (term.kind === 'constant') return { kind: 'amounts', options: [term.amount], open: [] };
  if (term.kind === 'setting') return settingAmounts(term);
  if (term.kind === 'times') return combine([term.count, term.each], ([count = 0, each = 0]) => (count === 0 ? 0 : count * each));
  const fold = term.kind === 'sum' ? (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0) : (amounts: readonly number[]) => Math.min(...amounts);
  return combine(term.terms, fold);
}

/** The settings that a term speaks of. */
export function settingsOf(term: Term): readonly Setting[] {
  if (term.kind === 'constant') return [];
  if (term.kind === 'setting') return [term.setting];
  return (term.kind === 'times' ? [term.count, term.each] : term.terms).flatMap(settingsOf);
}

function settingAmounts({ setting, edge, off, never }: SettingTerm): Amounts {
  const { value } = setting;
  if (value.kind === 'unknown') return { kind: 'unknown', setting };
  if (value.kind === 'off') return off === 'vacuous' ? { kind: 'vacuous' } : { kind: 'amounts', options: [Number.POSITIVE_INFINITY], open: [] };
  const amounts = value.kind === 'known' ? [value.amount] : value.members.map((member) => member.amount);
  if (never === 'vacuous' && amounts.every((amount) => amount === Number.POSITIVE_INFINITY)) return { kind: 'vacuous' };
  const finite = never === 'vacuous' ? amounts.map((amount) => (amount === Number.POSITIVE_INFINITY ? 0 : amount)) : amounts;
  return { kind: 'amounts', options: finite.map((amount) => shift(amount, setting, edge)), open: value.kind === 'one-of' ? [{ setting, value }] : [] };
}

function shift(amount: number, { window }: Setting, edge: Edge): number {
  if (edge === 'earliest') return Math.max(0, amount - window.early);
  return edge === 'latest' ? amount + window.late : amount;
}

/** More than this many combinations of possible values are not told apart. */
const mostCombinations = 256;

function combine(terms: readonly Term[], fold: (amounts: readonly number[]) => number): Amounts {
  const parts = terms.map(amountsOf);
  const blind = parts.find((part) => part.kind !== 'amounts');
  if (blind) return blind;
  let rows: readonly (readonly number[])[] = [[]];
  for (const part of parts) {
    if (part.kind !== 'amounts') continue;
    rows = rows.flatMap((row) => part.options.map((amount) => [...row, amount])).slice(0, mostCombinations);
  }
  return { kind: 'amounts', options: rows.map(fold), open: parts.flatMap((part) => (part.kind === 'amounts' ? part.open : [])) };
}
