import { describe, expect, it } from 'vitest';
import { judge, judgeClaim, type Verdict } from '../../src/engine/judge.ts';
import { anyOf, type Claim, limited, outlasts, type Requirement, works } from '../../src/engine/requirement.ts';
import { constant, of } from '../../src/engine/term.ts';
import { never, no, off, unknown, unsure, type Fact, type Value, yes } from '../../src/model/value.ts';
import { at, oneOf, setting } from './made.ts';

const blind = unknown('masked', '$TIMEOUT');
const infinity = Number.POSITIVE_INFINITY;
const longer = (a: number | Value, b: number | Value, margin = 0): Verdict => judgeClaim(outlasts(of(setting(a)), of(setting(b)), margin));

/** One claim of each verdict. */
const holds = outlasts(constant(2), constant(1), 0);
const broken = outlasts(constant(1), constant(2), 0);
const open = outlasts(of(setting(blind)), constant(2), 0);

describe('outlasts', () => {
  it.each([
    [60, 60, 0, 'holds'], [60, 60, 1, 'broken'], [61, 60, 1, 'holds'], [59, 60, 0, 'broken'],
    [never, 60, 1, 'holds'], [60, never, 0, 'broken'], [never, never, 500, 'holds'],
    [off(''), 60, 0, 'holds'], [60, off(''), 0, 'holds'],
    [blind, 60, 0, 'undetermined'], [60, blind, 0, 'undetermined'], [blind, 0, 0, 'holds'], [never, blind, 500, 'holds'],
    [oneOf(70, 80), 60, 0, 'holds'], [oneOf(10, 20), 60, 0, 'broken'], [oneOf(10, 80), 60, 0, 'undetermined'],
    [60, oneOf(10, 20), 0, 'holds'], [60, oneOf(70, infinity), 0, 'broken'], [60, oneOf(10, infinity), 0, 'undetermined'],
  ] as const)('%o against %o with a margin of %d: %s', (a, b, margin, verdict) => expect(longer(a, b, margin).kind).toBe(verdict));

  it('names what is missing', () => {
    expect(longer(blind, 60)).toMatchObject({ missing: [{ kind: 'unreadable', setting: { value: blind } }] });
    expect(longer(oneOf(10, 80), 60)).toMatchObject({ missing: [{ kind: 'several', open: { value: { settledBy: 'versions: { thing: "…" }' } } }] });
  });
});

describe('limited', () => {
  const by = (...values: readonly (number | Value)[]) => judgeClaim(limited(...values.map((value) => of(setting(value))))).kind;
  it.each([
    [[10], 'holds'], [[never], 'broken'], [[never, 10], 'holds'], [[never, never], 'broken'], [[blind], 'undetermined'],
    [[never, blind], 'undetermined'], [[10, blind], 'holds'], [[oneOf(10, infinity)], 'undetermined'], [[off('')], 'broken'], [[], 'broken'],
  ] as const)('%o: %s', (values, verdict) => expect(by(...values)).toBe(verdict));
});

describe('works', () => {
  it.each([[yes(''), 'holds'], [no(''), 'broken'], [unsure(''), 'undetermined']] as const)('%o: %s', (fact, verdict) => expect(judgeClaim(works(fact)).kind).toBe(verdict));
});

describe('any of', () => {
  it.each([
    ['holds, broken', [holds, broken], 'holds'], ['broken, holds', [broken, holds], 'holds'], ['open, holds', [open, holds], 'holds'],
    ['broken, broken', [broken, broken], 'broken'], ['broken, open', [broken, open], 'undetermined'], ['open', [open], 'undetermined'], ['nothing', [], 'broken'],
  ] as const)("is Kleene's or: %s", (_, claims, verdict) => expect(judgeClaim(anyOf(claims)).kind).toBe(verdict));

  const rescued = (claim: Claim, rescue: Claim): Verdict => judgeClaim(anyOf([claim], [rescue]));
  it('is rescued only by what holds', () => {
    expect(rescued(broken, holds).kind).toBe('holds');
    expect(rescued(open, holds).kind).toBe('holds');
    expect(rescued(broken, broken)).toEqual({ kind: 'broken', doubtful: false });
    expect(rescued(open, broken).kind).toBe('undetermined');
  });
  it('stays a finding, with doubt, while a rescue is open', () => {
    expect(rescued(broken, open)).toEqual({ kind: 'broken', doubtful: true });
    expect(rescued(open, open).kind).toBe('undetermined');
  });
  it('hands doubt on through another any', () => expect(judgeClaim(anyOf([anyOf([broken], [open]), broken]))).toEqual({ kind: 'broken', doubtful: true }));
});

describe('when', () => {
  const required = (claim: Claim, when?: Fact): Verdict => judge({ claim, ...(when ? { when } : {}) } as Requirement);
  const perhaps = unsure('the version is not known', at('compose.yaml'));

  it.each([
    ['yes', yes(''), holds, 'holds'], ['yes', yes(''), broken, 'broken'], ['yes', yes(''), open, 'undetermined'],
    ['no', no(''), holds, 'holds'], ['no', no(''), broken, 'holds'], ['no', no(''), open, 'holds'],
    ['unknown', perhaps, holds, 'holds'], ['unknown', perhaps, broken, 'undetermined'], ['unknown', perhaps, open, 'undetermined'],
    ['absent', undefined, broken, 'broken'],
  ] as const)('%s (%o) turns %o into %s', (_, when, claim, verdict) => expect(required(claim, when).kind).toBe(verdict));

  it('that is unknown is itself what is missing', () => {
    expect(required(broken, perhaps)).toEqual({ kind: 'undetermined', missing: [{ kind: 'fact', fact: perhaps }] });
    expect(required(open, perhaps)).toMatchObject({ missing: [{ kind: 'fact' }, { kind: 'unreadable' }] });
  });
});
