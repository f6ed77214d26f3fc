import type { Evaluated, Frame } from './evaluate.ts';
import { headParameter } from './lookup.ts';
import { compound, unknownValue, variableOf, type Known } from './outcome.ts';
import type { Binary, Expression, Language } from './tree.ts';

const fallbacks: ReadonlySet<string> = new Set(['??', '||', 'or', '?:']);

export async function evaluateBinary(binary: Binary, frame: Frame): Promise<Evaluated> {
  const left = await frame.evaluate(binary.left, frame);
  if (fallbacks.has(binary.operator)) return fallback(binary, left, frame);
  const right = await frame.evaluate(binary.right, frame);
  if (left.kind === 'unknown') return unknownValue(binary, left.reason, left);
  if (right.kind === 'unknown') return unknownValue(binary, right.reason, right);
  const result = combine(binary.operator, left, right, frame.program.language);
  return result === undefined ? unknownValue(binary, 'not arithmetic on numbers') : compound(binary, [left, right], result);
}

/** `process.env.X ?? 5000`: what the program takes when the outside says nothing. */
async function fallback(binary: Binary, left: Evaluated, frame: Frame): Promise<Evaluated> {
  if (left.kind === 'duration') return left;
  if (left.kind === 'value' && !absent(left, binary.operator)) return left;
  if (left.kind === 'value' && left.origin !== 'visible-default') return frame.evaluate(binary.right, frame);
  if (left.kind === 'unknown' && left.variable === undefined && !fromCaller(binary.left, frame)) return unknownValue(binary, left.reason, left);
  const right = await frame.evaluate(binary.right, frame);
  if (right.kind === 'unknown') return { ...right, ...variableOf(left) };
  return { ...right, origin: 'visible-default', ...variableOf(right), ...variableOf(left) };
}

function absent({ value }: Extract<Evaluated, { kind: 'value' }>, operator: string): boolean {
  return operator === '??' ? value === null : value === null || value === '' || value === 0 || value === false;
}

const fromCaller = (expression: Expression, frame: Frame): boolean => expression.kind === 'name' && headParameter(expression.path, frame.scope) !== undefined;

type Result = { readonly value: string | number } | { readonly ms: number };

function combine(operator: string, left: Known, right: Known, language: Language): Result | undefined {
  if (left.kind === 'duration' || right.kind === 'duration') return combineDurations(operator, left, right);
  if (operator === '+' && (typeof left.value === 'string' || typeof right.value === 'string')) return { value: `${left.value}${right.value}` };
  const [a, b] = [numeric(left.value, language), numeric(right.value, language)];
  if (a === undefined || b === undefined) return undefined;
  const value = calculate(operator, a, b, truncating.has(language) && Number.isInteger(a) && Number.isInteger(b));
  return value === undefined || Number.isNaN(value) ? undefined : { value };
}

const truncating: ReadonlySet<Language> = new Set(['go', 'csharp', 'java', 'ruby']);

function numeric(value: string | number | boolean | null, language: Language): number | undefined {
  if (typeof value === 'number') return value;
  const coerces = language === 'javascript' || language === 'typescript' || language === 'php';
  return coerces && typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : undefined;
}

function calculate(operator: string, a: number, b: number, whole: boolean): number | undefined {
  switch (operator) {
    case '+': return a + b;
    case '-': return a - b;
    case '*': return a * b;
    case '/': return whole ? Math.trunc(a / b) : a / b;
    case '//': return Math.floor(a / b);
    case '%': return a % b;
    case '**': return a ** b;
    case '<<': return a * 2 ** b;
    default: return undefined;
  }
}

/** Nanoseconds that fit in Go's int64. */
const maximumNanoseconds = 2 ** 63;

function combineDurations(operator: string, left: Known, right: Known): Result | undefined {
  if (left.kind === 'duration' && right.kind === 'duration') return bothDurations(operator, left.ms, right.ms);
  const [duration, other] = left.kind === 'duration' ? [left.ms, right] : [right.kind === 'duration' ? right.ms : 0, left];
  if (other.kind !== 'value' || typeof other.value !== 'number') return undefined;
  if (operator === '*') return { ms: duration * other.value };
  return operator === '/' && left.kind === 'duration' && other.value !== 0 ? { ms: duration / other.value } : undefined;
}

function bothDurations(operator: string, a: number, b: number): Result | undefined {
  if (operator === '+') return { ms: a + b };
  if (operator === '-') return { ms: a - b };
  if (operator === '/' && b !== 0) return { value: a / b };
  // Go multiplies nanoseconds by nanoseconds.
  const product = a * 1e6 * b;
  return operator === '*' && product * 1e6 < maximumNanoseconds ? { ms: product } : undefined;
}
