import { describeSetting } from '../engine/describe.ts';
import type { Setting } from '../model/setting.ts';
import type { TraceBranch, TraceRequest, TraceStep, TraceUnknown } from '../model/trace.ts';
import { type Candidate, candidatesOf, type Firing, firing } from './candidate.ts';
import { goesOn, goneLogs } from './goes-on.ts';
import { endingOf } from './outcome.ts';
import type { Way } from './way.ts';

/** More branches than this are not told apart. */
const mostBranches = 8;

/** One branch for every combination of the members that matter. */
export function branchesOf(way: Way, request: TraceRequest): readonly TraceBranch[] {
  if (request.duration === undefined) return [];
  const candidates = candidatesOf(way, request);
  return choicesOf(candidates).map((choice) => branch(way, request, candidates, choice));
}

type Choice = ReadonlyMap<Candidate, { readonly amount: number; readonly when: string }>;

function choicesOf(candidates: readonly Candidate[]): readonly Choice[] {
  let choices: readonly Choice[] = [new Map()];
  for (const candidate of candidates) {
    const { value } = candidate.setting;
    if (value.kind !== 'one-of' || value.members.every(({ amount }) => amount > candidate.amount)) continue;
    choices = choices.flatMap((choice) => value.members.map((member) => new Map([...choice, [candidate, member]]))).slice(0, mostBranches);
  }
  return choices;
}

function branch(way: Way, request: TraceRequest, candidates: readonly Candidate[], choice: Choice): TraceBranch {
  const firings = candidates.flatMap((candidate) => {
    const amount = amountOf(candidate, choice);
    return (amount === undefined ? undefined : firing(candidate, amount, request)) ?? [];
  }).sort((a, b) => a.from - b.from || a.to - b.to || b.index - a.index);
  return {
    assuming: [...choice].map(([{ layer, setting }, { when }]) => `${layer.name}: ${setting.name} as in ${when}`),
    steps: firings.map((one, index) => step(way, one, firings.slice(0, index).map(({ setting }) => setting), request)),
    unknown: candidates.flatMap((candidate) => unreadable(candidate)),
    done: request.duration ?? 0,
  };
}

/** Nothing where the clock is off, without limit or not known. */
function amountOf(candidate: Candidate, choice: Choice): number | undefined {
  const { value } = candidate.setting;
  return value.kind === 'known' ? value.amount : choice.get(candidate)?.amount;
}

function step(way: Way, one: Firing, mended: readonly Setting[], request: TraceRequest): TraceStep {
  const { outcome, logs } = endingOf(way, one, request);
  const { index, middlebox, setting, need, amount, from, to, tries } = one;
  return {
    layer: middlebox ? (index > 0 ? index - 1 : null) : index,
    ...(middlebox ? { middlebox: middlebox.name } : {}),
    from,
    to,
    setting: describeSetting(setting, middlebox?.system ?? one.layer.system),
    measures: need,
    of: amount,
    tries,
    outcome,
    logs: [...logs, ...goneLogs(way, one)],
    goesOn: goesOn(way, one, mended, request),
  };
}

function unreadable({ index, layer, middlebox, setting, amount }: Candidate): readonly TraceUnknown[] {
  if (setting.value.kind !== 'unknown') return [];
  return [{ layer: middlebox ? null : index, setting: describeSetting(setting, middlebox?.system ?? layer.system), below: amount, reason: setting.value.reason }];
}
