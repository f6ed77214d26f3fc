import { day, type Grammar, goDuration, hour, minute, ms, parseDuration, second } from '../../model/duration.ts';
import { own } from '../../model/own.ts';
import { resolveName } from './callee.ts';
import type { Evaluated, Frame } from './evaluate.ts';
import { compound, unknownValue, type Known } from './outcome.ts';
import type { Call, Expression, Language, Name } from './tree.ts';

type Constant = { readonly ms: number } | { readonly value: number | null };
type Constants = Readonly<Record<string, Constant>>;

const never = Number.POSITIVE_INFINITY;
const javascript: Constants = { Infinity: { value: never }, 'Number.POSITIVE_INFINITY': { value: never }, 'Number.MAX_SAFE_INTEGER': { value: Number.MAX_SAFE_INTEGER }, undefined: { value: null } };
const constants: Readonly<Record<Language, Constants>> = {
  javascript,
  typescript: javascript,
  python: { 'math.inf': { value: never } },
  go: {
    'time.Nanosecond': { ms: 1e-6 }, 'time.Microsecond': { ms: 1e-3 }, 'time.Millisecond': { ms }, 'time.Second': { ms: second }, 'time.Minute': { ms: minute }, 'time.Hour': { ms: hour },
    'math.MaxInt32': { value: 2 ** 31 - 1 }, 'math.MaxInt64': { value: 2 ** 63 },
  },
  csharp: {
    'TimeSpan.Zero': { ms: 0 }, 'TimeSpan.MaxValue': { ms: never }, 'Timeout.InfiniteTimeSpan': { ms: never }, 'Timeout.Infinite': { value: -1 },
    'int.MaxValue': { value: 2 ** 31 - 1 }, 'Int32.MaxValue': { value: 2 ** 31 - 1 }, 'long.MaxValue': { value: 2 ** 63 },
  },
  ruby: { 'Float.INFINITY': { value: never } },
  java: { 'Duration.ZERO': { ms: 0 }, 'Timeout.DISABLED': { ms: 0 }, 'Timeout.ZERO_MILLISECONDS': { ms: 0 }, 'TimeValue.ZERO_MILLISECONDS': { ms: 0 }, 'Integer.MAX_VALUE': { value: 2 ** 31 - 1 }, 'Long.MAX_VALUE': { value: 2 ** 63 } },
  php: { PHP_INT_MAX: { value: 2 ** 63 } },
};

/** Names that the language itself gives a value. */
export function knownName(name: Name, frame: Frame): Evaluated | undefined {
  const { language } = frame.program;
  const path = language === 'csharp' || language === 'java' ? name.path.slice(-2).join('.') : fullName(name.path, frame);
  const constant = Object.hasOwn(constants[language], path) ? constants[language][path] : undefined;
  if (constant === undefined) return undefined;
  if ('ms' in constant) return { kind: 'duration', ms: constant.ms, origin: 'literal', places: [name.place] };
  return { kind: 'value', value: constant.value, origin: 'literal', places: [name.place] };
}

/** A call that makes a duration; `undefined` for others. */
export async function durationCall(call: Call, frame: Frame): Promise<Evaluated | undefined> {
  switch (frame.program.language) {
    case 'csharp': return csharpDuration(call, frame);
    case 'java': return javaDuration(call, frame);
    case 'python': return pythonDuration(call, frame);
    case 'ruby': return rubyDuration(call, frame);
    case 'go': return fullName(call.callee.split('.'), frame) === 'time.ParseDuration' ? parsed(call, frame, (text) => parseDuration(text, goDuration)) : undefined;
    case 'javascript': case 'typescript': return fullName(call.callee.split('.'), frame) === 'ms.default' && call.args.length === 1 ? milliseconds(call, frame) : undefined;
    default: return undefined;
  }
}

/** The package ms: `ms("60s")` is a number of milliseconds, a bare number in the text one too. */
async function milliseconds(call: Call, frame: Frame): Promise<Evaluated> {
  const result = await parsed(call, frame, (text) => parseDuration(text.trim().toLowerCase().replace(/^(-?[\d.]+)\s*(ms|msecs?|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)?$/, (_, amount: string, unit = 'ms') => `${amount}${/^ms|^mill/.test(String(unit)) ? 'ms' : String(unit)[0] ?? ''}`), packageMs));
  return result.kind === 'duration' ? { ...result, kind: 'value', value: result.ms } : result;
}

