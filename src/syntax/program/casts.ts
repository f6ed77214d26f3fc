import { own } from '../../model/own.ts';
import type { Evaluated, Frame } from './evaluate.ts';
import { passing, unknownValue } from './outcome.ts';
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
  return language === 'ruby' ? rubyConversion(call, frame) : undefined;
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
