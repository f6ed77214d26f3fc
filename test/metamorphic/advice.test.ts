import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/result.ts';
import { casesOf } from '../rules/cases.ts';
import { type Files, filesIn, isLoud, resultOf } from './files.ts';

const judged = ['idle-timeout-inverted', 'endpoint-cut', 'deadline-inverted', 'stop-order'] as const;

/** The amount that the advice asks for under the setting's own name, in milliseconds: `to at least 65 s`, `to more than 40 s, e.g. 50 s`, `to 10 s`. */
function wanted({ advice, setting }: Finding): number | undefined {
  const at = setting ? advice.indexOf(`${setting.name} `) : -1;
  const rest = at < 0 ? '' : advice.slice(at).replace(/, or .*/, '');
  const [, example] = /\be\.g\. (\d+(?:\.\d+)?) s\b/.exec(rest) ?? [];
  const [, plain] = /\bto (?:at least |at most )?(\d+(?:\.\d+)?) s\b/.exec(rest) ?? [];
  const amount = plain ?? example;
  return amount === undefined ? undefined : Number(amount) * 1000;
}

/** The literal with another amount, in the unit that it is written in; `undefined` where it is no plain number. */
function rewritten(literal: string, from: number, to: number): string | undefined {
  const [whole, number, unit] = /^(\d+)([a-z]*)(?![\w.])/.exec(literal) ?? [];
  if (whole === undefined || number === undefined || from <= 0) return undefined;
  return `${Math.ceil((to * Number(number)) / from)}${unit}${literal.slice(whole.length)}`;
}

function raised(files: Files, finding: Finding): Files | undefined {
  const { location, setting } = finding;
  const amount = wanted(finding);
  const text = files[location.file];
  if (text === undefined || amount === undefined || setting?.provenance !== 'configured' || !('ms' in setting.value)) return undefined;
  const lines = text.split('\n');
  const line = lines[location.line - 1] ?? '';
  const value = rewritten(line.slice(location.column - 1, location.endLine === location.line ? location.endColumn - 1 : undefined), setting.value.ms, amount);
  if (value === undefined) return undefined;
  const end = location.endLine === location.line ? location.endColumn - 1 : line.length;
  lines[location.line - 1] = line.slice(0, location.column - 1) + value + line.slice(end);
  return { ...files, [location.file]: lines.join('\n') };
}

/** What the advice names as well, or a worker that may now outlast a clock further out: told by its own rule, which knows nothing of endpoints. */
const mayFollow = (cleared: Finding, added: Finding): boolean => cleared.advice.includes(`${added.setting?.name} `) || (cleared.rule === 'endpoint-cut' && added.rule === 'deadline-inverted');

const keyOf = ({ rule, setting, location }: Finding): string => `${rule} ${setting?.name ?? ''} ${location.file}`;

describe.each(judged)('the advice of %s', (rule) => {
  it('clears the finding and adds no other', async () => {
    const checked: string[] = [];
    for (const { name, root } of casesOf(rule).filter(({ verdict }) => verdict === 'err')) {
      const files = filesIn(root);
      const before = (await resultOf(files)).findings.filter(isLoud);
      for (const finding of before.filter((one) => one.rule === rule)) {
        const changed = raised(files, finding);
        if (!changed) continue;
        checked.push(name);
        const known = new Set(before.map(keyOf));
        const after = (await resultOf(changed)).findings.filter(isLoud);
        const added = after.filter((one) => !known.has(keyOf(one)) && !mayFollow(finding, one)).map(keyOf);
        expect({ name, remains: after.map(keyOf).includes(keyOf(finding)), added }).toEqual({ name, remains: false, added: [] });
      }
    }
    expect(checked.length).toBeGreaterThanOrEqual(2);
  }, 60_000);
});