const packageMs: Grammar = { bare: ms, suffixes: { ms, s: second, m: minute, h: hour, d: day }, decimals: true, compound: false };

const javaUnits: Readonly<Record<string, number>> = {
  ofNanos: 1e-6, ofNanoseconds: 1e-6, ofMicroseconds: 1e-3, ofMillis: ms, ofMilliseconds: ms, ofSeconds: second, ofMinutes: minute, ofHours: hour, ofDays: day,
};
/** Of java.util.concurrent.TimeUnit and java.time.temporal.ChronoUnit. */
const javaNames: Readonly<Record<string, number>> = {
  NANOSECONDS: 1e-6, NANOS: 1e-6, MICROSECONDS: 1e-3, MICROS: 1e-3, MILLISECONDS: ms, MILLIS: ms, SECONDS: second, MINUTES: minute, HOURS: hour, DAYS: day,
};
const javaConversions: Readonly<Record<string, number>> = { toNanos: 1e-6, toMillis: ms, toMilliseconds: ms, toMillisecondsIntBound: ms, toSeconds: second, getSeconds: second, toMinutes: minute };
const csharpUnits: Readonly<Record<string, number>> = {
  'TimeSpan.FromTicks': 1e-4, 'TimeSpan.FromMicroseconds': 1e-3, 'TimeSpan.FromMilliseconds': ms, 'TimeSpan.FromSeconds': second, 'TimeSpan.FromMinutes': minute, 'TimeSpan.FromHours': hour, 'TimeSpan.FromDays': day,
};
const pythonUnits: Readonly<Record<string, number>> = { weeks: 7 * day, days: day, hours: hour, minutes: minute, seconds: second, milliseconds: ms, microseconds: 1e-3 };
const pythonOrder = ['days', 'seconds', 'microseconds', 'milliseconds', 'minutes', 'hours', 'weeks'];
const rubyUnits: Readonly<Record<string, number>> = { second, seconds: second, minute, minutes: minute, hour, hours: hour, day, days: day };

function fullName(path: readonly string[], { program, scope }: Frame): string {
  const resolved = resolveName(program, path, scope);
  return resolved === undefined || resolved.module === '' ? path.join('.') : `${resolved.module}.${resolved.name}`;
}

async function factory(call: Call, units: Readonly<Record<string, number>>, frame: Frame): Promise<Evaluated | undefined> {
  const name = call.callee.split('.').slice(-2).join('.');
  const unit = Object.hasOwn(units, name) ? units[name] : undefined;
  return unit === undefined ? undefined : sum(call, call.args.slice(0, 1).map((value) => ({ value, unit })), frame);
}

/** `Duration.ofSeconds(5)`, Apache's `Timeout.of(5, TimeUnit.SECONDS)`, and their conversions to numbers. */
async function javaDuration(call: Call, frame: Frame): Promise<Evaluated | undefined> {
  const [owner = '', method = ''] = call.callee.split('.').slice(-2);
  const conversion = own(javaConversions, call.receiver === undefined ? method : call.callee);
  if (conversion !== undefined) return converted(call, conversion, frame);
  const [value, named] = call.args;
  if (!javaTypes.has(owner) || value === undefined) return undefined;
  const unit = method === 'of' ? javaUnit(named) : own(javaUnits, method);
  return unit === undefined ? undefined : sum(call, [{ value, unit }], frame);
}

const javaTypes: ReadonlySet<string> = new Set(['Duration', 'Timeout', 'TimeValue']);

/** The milliseconds of `TimeUnit.SECONDS`, however imported. */
export const javaUnit = (expression: Expression | undefined): number | undefined => (expression?.kind === 'name' ? own(javaNames, expression.path.at(-1) ?? '') : undefined);

