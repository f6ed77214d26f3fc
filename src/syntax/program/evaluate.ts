import type { Place } from '../../model/place.ts';
import { evaluateBinary } from './arithmetic.ts';
import { evaluateCast } from './casts.ts';
import { durationCall, knownName } from './durations.ts';
import { environmentLookup, evaluateEnvironment } from './environment.ts';
import { type Bound, evaluateOwnFunction } from './inline.ts';
import { evaluateName } from './names.ts';
import { certain, compound, unknownValue, type Known } from './outcome.ts';
import type { Call, Choice, Expression, Name, Program, Scope, Template } from './tree.ts';

export type Origin = 'literal' | 'visible-default' | 'declared';

/** What an expression comes to without running anything. */
export type Evaluated =
  | { readonly kind: 'value'; readonly value: string | number | boolean | null; readonly origin: Origin; readonly variable?: string; readonly places: readonly [Place, ...Place[]] }
  /** A duration made by the language's own types (`15 * time.Second`, `TimeSpan.FromSeconds(100)`, `timedelta(…)`): milliseconds. */
  | { readonly kind: 'duration'; readonly ms: number; readonly origin: Origin; readonly variable?: string; readonly places: readonly [Place, ...Place[]] }
  | { readonly kind: 'unknown'; readonly reason: string; readonly expression: string; readonly variable?: string; readonly places: readonly [Place, ...Place[]] };

/** Reads other files of the repository for imported constants; never runs them. */
export interface Importer {
  /** The program that `module` names from `program`, if the repository holds it. */
  readonly resolve: (program: Program, module: string) => Promise<Program | undefined>;
  /** What hoplint.yaml `values:` says of an environment variable. */
  readonly declared: (variable: string) => string | undefined;
  /** The file of a Go package (its own without a module) that declares a function, a constant or a variable. */
  readonly package?: (program: Program, module: string | undefined, name: string) => Promise<Program | undefined>;
}

export type Evaluate = (expression: Expression, program: Program, scope: Scope, importer: Importer) => Promise<Evaluated>;

/** Where an expression is evaluated. */
export interface Frame {
  readonly program: Program;
  readonly scope: Scope;
  readonly importer: Importer;
  /** Definitions under evaluation, against cycles. */
  readonly seen: ReadonlySet<object>;
  /** Files entered by imports. */
  readonly files: number;
  /** What the function that is looked into was called with. */
  readonly bound?: Bound;
  /** Functions that are looked into. */
  readonly depth?: number;
  /** Shared by the whole evaluation. */
  readonly budget: { steps: number };
  readonly evaluate: (expression: Expression, frame: Frame) => Promise<Evaluated>;
}

/** Expressions looked at for one value; real ones take some ten. */
const maximumSteps = 2000;

export const evaluate: Evaluate = (expression, program, scope, importer) =>
  evaluateIn(expression, { program, scope, importer, seen: new Set(), files: 0, budget: { steps: maximumSteps }, evaluate: evaluateIn });

async function evaluateIn(expression: Expression, frame: Frame): Promise<Evaluated> {
  frame.budget.steps -= 1;
  if (frame.budget.steps < 0) return unknownValue(expression, 'too involved');
  switch (expression.kind) {
    case 'literal': return { kind: 'value', value: expression.value, origin: 'literal', places: [expression.place] };
    case 'name': return knownName(expression, frame) ?? (await evaluateEnvironment(expression, frame)) ?? constantOr(expression, await evaluateName(expression, frame), frame);
    case 'call': return evaluateCall(expression, frame);
    case 'binary': return evaluateBinary(expression, frame);
    case 'template': return evaluateTemplate(expression, frame);
    case 'choice': return evaluateChoice(expression, frame);
    case 'opaque': return (await evaluateEnvironment(expression, frame)) ?? unknownValue(expression, 'not a constant');
    default: return unknownValue(expression, 'not a constant');
  }
}

/** A constant that the repository does not show, such as `settings.REQUESTS_TIMEOUT`, may stand in hoplint.yaml as a variable does. */
function constantOr(name: Name, result: Evaluated, { importer }: Frame): Evaluated {
  const variable = name.path.at(-1) ?? '';
  if (result.kind !== 'unknown' || result.variable !== undefined || !/^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(variable)) return result;
  const declared = importer.declared(variable);
  if (declared === undefined) return { ...result, variable };
  const isNumber = declared.trim() !== '' && Number.isFinite(Number(declared));
  return { kind: 'value', value: isNumber ? Number(declared) : declared, origin: 'declared', variable, places: [name.place] };
}

async function evaluateCall(call: Call, frame: Frame): Promise<Evaluated> {
  const inlined = await evaluateOwnFunction(call, frame);
  if (inlined && inlined.kind !== 'unknown') return inlined;
  if (environmentLookup(call, frame) !== undefined) return (await evaluateEnvironment(call, frame)) ?? unknownValue(call, 'not a constant');
  return (await durationCall(call, frame)) ?? (await evaluateCast(call, frame)) ?? unknownValue(call, 'the result of a call');
}

async function evaluateTemplate(template: Template, frame: Frame): Promise<Evaluated> {
  const known: Known[] = [];
  let text = '';
  for (const part of template.parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const result = await frame.evaluate(part, frame);
    if (result.kind !== 'value') return unknownValue(template, 'built from what is not known', result);
    known.push(result);
    text += String(result.value);
  }
  return compound(template, known, { value: text });
}

/** The condition is not followed; both ways may lead to the same, or one of them is for what the environment says. */
async function evaluateChoice(choice: Choice, frame: Frame): Promise<Evaluated> {
  const [first, second] = [await frame.evaluate(choice.options[0], frame), await frame.evaluate(choice.options[1], frame)];
  const same = certain([first, second]);
  return same ?? (await ifSet(choice, first, second, frame)) ?? (await ifSet(choice, second, first, frame)) ?? unknownValue(choice, 'depends on a condition');
}

/** `X ? Number(X) : 60`, `int(environ["X"]) if "X" in environ else 60`. */
async function ifSet({ test }: Choice, set: Evaluated, otherwise: Evaluated, frame: Frame): Promise<Evaluated | undefined> {
  const { variable } = set;
  if (variable === undefined || otherwise.kind === 'unknown' || !(await asks(test, variable, frame))) return undefined;
  if (set.kind !== 'unknown') return set.origin === 'declared' ? set : undefined;
  return { ...otherwise, origin: 'visible-default', variable };
}

/** Whether a condition is about a variable of the environment, also under the name that it was given. */
async function asks(test: Expression, variable: string, frame: Frame): Promise<boolean> {
  if (test.text.split(/\W+/).includes(variable)) return true;
  const names = test.kind === 'name' ? [test.path] : [...new Set(test.text.match(/[A-Za-z_$][\w$]{0,60}/g))].slice(0, 4).map((name) => [name]);
  for (const path of names) {
    const value = await frame.evaluate({ kind: 'name', path, text: path.join('.'), place: test.place }, frame);
    if (value.variable === variable) return true;
  }
  return false;
}
