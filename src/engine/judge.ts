import type { Setting } from '../model/setting.ts';
import type { Fact } from '../model/value.ts';
import type { Claim, Requirement } from './requirement.ts';
import { amountsOf, type Open, settingsOf, type Term } from './term.ts';

export type Verdict =
  | { readonly kind: 'holds' }
  | { readonly kind: 'broken'; /** A rescue could not be excluded. */ readonly doubtful: boolean }
  | { readonly kind: 'undetermined'; readonly missing: readonly Missing[] };

/** What stands between a requirement and its verdict. */
export type Missing =
  | { readonly kind: 'unreadable'; readonly setting: Setting }
  | { readonly kind: 'several'; readonly open: Open }
  | { readonly kind: 'fact'; readonly fact: Fact };

const holds: Verdict = { kind: 'holds' };
const broken: Verdict = { kind: 'broken', doubtful: false };

export function judge({ claim, when }: Pick<Requirement, 'claim' | 'when'>): Verdict {
  if (when?.value === 'no') return holds;
  const verdict = judgeClaim(claim);
  if (when?.value !== 'unknown' || verdict.kind === 'holds') return verdict;
  const missing: Missing = { kind: 'fact', fact: when };
  return { kind: 'undetermined', missing: verdict.kind === 'broken' ? [missing] : [missing, ...verdict.missing] };
}

export function judgeClaim(claim: Claim): Verdict {
  if (claim.kind === 'outlasts') return judgeOutlasts(claim.longer, claim.shorter, claim.margin);
  if (claim.kind === 'limited') return judgeLimited(claim.by);
  if (claim.kind === 'works') return judgeWorks(claim.because);
  return judgeAny(claim.of, claim.rescuedBy);
}

/** The settings that a claim speaks of. */
export function settingsOfClaim(claim: Claim): readonly Setting[] {
  if (claim.kind === 'outlasts') return [...settingsOf(claim.longer), ...settingsOf(claim.shorter)];
  if (claim.kind === 'limited') return claim.by.flatMap(settingsOf);
  return claim.kind === 'works' ? [] : [...claim.of, ...claim.rescuedBy].flatMap(settingsOfClaim);
}

function judgeOutlasts(longer: Term, shorter: Term, margin: number): Verdict {
  const [long, short] = [amountsOf(longer), amountsOf(shorter)];
  if (long.kind === 'vacuous' || short.kind === 'vacuous') return holds;
  if (long.kind === 'unknown') return decideBlind(long.setting, short.kind === 'amounts' && short.options.every((amount) => amount === 0 && margin === 0));
  if (short.kind === 'unknown') return decideBlind(short.setting, long.options.every((amount) => amount === Number.POSITIVE_INFINITY));
  const answers = long.options.flatMap((a) => short.options.map((b) => a >= b + margin));
  return decide(answers, [...long.open, ...short.open]);
}

/** One side cannot be read; it may not matter. */
const decideBlind = (setting: Setting, settled: boolean): Verdict => (settled ? holds : { kind: 'undetermined', missing: [{ kind: 'unreadable', setting }] });

function judgeLimited(by: readonly Term[]): Verdict {
  return judgeEach(by.map((term) => {
    const amounts = amountsOf(term);
    if (amounts.kind === 'vacuous') return broken;
    if (amounts.kind === 'unknown') return { kind: 'undetermined', missing: [{ kind: 'unreadable', setting: amounts.setting }] };
    return decide(amounts.options.map((amount) => amount < Number.POSITIVE_INFINITY), amounts.open);
  }));
}

function judgeWorks(fact: Fact): Verdict {
  if (fact.value === 'yes') return holds;
  return fact.value === 'no' ? broken : { kind: 'undetermined', missing: [{ kind: 'fact', fact }] };
}

function judgeAny(of: readonly Claim[], rescuedBy: readonly Claim[]): Verdict {
  const verdict = judgeEach(of.map(judgeClaim));
  if (verdict.kind === 'holds') return verdict;
  const rescue = judgeEach(rescuedBy.map(judgeClaim));
  if (rescue.kind === 'holds') return rescue;
  return verdict.kind === 'broken' && rescue.kind === 'undetermined' ? { kind: 'broken', doubtful: true } : verdict;
}

/** Kleene's or. */
function judgeEach(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.some((verdict) => verdict.kind === 'holds')) return holds;
  const missing = verdicts.flatMap((verdict) => (verdict.kind === 'undetermined' ? verdict.missing : []));
  if (missing.length > 0) return { kind: 'undetermined', missing };
  return { kind: 'broken', doubtful: verdicts.some((verdict) => verdict.kind === 'broken' && verdict.doubtful) };
}

function decide(answers: readonly boolean[], open: readonly Open[]): Verdict {
  if (answers.every(Boolean)) return holds;
  if (!answers.some(Boolean)) return broken;
  return { kind: 'undetermined', missing: open.map((one) => ({ kind: 'several', open: one })) };
}
