import { describe, expect, it } from 'vitest';
import { check } from '../../src/engine/check.ts';
import { outlasts, type Requirement } from '../../src/engine/requirement.ts';
import type { Rule } from '../../src/engine/rule.ts';
import { of } from '../../src/engine/term.ts';
import { mention } from '../../src/engine/wording.ts';
import type { Layer } from '../../src/model/layer.ts';
import type { Setting } from '../../src/model/setting.ts';
import { unknown, unsure } from '../../src/model/value.ts';
import { at, chain, hop, layer, model, oneOf, setting } from './made.ts';

const short = setting(10_000, { place: at('inner.conf', 4) });
const long = setting(60_000, { name: 'wait', place: at('outer.conf', 2) });
const [outer, inner] = [layer('outer', [long]), layer('inner', [short])];
const joined = hop(outer, inner);
const built = model([chain([joined])]);
const none: ReadonlyMap<string, 'off' | 'error' | 'warning' | 'info'> = new Map();

function requirement(more: Partial<Requirement> = {}, closes: Setting = short, on: Layer = inner): Requirement {
  return {
    claim: outlasts(of(closes), of(long), 0), severity: 'error', layers: [on], hops: [joined], condition: undefined, otherEnd: 'outer wait',
    tell: () => ({ message: 'm', symptom: 's', advice: 'a', primary: mention(closes, on), related: [mention(long, outer)] }),
    ...more,
  };
}
const rule = (...requirements: readonly Requirement[]): Rule => ({ id: 'some-rule', summary: '', requires: () => requirements });
const found = (...requirements: readonly Requirement[]) => check(built, [rule(...requirements)], none).findings;
const listed = (...requirements: readonly Requirement[]) => check(built, [rule(...requirements)], none).undetermined;

describe('a broken requirement', () => {
  it('becomes a finding at its primary place, with the other end and its chains', () => {
    expect(found(requirement())).toMatchObject([{
      rule: 'some-rule', severity: 'error', confidence: 'certain', location: { file: 'inner.conf', line: 4 }, when: null, chains: ['chain'],
      setting: { layer: 'inner', name: 'read_timeout', value: { ms: 10_000 } }, related: [{ location: { file: 'outer.conf' }, setting: { layer: 'outer', name: 'wait' } }],
    }]);
  });
  it('is one finding however often it breaks at the same place against the same end', () => {
    const again = requirement({ tell: () => ({ ...requirement().tell(), related: [mention(short, inner, 'elsewhere')].map((one) => ({ ...one, place: at('third.conf') })) }) });
    const findings = found(requirement(), again, requirement());
    expect(findings).toHaveLength(1);
    expect(findings[0]?.related.map((related) => related.location.file)).toEqual(['outer.conf', 'third.conf']);
  });
  it('is a finding of its own against another end or at another place', () => {
    expect(found(requirement(), requirement({ otherEnd: 'other wait' }))).toHaveLength(2);
    expect(found(requirement(), requirement({}, setting(10_000, { place: at('inner.conf', 5) })))).toHaveLength(2);
  });
  it('takes the worse severity when findings are merged', () => expect(found(requirement({ severity: 'warning' }), requirement())).toMatchObject([{ severity: 'error' }]));
  it('names the others of its group', () => {
    const second = requirement({ group: 'g', otherEnd: 'b' }, setting(10_000, { name: 'second', place: at('second.conf') }));
    const [first] = found(requirement({ group: 'g' }), second);
    expect(first?.related.map((related) => related.location.file)).toEqual(['outer.conf', 'second.conf']);
  });
  it('has a fingerprint that neither line nor value changes', () => {
    const [a] = found(requirement());
    const [b] = found(requirement({}, setting(20_000, { place: at('inner.conf', 40) })));
    const [c] = found(requirement({ otherEnd: 'other wait' }));
    expect(b?.fingerprint).toBe(a?.fingerprint);
    expect(c?.fingerprint).not.toBe(a?.fingerprint);
  });
});

