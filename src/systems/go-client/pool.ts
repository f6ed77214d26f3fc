import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { type Fact, no, unsure, yes } from '../../model/value.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import { methodOf } from '../program/calls.ts';
import { follow, type Located } from '../program/follow.ts';
import { durationField } from '../program/go-duration.ts';
import { type GoContext, goValue } from '../program/go-value.ts';
import type { Written } from '../system.ts';
import { goClientFacts } from './facts.ts';

/** What an http.Client literal says: its limits and its transport. */
export interface Pool {
  readonly profile: string;
  readonly settings: readonly Setting[];
  readonly written: readonly Written[];
  readonly pooled: Fact;
}

export const shared: Pool = { profile: 'default', settings: [], written: [], pooled: yes('http.DefaultTransport keeps connections') };

const link = 'https://pkg.go.dev/net/http#Transport';
const transport: Readonly<Record<string, Timer>> = { IdleConnTimeout: 'upstream.idle', ResponseHeaderTimeout: 'upstream.first-byte' };
const dialer: Readonly<Record<string, Timer>> = { Timeout: 'upstream.connect', KeepAlive: 'probe.idle' };

export async function poolOf(call: Call, program: Program, context: GoContext): Promise<Pool> {
  const at = (name: string, from: Call = call): Located | undefined => {
    const later = from.assigned === undefined ? undefined : program.definitions.findLast((one) => one.name === `${from.assigned}.${name}`);
    if (later) return { expression: later.value, program, scope: later.scope };
    const keyword = from.keywords.find((one) => one.name === name);
    return keyword && { expression: keyword.value, program, scope: from.scope };
  };
  const timeout = at('Timeout');
  const limit = timeout && (await field('Client.Timeout', 'upstream.deadline', timeout, context));
  const given = at('Transport');
  const pool = given ? await transportOf(given, context) : shared;
  return { ...pool, settings: [...(limit ? [limit.setting] : []), ...pool.settings], written: [...(limit?.written ?? []), ...pool.written] };
}

const field = (name: string, timer: Timer, at: Located, context: GoContext): ReturnType<typeof durationField> =>
  durationField({ system: goClientFacts.system, title: goClientFacts.title, name, timer, link }, at, context);

/** A `http.RoundTripper`: http.DefaultTransport, a literal, or something that nobody can read. */
export async function transportOf(at: Located, context: GoContext): Promise<Pool> {
  const { expression, program, scope } = await follow(at, context.reader);
  if (/\bhttp\.DefaultTransport\b/.test(expression.text)) return shared;
  if (expression.kind !== 'call' || expression.construct !== 'literal' || methodOf(expression) !== 'Transport') {
    return { profile: 'unseen', settings: [], written: [], pooled: unsure('the transport is made elsewhere', expression.place) };
  }
  const found = await fieldsOf(expression, transport, '', { expression, program, scope }, context);
  const dial = expression.keywords.find((one) => /^Dial(Context)?$/.test(one.name));
  const dialled = dial ? await dialerOf({ expression: dial.value, program, scope }, context) : { settings: [], written: [], own: false };
  const disabled = expression.keywords.find((one) => one.name === 'DisableKeepAlives');
  const off = disabled && (await goValue({ expression: disabled.value, program, scope }, context));
  const pooled = off?.kind === 'value' && off.value === true ? no('DisableKeepAlives closes after each request', expression.place) : yes('the transport keeps connections', expression.place);
  return { profile: dial && !dialled.own ? 'unseen' : 'bare', settings: [...found.settings, ...dialled.settings], written: [...found.written, ...dialled.written], pooled };
}

/** `(&net.Dialer{ … }).DialContext`, also through a variable. */
async function dialerOf(at: Located, context: GoContext): Promise<{ settings: readonly Setting[]; written: readonly Written[]; own: boolean }> {
  const literals = at.program.calls.filter((call) => call.callee === 'net.Dialer' && call.construct === 'literal');
  const inside = literals.filter((call) => contains(at.expression.place, call.place));
  const [first] = inside.length > 0 ? inside : literals;
  if (!first || at.expression.kind === 'callback' || (inside.length === 0 && literals.length > 1)) return { settings: [], written: [], own: false };
  return { ...(await fieldsOf(first, dialer, 'Dialer.', { ...at, scope: first.scope }, context)), own: true };
}

const contains = (outer: Call['place'], inner: Call['place']): boolean =>
  (outer.line < inner.line || (outer.line === inner.line && outer.column <= inner.column)) && (outer.endLine > inner.endLine || (outer.endLine === inner.endLine && outer.endColumn >= inner.endColumn));

async function fieldsOf(call: Call, names: Readonly<Record<string, Timer>>, prefix: string, at: Located, context: GoContext): Promise<{ settings: readonly Setting[]; written: readonly Written[] }> {
  const found: Awaited<ReturnType<typeof durationField>>[] = [];
  for (const [name, timer] of Object.entries(names)) {
    const keyword = call.keywords.find((one) => one.name === name);
    const value = keyword && { ...at, expression: keyword.value };
    // Zero of Dialer.KeepAlive is the usual 15 s.
    if (value && !(name === 'KeepAlive' && (await isZero(value, context)))) found.push(await field(`${prefix}${name}`, timer, value, context));
  }
  return { settings: found.map((one) => one.setting), written: found.flatMap((one) => one.written) };
}

async function isZero(at: Located, context: GoContext): Promise<boolean> {
  const value = await goValue(at, context);
  return (value.kind === 'value' && value.value === 0) || (value.kind === 'duration' && value.ms === 0);
}
