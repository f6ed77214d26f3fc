import { no } from '../../model/value.ts';
import type { Evaluated } from '../../syntax/program/evaluate.ts';
import type { Binary, Call, Expression } from '../../syntax/program/tree.ts';
import type { Reader } from '../reader.ts';
import type { Written } from '../system.ts';
import { follow, type Located } from './follow.ts';
import { asText, type Option } from './written.ts';

type Unit = 'milliseconds' | 'seconds' | 'minutes';

/** A value whose name states another unit than its consumer counts, and that nothing converts on its way: `timeout: Number(process.env.TIMEOUT_SECONDS)` of axios. */
export async function contradictoryUnit(option: Option, counts: Unit, at: Located, evaluated: Evaluated, reader: Reader): Promise<readonly Written[]> {
  const named = (await unconverted(at, reader, deepest)).find(({ unit }) => unit !== counts);
  if (!named || isMisnomer(evaluated, counts, named.unit)) return [];
  const text = evaluated.kind === 'unknown' ? { ...asText(evaluated), expression: at.expression.text } : asText(evaluated);
  return [{
    fault: 'suspect', system: option.system, name: option.name, text, timer: option.timer, place: at.expression.place, related: [],
    works: no(`${named.word} is in ${named.unit} by its name, and ${option.title} counts ${counts}`, at.expression.place),
    symptom: sizes[counts] < sizes[named.unit] ? `the limit is ${sizes[named.unit] / sizes[counts]} times shorter than meant: requests are cut almost at once` : `the limit is ${sizes[counts] / sizes[named.unit]} times longer than meant: a request that hangs is hardly ever given up`,
    advice: `convert it: ${named.word} ${sizes[counts] < sizes[named.unit] ? '*' : '/'} ${Math.max(sizes[counts], sizes[named.unit]) / Math.min(sizes[counts], sizes[named.unit])}`,
    link: option.link,
  }];
}

const deepest = 8;
const sizes: Readonly<Record<Unit, number>> = { milliseconds: 1, seconds: 1000, minutes: 60_000 };

/** A known value that makes sense in the unit of the consumer: only the name is wrong. */
function isMisnomer(evaluated: Evaluated, counts: Unit, named: Unit): boolean {
  if (evaluated.kind !== 'value' || typeof evaluated.value !== 'number') return evaluated.kind !== 'unknown';
  return sizes[counts] < sizes[named] ? evaluated.value >= 1000 : evaluated.value < 1000;
}

interface Named {
  readonly word: string;
  readonly unit: Unit;
}

/** The names that a value comes from without arithmetic: casts, fallbacks and sums keep the unit. */
async function unconverted(at: Located, reader: Reader, left: number): Promise<readonly Named[]> {
  if (left <= 0) return [];
  const { expression } = at;
  const inside = (parts: readonly Expression[]): Promise<readonly Named[]> => all(parts.map((part) => unconverted({ ...at, expression: part }, reader, left - 1)));
  switch (expression.kind) {
    case 'name': return named(expression.path.at(-1) ?? '') ?? behind(at, reader, left);
    case 'binary': return keepsUnit(expression) ? inside([expression.left, expression.right]) : [];
    case 'choice': return inside(expression.options);
    case 'call': return throughCall(expression, inside);
    default: return [];
  }
}

/** `SECONDS + "000"` is a multiplication. */
const keepsUnit = ({ operator, left, right }: Binary): boolean =>
  /^(?:\?\?|\|\||or|\?:|\+|-)$/.test(operator) && ![left, right].some((side) => operator === '+' && side.kind === 'literal' && typeof side.value === 'string');

const all = async (found: readonly Promise<readonly Named[]>[]): Promise<readonly Named[]> => (await Promise.all(found)).flat();

async function behind(at: Located, reader: Reader, left: number): Promise<readonly Named[]> {
  const found = await follow(at, reader);
  return found.expression === at.expression ? [] : unconverted(found, reader, left - 1);
}

function throughCall({ callee, args }: Call, inside: (parts: readonly Expression[]) => Promise<readonly Named[]>): readonly Named[] | Promise<readonly Named[]> {
  if (/^(?:Number|parseInt|parseFloat|Number\.parse(?:Int|Float)|Math\.(?:max|min|round|floor|ceil)|int|float|str|String|max|min|abs|round)$/.test(callee)) return inside(args);
  const [first] = args;
  const isVariable = first?.kind === 'literal' && typeof first.value === 'string' && /^[A-Z][A-Z0-9_]+$/.test(first.value);
  return isVariable && /env|config/i.test(callee) ? named(String(first.value)) ?? [] : [];
}

function named(word: string): readonly Named[] | undefined {
  const unit = units.find(([pattern]) => pattern.test(word))?.[1];
  return unit ? [{ word, unit }] : undefined;
}

/** As the last part of a name, in capitals, snake case or camel case. */
const units: readonly (readonly [RegExp, Unit])[] = [
  [/(?:_|^)(?:ms|msecs?|millis|milliseconds?)$/i, 'milliseconds'], [/[a-z](?:Ms|MS|Msecs?|Millis|Milliseconds?)$/, 'milliseconds'],
  [/(?:^|_)(?:secs?|seconds?)$|\w_s$/i, 'seconds'], [/[a-z](?:Secs?|Seconds?)$/, 'seconds'],
  [/(?:^|_)minutes?$/i, 'minutes'], [/[a-z]Minutes?$/, 'minutes'],
];
