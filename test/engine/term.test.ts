import { describe, expect, it } from 'vitest';
import { amountsOf, constant, least, of, settingsOf, sum, times } from '../../src/engine/term.ts';
import { never, off, unknown } from '../../src/model/value.ts';
import { oneOf, setting } from './made.ts';

const options = (term: Parameters<typeof amountsOf>[0]) => {
  const amounts = amountsOf(term);
  return amounts.kind === 'amounts' ? amounts.options : amounts.kind;
};

describe('a setting as a term', () => {
  it('comes to its amount', () => expect(options(of(setting(30)))).toEqual([30]));
  it('comes to every member of a one-of, and says which setting is open', () => {
    const open = setting(oneOf(5, 65));
    expect(amountsOf(of(open))).toMatchObject({ kind: 'amounts', options: [5, 65], open: [{ setting: open }] });
  });
  it('is moved by its close window', () => {
    const measured = setting(60, { window: { early: 10, late: 3 } });
    expect([options(of(measured, { edge: 'earliest' })), options(of(measured)), options(of(measured, { edge: 'latest' }))]).toEqual([[50], [60], [63]]);
  });
  it('never closes before zero', () => expect(options(of(setting(5, { window: { early: 10, late: 0 } }), { edge: 'earliest' }))).toEqual([0]));
  it('that is off settles the matter, unless off means never', () => {
    expect(options(of(setting(off('close is announced'))))).toBe('vacuous');
    expect(options(of(setting(off('no probes')), { off: 'never' }))).toEqual([Number.POSITIVE_INFINITY]);
  });
  it('without limit is compared, unless it settles the matter', () => {
    expect(options(of(setting(never)))).toEqual([Number.POSITIVE_INFINITY]);
    expect(options(of(setting(never), { never: 'vacuous' }))).toBe('vacuous');
  });
  it('without limit in some releases only asks for nothing in those', () => expect(options(of(setting(oneOf(30, Number.POSITIVE_INFINITY)), { never: 'vacuous' }))).toEqual([30, 0]));
  it('that cannot be read stays unknown', () => expect(options(of(setting(unknown('masked', '$X'))))).toBe('unknown'));
});

describe('a computed term', () => {
  it('adds', () => expect(options(sum(of(setting(20)), of(setting(30)), constant(1)))).toEqual([51]));
  it('multiplies, and nothing times for ever is nothing', () => {
    expect(options(times(constant(3), of(setting(10))))).toEqual([30]);
    expect(options(times(constant(0), of(setting(never))))).toEqual([0]);
  });
  it('takes the least', () => expect(options(least(of(setting(never)), constant(90)))).toEqual([90]));
  it('combines every member of one part with every member of the other', () => expect(options(sum(of(setting(oneOf(1, 2))), of(setting(oneOf(10, 20)))))).toEqual([11, 21, 12, 22]));
  it('is unknown or settled as soon as a part is', () => {
    expect(options(sum(constant(1), of(setting(unknown('masked', '$X')))))).toBe('unknown');
    expect(options(sum(constant(1), of(setting(off('')))))).toBe('vacuous');
  });
  it('stays bounded however many members there are', () => {
    const many = of(setting(oneOf(...Array.from({ length: 40 }, (_, index) => index))));
    expect(options(sum(many, many, many))).toHaveLength(256);
  });
  it('names its settings', () => {
    const [a, b] = [setting(1), setting(2)];
    expect(settingsOf(least(times(of(a), of(b)), constant(3)))).toEqual([a, b]);
  });
});
