import { second } from '../../model/duration.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { never, unknown } from '../../model/value.ts';
import type { Call, Expression, Program, Scope } from '../../syntax/program/tree.ts';
import { inside } from '../program/calls.ts';
import { over } from '../program/client.ts';
import { type Entry, record, visible } from '../program/follow.ts';
import type { Made } from '../program/fluent-clients.ts';
import { type Pieces, piecesOf } from '../program/url.ts';
import type { Reader } from '../reader.ts';
import { programmed } from '../setting.ts';

/** An option of a client with its value; `options.timeout` of `conn.options.timeout = 5`. */
export interface Option {
  readonly key: string;
  readonly value: Expression;
  readonly program: Program;
  readonly scope: Scope;
  readonly conditional: boolean;
}

/** What a client is made with: keywords, option hashes, what its block and later code assign. */
export async function optionsOf({ maker, steps, program }: Made, reader: Reader): Promise<readonly Option[]> {
  return [...(await given(maker, program, reader)), ...assigned([maker, ...steps], program)];
}

/** The keywords and hashes that a call is given. */
export async function given(call: Call, program: Program, reader: Reader): Promise<readonly Option[]> {
  const hashes = await Promise.all(call.args.map((argument) => (argument.kind === 'name' || argument.kind === 'record' ? record({ expression: argument, program, scope: call.scope }, reader) : undefined)));
  const entries = hashes.flatMap((hash) => hash?.entries ?? []);
  const keywords = call.keywords.map((one) => ({ key: one.name, value: one.value, program, scope: call.scope, conditional: false }));
  const flat = await Promise.all([...entries.map(option), ...keywords].map((one) => nested(one, reader)));
  return [...flat.flat(), ...inBlock(call, program)];
}

const option = (entry: Entry): Option => ({ key: entry.key, value: entry.expression, program: entry.program, scope: entry.scope, conditional: false });

/** `request: { timeout: 5 }` as `request.timeout`. */
async function nested(one: Option, reader: Reader): Promise<readonly Option[]> {
  const inner = one.value.kind === 'record' || one.value.kind === 'name' ? await record({ expression: one.value, program: one.program, scope: one.scope }, reader) : undefined;
  return [one, ...(inner?.entries ?? []).map((entry) => ({ ...option(entry), key: `${one.key}.${entry.key}` }))];
}

/** `do |f| f.options.timeout = 5 end`. */
function inBlock(call: Call, program: Program): readonly Option[] {
  const block = call.args.find((argument) => argument.kind === 'callback');
  const [parameter] = block?.kind === 'callback' ? block.function.parameters : [];
  if (block?.kind !== 'callback' || !parameter) return [];
  return program.definitions.filter((one) => one.scope.includes(block.function) && one.name.startsWith(`${parameter.name}.`)).map((one) => ({ key: one.name.slice(parameter.name.length + 1), value: one.value, program, scope: one.scope, conditional: one.conditional === true }));
}

function assigned(calls: readonly Call[], program: Program): readonly Option[] {
  const holders = program.definitions.filter((one) => one.value.kind === 'call' && calls.includes(one.value));
  return program.definitions.flatMap((one) => {
    const holder = holders.find(({ name }) => one.name.startsWith(`${name}.`));
    const seen = holder && (visible(holder, one.scope) || inside(holder.scope, one.scope));
    return seen ? [{ key: one.name.slice(holder.name.length + 1), value: one.value, program, scope: one.scope, conditional: one.conditional === true }] : [];
  });
}

/** Option → the clocks that it sets, the general ones first: a later and a more special one wins. */
export type Clocks = readonly (readonly [option: string, ...timers: Timer[]])[];

/** Seconds; nil and -1 are no limit. */
export async function secondsSettings(options: readonly Option[], clocks: Clocks, reader: Reader): Promise<readonly Setting[]> {
  let settings: readonly Setting[] = [];
  for (const [name, ...timers] of clocks) {
    const found = options.findLast(({ key }) => key === name);
    if (!found) continue;
    const value = await reader.evaluate(found.value, found.program, found.scope);
    settings = over(timers.map((timer) => ({ ...programmed(timer, name.replace(/^.*\./, ''), value, second, (raw) => (raw === null || raw === -1 ? never : undefined)), ...(found.conditional ? { value: unknown('set only under a condition', found.value.text) } : {}) })), settings);
  }
  return settings;
}

/** A URL, also of `URI("…")` and `URI.parse("…")`. */
export async function urlOf(expression: Expression, scope: Scope, program: Program, reader: Reader): Promise<Pieces> {
  const [inner] = expression.kind === 'call' && /^(?:URI(?:\.parse|\.join)?|Addressable\.URI\.parse)$/.test(expression.callee) ? expression.args : [];
  return piecesOf({ expression: inner ?? expression, program, scope }, reader);
}
