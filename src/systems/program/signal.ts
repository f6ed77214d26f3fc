import type { Place } from '../../model/place.ts';
import { exact, type Setting } from '../../model/setting.ts';
import { unknown } from '../../model/value.ts';
import type { Evaluated } from '../../syntax/program/evaluate.ts';
import type { Call, Program, Scope } from '../../syntax/program/tree.ts';
import type { Reader } from '../reader.ts';
import { programmed } from '../setting.ts';
import { inside, methodOf, objectOf } from './calls.ts';
import { follow, type Located } from './follow.ts';

/** What aborts a request after a time. */
export interface SignalLimit {
  readonly evaluated: Evaluated;
  /** Where the amount is written. */
  readonly at: Located;
  readonly setting: Setting;
}

/** The limit of `signal: AbortSignal.timeout(…)`, or of a controller whose `abort()` stands in a `setTimeout`. */
export async function signalOf(at: Located, request: Place, reader: Reader, left = 4): Promise<SignalLimit | undefined> {
  const controller = controllerOf(at);
  if (controller !== undefined) return aborted(controller, at, request, reader);
  const found = await follow(at, reader);
  if (found.expression.kind === 'name' && found.expression !== at.expression && left > 0) return signalOf(found, request, reader, left - 1);
  if (found.expression.kind !== 'call') return undefined;
  const [first] = found.expression.args;
  if (!first) return undefined;
  if (found.expression.callee === 'AbortSignal.timeout') return limit('upstream.deadline', 'AbortSignal.timeout', { ...found, expression: first }, reader);
  if (found.expression.callee !== 'AbortSignal.any' || first.kind !== 'list' || left <= 0) return undefined;
  for (const item of first.items) {
    const inner = await signalOf({ ...found, expression: item }, request, reader, left - 1);
    if (inner) return inner;
  }
  return undefined;
}

/** The same for a client without a limit of its own: a signal that nobody can read may end the request too. */
export async function signalLimit(at: Located, request: Place, reader: Reader): Promise<Setting> {
  const limit = await signalOf(at, request, reader);
  if (limit) return limit.setting;
  const { place, text } = at.expression;
  return { timer: 'upstream.deadline', name: 'signal', value: unknown('the signal is made elsewhere', text), provenance: { kind: 'configured' }, place, via: [], window: exact, fixed: false };
}

/** `controller` of `controller.signal`. */
function controllerOf({ expression }: Located): string | undefined {
  return expression.kind === 'name' && expression.path.length > 1 && expression.path.at(-1) === 'signal' ? expression.path.slice(0, -1).join('.') : undefined;
}

async function aborted(controller: string, at: Located, request: Place, reader: Reader): Promise<SignalLimit | undefined> {
  const timer = at.program.calls.find((call) => methodOf(call) === 'setTimeout' && sameFunction(call.scope, at.scope) && aborts(call, controller, at.program));
  const delay = timer?.args[1];
  if (!timer || !delay) return undefined;
  const headersOnly = timer.assigned !== undefined && clearedBeforeBody(timer.assigned, at, request);
  return limit(headersOnly ? 'upstream.first-byte' : 'upstream.deadline', 'AbortController', { expression: delay, program: at.program, scope: timer.scope }, reader);
}

const sameFunction = (one: Scope, other: Scope): boolean => inside(one, other) || inside(other, one);

function aborts(timer: Call, controller: string, program: Program): boolean {
  const [action] = timer.args;
  if (action?.kind === 'name') return action.path.join('.') === `${controller}.abort`;
  if (action?.kind === 'call') return action.callee === `${controller}.abort.bind`;
  return action?.kind === 'callback' && program.calls.some((call) => call.callee === `${controller}.abort` && call.scope.includes(action.function));
}

/** Clearing the timer before the body is read leaves a limit of the header. */
function clearedBeforeBody(timer: string, at: Located, request: Place): boolean {
  const clear = at.program.calls.find((call) => methodOf(call) === 'clearTimeout' && call.args[0]?.kind === 'name' && call.args[0].path.join('.') === timer && sameFunction(call.scope, at.scope));
  if (!clear) return false;
  const body = at.program.calls.some((call) => /^(json|text|blob|arrayBuffer|formData|bytes)$/.test(methodOf(call)) && objectOf(call) !== '' && sameFunction(call.scope, at.scope) && call.place.line >= request.line && call.place.line <= clear.place.line);
  return !body;
}

async function limit(timer: Setting['timer'], name: string, at: Located, reader: Reader): Promise<SignalLimit> {
  const evaluated = await reader.evaluate(at.expression, at.program, at.scope);
  return { evaluated, at, setting: programmed(timer, name, evaluated, 1) };
}