describe('variants', () => {
  it('repeat nothing that the base already has', () => expect(found(requirement(), requirement({ condition: 'overlays/prod' }))).toMatchObject([{ when: null }]));
  it('have findings of their own otherwise, one for each', () => {
    const findings = found(requirement({ condition: 'overlays/prod' }), requirement({ condition: 'overlays/test' }), requirement({ condition: 'overlays/prod' }));
    expect(findings.map((finding) => finding.when)).toEqual(['overlays/prod', 'overlays/test']);
    expect(new Set(findings.map((finding) => finding.fingerprint)).size).toBe(2);
  });
});

describe('how sure a finding is', () => {
  it('is a warning and possible where the two ends were only assumed to belong together', () => {
    const assumed = { ...joined, join: { ...joined.join, evidence: 'assumed' as const } };
    expect(found(requirement({ hops: [assumed] }))).toMatchObject([{ severity: 'warning', confidence: 'possible' }]);
    expect(found(requirement({ hops: [assumed], severity: 'info' }))).toMatchObject([{ severity: 'info' }]);
  });
  it('is info in tests, examples and vendored charts, whatever the configuration says', () => {
    const sample = layer('sample', [], { project: { folder: 'examples', sample: true } });
    expect(found(requirement({ layers: [sample] }))).toMatchObject([{ severity: 'info' }]);
    expect(check(built, [rule(requirement({ layers: [sample] }))], new Map([['some-rule', 'error']])).findings).toMatchObject([{ severity: 'info' }]);
  });
  it('is likely where a variable could say otherwise', () => {
    expect(found(requirement({}, { ...short, provenance: { kind: 'visible-default', variable: 'TIMEOUT' } }))).toMatchObject([{ confidence: 'likely' }]);
  });
});

describe('the configuration of rules', () => {
  it('switches a rule off, or sets its severity', () => {
    expect(check(built, [rule(requirement())], new Map([['some-rule', 'off']]))).toEqual({ findings: [], undetermined: [] });
    expect(check(built, [rule(requirement())], new Map([['some-rule', 'info']])).findings).toMatchObject([{ severity: 'info' }]);
  });
});

describe('what is undetermined', () => {
  it('names the variable that would settle it', () => {
    expect(listed(requirement({}, { ...short, value: unknown('only known at run time', '${READ_TIMEOUT}', 'READ_TIMEOUT') }))).toMatchObject([
      { rule: 'some-rule', needs: 'values: { READ_TIMEOUT: … }', reason: 'read_timeout is not known (only known at run time): ${READ_TIMEOUT}', location: { file: 'inner.conf', line: 4 } },
    ]);
  });
  it('names the version that would settle it, with amounts for people', () => {
    expect(listed(requirement({}, { ...short, value: oneOf(5000, 65_000) }))).toMatchObject([{ needs: 'versions: { thing: "…" }', reason: 'read_timeout is 5 s (release 1) or 65 s (release 2)' }]);
  });
  it('prints counts as counts', () => {
    expect(listed(requirement({}, setting(oneOf(3, 100_000), { timer: 'retry.attempts', name: 'tries' })))).toMatchObject([{ reason: 'tries is 3 (release 1) or 100000 (release 2)' }]);
  });
  it('gives the reason of an open condition, once', () => {
    const open = requirement({ when: unsure('the version is not known', at('compose.yaml', 3)) });
    expect(listed(open, open)).toMatchObject([{ reason: 'the version is not known', location: { file: 'compose.yaml', line: 3 } }]);
    expect(found(open)).toEqual([]);
  });
  it('hands on the line of hoplint.yaml that the reason names', () => {
    expect(listed(requirement({ when: unsure('old and new releases differ (versions: { nginx: "…" })') }))).toMatchObject([{ needs: 'versions: { nginx: "…" }' }]);
  });
  it('is not listed for tests and examples', () => {
    const sample = layer('sample', [], { project: { folder: 'examples', sample: true } });
    expect(listed(requirement({ layers: [sample] }, { ...short, value: unknown('masked', '$X') }))).toEqual([]);
  });
});

it('lists the worst first, then by place', () => {
  const elsewhere = setting(10_000, { place: at('a.conf') });
  const findings = found(requirement({ severity: 'info' }, elsewhere), requirement({ severity: 'warning', otherEnd: 'w' }, elsewhere), requirement());
  expect(findings.map((finding) => finding.severity)).toEqual(['error', 'warning', 'info']);
});