/** `TimeUnit.SECONDS.toMillis(5)`, `Duration.ofSeconds(5).toMillis()`. */
async function converted(call: Call, target: number, frame: Frame): Promise<Evaluated | undefined> {
  const [argument] = call.args;
  const owner: Name = { kind: 'name', path: call.callee.split('.').slice(0, -1), text: call.callee, place: call.place };
  const unit = argument === undefined ? undefined : javaUnit(owner);
  if (argument !== undefined && unit === undefined) return undefined;
  const result = await frame.evaluate(argument ?? call.receiver ?? owner, frame);
  if (result.kind === 'duration') return compound(call, [result], { value: result.ms / target });
  return result.kind === 'value' && typeof result.value === 'number' && unit !== undefined ? compound(call, [result], { value: (result.value * unit) / target }) : undefined;
}

async function csharpDuration(call: Call, frame: Frame): Promise<Evaluated | undefined> {
  if (call.callee.endsWith('TimeSpan.Parse')) return parsed(call, frame, clockTime);
  if (call.construct !== 'new' || !/(^|\.)TimeSpan$/.test(call.callee)) return factory(call, csharpUnits, frame);
  const units = call.args.length === 1 ? [1e-4] : call.args.length === 3 ? [hour, minute, second] : [day, hour, minute, second, ms];
  return sum(call, call.args.map((value, index) => ({ value, unit: units[index] ?? 0 })), frame);
}

async function pythonDuration(call: Call, frame: Frame): Promise<Evaluated | undefined> {
  if (call.callee === 'total_seconds' && call.receiver !== undefined) return inSeconds(call, call.receiver, frame);
  if (fullName(call.callee.split('.'), frame) !== 'datetime.timedelta') return undefined;
  const positional = call.args.map((value, index) => ({ value, unit: pythonUnits[pythonOrder[index] ?? ''] ?? 0 }));
  if (call.keywords.some(({ name }) => !Object.hasOwn(pythonUnits, name))) return unknownValue(call, 'not a constant');
  return sum(call, [...positional, ...call.keywords.map(({ name, value }) => ({ value, unit: pythonUnits[name] ?? 0 }))], frame);
}

async function inSeconds(call: Call, receiver: Expression, frame: Frame): Promise<Evaluated | undefined> {
  const result = await frame.evaluate(receiver, frame);
  return result.kind === 'duration' ? compound(call, [result], { value: result.ms / second }) : undefined;
}

async function rubyDuration(call: Call, frame: Frame): Promise<Evaluated | undefined> {
  const members = call.callee.split('.');
  const method = members.at(-1) ?? '';
  const unit = Object.hasOwn(rubyUnits, method) ? rubyUnits[method] : undefined;
  const subject = call.receiver ?? { kind: 'name' as const, path: members.slice(0, -1), place: call.place, text: call.text };
  if (unit === undefined || call.args.length > 0 || (subject.kind === 'name' && subject.path.length === 0)) return undefined;
  return sum(call, [{ value: subject, unit }], frame);
}

async function sum(call: Call, parts: readonly { readonly value: Expression; readonly unit: number }[], frame: Frame): Promise<Evaluated> {
  const known: Known[] = [];
  let total = 0;
  for (const { value, unit } of parts) {
    const result = await frame.evaluate(value, frame);
    if (result.kind !== 'value' || typeof result.value !== 'number') return unknownValue(call, 'not a constant', result);
    known.push(result);
    total += result.value * unit;
  }
  return compound(call, known, { ms: total });
}

async function parsed(call: Call, frame: Frame, parse: (text: string) => number | undefined): Promise<Evaluated> {
  const [argument] = call.args;
  if (argument === undefined) return unknownValue(call, 'not a constant');
  const result = await frame.evaluate(argument, frame);
  const amount = result.kind === 'value' && typeof result.value === 'string' ? parse(result.value) : undefined;
  return result.kind === 'unknown' || amount === undefined ? unknownValue(call, 'not a duration', result) : compound(call, [result], { ms: amount });
}

/** `hh:mm:ss`, `d.hh:mm:ss` */
function clockTime(text: string): number | undefined {
  const match = /^(?:(\d{1,6})\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2}(?:\.\d{1,7})?))?$/.exec(text.trim());
  if (match === null) return undefined;
  const [days, hours, minutes, seconds] = match.slice(1).map((part: string | undefined) => Number(part ?? 0));
  return (days ?? 0) * day + (hours ?? 0) * hour + (minutes ?? 0) * minute + (seconds ?? 0) * second;
}
