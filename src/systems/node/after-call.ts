import { own } from '../../model/own.ts';
import { exact, type Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { known, never, unknown, type Value } from '../../model/value.ts';
import type { Program } from '../../syntax/program/tree.ts';

const assignment = /\)!?\.(keepAliveTimeout|headersTimeout|requestTimeout)\s*=(?!=)\s*([^;\n]{1,200})/g;

/** `app.getHttpServer().keepAliveTimeout = 65_000`: the tree keeps no assignment to what a call returns. */
export function assignedToResults(program: Program, timers: Readonly<Record<string, Timer>>): readonly Setting[] {
  return [...program.source.text.matchAll(assignment)].flatMap((match): readonly Setting[] => {
    const [whole, name = '', written = ''] = match;
    const timer = own(timers, name);
    const start = match.index + whole.length - written.length;
    const place = program.source.place(start, start + written.trimEnd().length);
    return timer ? [{ timer, name, value: valueOf(written.trim()), provenance: { kind: 'configured' }, place, via: [], window: exact, fixed: false }] : [];
  });
}

/** A product of numbers; everything else is left open. */
function valueOf(written: string): Value {
  const factors = written.replace(/\s*\/\/.*$/, '').split('*').map((part) => part.trim().replace(/_/g, ''));
  if (!factors.every((factor) => /^\d+(?:\.\d+)?$/.test(factor))) return unknown('not a constant', written.slice(0, 120));
  const amount = factors.reduce((product, factor) => product * Number(factor), 1);
  return amount === 0 ? { ...never, written } : known(amount, written);
}
