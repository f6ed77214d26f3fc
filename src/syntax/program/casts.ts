import { own } from '../../model/own.ts';
import type { Evaluated, Frame } from './evaluate.ts';
import { compound, type Known, passing, unknownValue } from './outcome.ts';
import type { Call, Language } from './tree.ts';

type Conversion = 'number' | 'prefix' | 'whole' | 'text' | 'same';

const javascript: Readonly<Record<string, Conversion>> = { Number: 'number', parseInt: 'prefix', parseFloat: 'prefix', 'Number.parseInt': 'prefix', 'Number.parseFloat': 'prefix', String: 'text', 'Object.freeze': 'same' };
const casts: Readonly<Record<Language, Readonly<Record<string, Conversion>>>> = {
  javascript,
  typescript: javascript,
  python: { int: 'whole', float: 'number', str: 'text', 'decimal.Decimal': 'number', Decimal: 'number' },
  go: {
    int: 'whole', int32: 'whole', int64: 'whole', uint: 'whole', uint32: 'whole', uint64: 'whole', float64: 'number', float32: 'number', string: 'same',
    'time.Duration': 'same', 'strconv.Atoi': 'whole', 'strconv.ParseInt': 'whole', 'strconv.Itoa': 'text', 'template.Must': 'same',
  },
  csharp: { 'int.Parse': 'whole', 'long.Parse': 'whole', 'double.Parse': 'number', 'Convert.ToInt32': 'whole', 'Convert.ToInt64': 'whole', 'Convert.ToDouble': 'number', 'Convert.ToString': 'text' },
  ruby: { Integer: 'whole', Float: 'number', String: 'text' },
  java: { 'Integer.parseInt': 'whole', 'Long.parseLong': 'whole', 'Double.parseDouble': 'number', 'Integer.valueOf': 'whole', 'Long.valueOf': 'whole', 'String.valueOf': 'text' },
  php: { intval: 'prefix', floatval: 'prefix', strval: 'text' },
};
const rubyMethods: Readonly<Record<string, Conversion>> = { to_i: 'prefix', to_f: 'prefix', to_s: 'text', freeze: 'same' };

/** `undefined` when the call converts nothing. */
export async function evaluateCast(call: Call, frame: Frame): Promise<Evaluated | undefined> {
  const { language } = frame.program;
  const conversion = call.receiver === undefined && Object.hasOwn(casts[language], call.callee) ? casts[language][call.callee] : undefined;
  const [argument] = call.args;
  if (conversion !== undefined && argument !== undefined) return convert(call, await frame.evaluate(argument, frame), conversion);
  const choice = call.receiver === undefined ? own(choices, call.callee) : undefined;
  if (choice) return chosen(call, choice, frame);
  if (isTrim(call)) return trimmed(call, frame);
  if (language === 'python' && /(?:^|\.)Field$/.test(call.callee)) return field(call, frame);
  return language === 'ruby' ? rubyConversion(call, frame) : undefined;
}

/** Functions of numbers that every reader knows. */
const choices: Readonly<Record<string, (numbers: readonly number[]) => number>> = {
  'Math.max': (numbers) => Math.max(...numbers), 'Math.min': (numbers) => Math.min(...numbers), max: (numbers) => Math.max(...numbers), min: (numbers) => Math.min(...numbers),
  'Math.floor': ([number = Number.NaN]) => Math.floor(number), 'Math.ceil': ([number = Number.NaN]) => Math.ceil(number), 'Math.round': ([number = Number.NaN]) => Math.round(number), 'Math.trunc': ([number = Number.NaN]) => Math.trunc(number),
};

async function chosen(call: Call, choose: (numbers: readonly number[]) => number, frame: Frame): Promise<Evaluated> {
  const known: Known[] = [];
  for (const argument of call.args) {
    const result = await frame.evaluate(argument, frame);
    if (result.kind !== 'value' || typeof result.value !== 'number') return unknownValue(call, 'not a number', result);
    known.push(result);
  }
  const value = choose(known.map((one) => (one.kind === 'value' ? Number(one.value) : Number.NaN)));
  return known.length === 0 || !Number.isFinite(value) ? unknownValue(call, 'not a number') : compound(call, known, { value });
}

/** `value.strip()`, `value.trim()`. */
const isTrim = (call: Call): boolean => call.args.length === 0 && /^(?:.*\.)?(?:strip|trim|lower|upper|toLowerCase|toUpperCase)$/.test(call.callee);

async function trimmed(call: Call, frame: Frame): Promise<Evaluated | undefined> {
  const owner = call.callee.split('.').slice(0, -1);
  const subject = call.receiver ?? { kind: 'name' as const, path: owner, place: call.place, text: call.text };
  if (subject.kind === 'name' && subject.path.length === 0) return undefined;
  const result = await frame.evaluate(subject, frame);
  if (result.kind === 'unknown') return unknownValue(call, result.reason, result);
  return result.kind === 'value' && typeof result.value === 'string' ? { ...result, value: cased(result.value.trim(), call.callee) } : undefined;
}

const cased = (text: string, method: string): string => (/lower/i.test(method) ? text.toLowerCase() : /upper/i.test(method) ? text.toUpperCase() : text);

/** pydantic's `Field(30, …)`, `Field(default=30)`. */
async function field(call: Call, frame: Frame): Promise<Evaluated | undefined> {
  const value = call.keywords.find((one) => one.name === 'default')?.value ?? call.args[0];
  return value && frame.evaluate(value, frame);
}

/** `ENV["X"].to_i` */
async function rubyConversion(call: Call, frame: Frame): Promise<Evaluated | undefined> {
  const members = call.callee.split('.');
  const method = members.at(-1) ?? '';
  if (!Object.hasOwn(rubyMethods, method) || call.args.length > 0) return undefined;
  const subject = call.receiver ?? { kind: 'name' as const, path: members.slice(0, -1), place: call.place, text: call.text };
  if (subject.kind === 'name' && subject.path.length === 0) return undefined;
  return convert(call, await frame.evaluate(subject, frame), own(rubyMethods, method) ?? 'same');
}

function convert(call: Call, result: Evaluated, conversion: Conversion): Evaluated {
  if (result.kind === 'unknown') return unknownValue(call, result.reason, result);
  if (conversion === 'same' || result.kind === 'duration') return result;
  if (conversion === 'text') return { ...result, value: String(result.value) };
  const value = numberFrom(result.value, conversion);
  return value === undefined ? passing(unknownValue(call, 'not a number'), call.place) : { ...result, value };
}

function numberFrom(value: string | number | boolean | null, conversion: Conversion): number | undefined {
  const text = conversion === 'prefix' ? (/^\s*-?\d+(?:\.\d+)?/.exec(String(value))?.[0] ?? '') : String(value).replaceAll('_', '').trim();
  const number = text === '' || value === null ? Number.NaN : Number(text);
  if (Number.isNaN(number)) return undefined;
  return conversion === 'whole' ? Math.trunc(number) : number;
}
