import { own } from '../../model/own.ts';
import type { Setting } from '../../model/setting.ts';
import { type Fact, never, no, unsure, type Value, yes } from '../../model/value.ts';
import type { Evaluated } from '../../syntax/program/evaluate.ts';
import type { Call, Expression, Program } from '../../syntax/program/tree.ts';
import { methodOf } from '../program/calls.ts';
import { follow, type Located } from '../program/follow.ts';
import { type Pieces, piecesOf } from '../program/url.ts';
import type { Reader } from '../reader.ts';
import { programmed } from '../setting.ts';
import type { Written } from '../system.ts';
import { handlerSettings } from './handler.ts';

/** What is written for one HttpClient. */
export interface Configured {
  readonly settings: readonly Setting[];
  readonly written: readonly Written[];
  readonly base?: Pieces;
  readonly pooled: Fact;
}

/** `new HttpClient(handler) { Timeout = … }`, with what is assigned to it later. */
export async function configuredClient(call: Call, program: Program, reader: Reader): Promise<Configured | undefined> {
  if (call.construct === 'call' || !/(^|\.)HttpClient$/.test(call.callee)) return undefined;
  const timeout = propertyOf(call, 'Timeout', program);
  const base = propertyOf(call, 'BaseAddress', program);
  const [handler] = call.args;
  const found = handler && (await handlerSettings({ expression: handler, program, scope: call.scope }, reader));
  const settings = timeout ? [await limit(timeout, reader)] : [];
  const local = call.scoped === true || (call.scope.length > 0 && !isKept(call, program));
  return {
    settings: [...settings, ...(found ?? [])], written: [],
    ...(base && { base: await piecesOf(base, reader) }),
    pooled: local ? no('the client does not outlive the method that makes it', call.place) : yes('an HttpClient keeps connections', call.place),
  };
}

/** A field or a property, not a local variable. */
const isKept = (call: Call, program: Program): boolean =>
  program.definitions.some((one) => one.value === call && (one.field === true || one.owner !== undefined || one.scope.length === 0)) || program.functions.some((one) => one.returns.includes(call)) || call.scope.at(-1)?.kind === 'class';

/** `services.AddHttpClient<T>(c => { c.Timeout = …; c.BaseAddress = …; })`. */
export async function factoryClient(call: Call, program: Program, reader: Reader): Promise<Configured | undefined> {
  if (!/^AddHttpClient\b/.test(methodOf(call))) return undefined;
  const action = call.args.find((argument) => argument.kind === 'callback');
  const inside = (property: string): Located | undefined => {
    const found = action?.kind === 'callback' ? program.definitions.findLast((one) => one.name.endsWith(`.${property}`) && one.scope.includes(action.function)) : undefined;
    return found && { expression: found.value, program, scope: found.scope };
  };
  const timeout = inside('Timeout');
  const base = inside('BaseAddress');
  return {
    settings: timeout ? [await limit(timeout, reader)] : [], written: [],
    ...(base && { base: await piecesOf(base, reader) }),
    pooled: unsure('the factory decides how long handlers live', call.place),
  };
}

function propertyOf(call: Call, name: string, program: Program): Located | undefined {
  const later = call.assigned === undefined ? undefined : program.definitions.findLast((one) => one.name.replace(/^this\./, '') === `${call.assigned?.replace(/^this\./, '')}.${name}`);
  if (later) return { expression: later.value, program, scope: later.scope };
  const keyword = call.keywords.find((one) => one.name === name);
  return keyword && { expression: keyword.value, program, scope: call.scope };
}

async function limit(at: Located, reader: Reader): Promise<Setting> {
  const { expression } = await follow(at, reader);
  if (isInfinite(expression)) return programmed('upstream.deadline', 'HttpClient.Timeout', { kind: 'value', value: expression.text, origin: 'literal', places: [expression.place] }, 1, () => infinite(expression));
  return programmed('upstream.deadline', 'HttpClient.Timeout', await timeSpan(at, reader), 1);
}

const isInfinite = (expression: Expression): boolean => expression.kind === 'name' && /(^|\.)(InfiniteTimeSpan|Infinite|MaxValue)$/.test(expression.path.join('.'));
const infinite = (expression: Expression): Value => ({ ...never, written: expression.text });

/** `TimeSpan.FromMilliseconds(int.MaxValue)` too. */
export async function timeSpan(at: Located, reader: Reader): Promise<Evaluated> {
  const value = await reader.evaluate(at.expression, at.program, at.scope);
  const { expression } = await follow(at, reader);
  const [argument] = expression.kind === 'call' ? expression.args : [];
  if (value.kind !== 'unknown' || expression.kind !== 'call' || argument?.kind !== 'name') return value;
  const unit = own(units, methodOf(expression));
  const amount = /^(?:int|Int32)\.MaxValue$/.test(argument.path.join('.')) ? 2_147_483_647 : undefined;
  return unit === undefined || amount === undefined ? value : { kind: 'duration', ms: amount * unit, origin: 'literal', places: [expression.place] };
}

const units: Readonly<Record<string, number>> = { FromMilliseconds: 1, FromSeconds: 1000, FromMinutes: 60_000 };
