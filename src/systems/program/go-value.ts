import { goDuration, parseDuration } from '../../model/duration.ts';
import type { Process } from '../../model/process.ts';
import type { Evaluated } from '../../syntax/program/evaluate.ts';
import type { Call, Expression, Program } from '../../syntax/program/tree.ts';
import type { Reader } from '../reader.ts';
import { methodOf } from './calls.ts';
import { follow, type Located } from './follow.ts';
import { isClientCode, go } from './client-code.ts';

/** Go code as a process runs it: its flags count. */
export interface GoContext {
  readonly reader: Reader;
  readonly process?: Process;
}

const lookup = /^(?:Get)?(?:Duration|Int|Int64|Uint|String)$/;
const definition = /^(?:Persistent)?(?:Duration|Int|Int64|Uint|String)(?:Var)?P?$/;

/** What an expression comes to, flags read through viper, cobra, pflag or flag included. */
export async function goValue(at: Located, context: GoContext): Promise<Evaluated> {
  const value = await context.reader.evaluate(at.expression, at.program, at.scope);
  if (value.kind !== 'unknown') return value;
  const found = await follow(at, context.reader);
  const call = found.expression;
  if (call.kind !== 'call') return value;
  const name = flagName(call);
  if (name === undefined) return value;
  const use = value.places;
  return fromArgv(name, use, context) ?? (await fromDefinition(name, call, found.program, use, context)) ?? value;
}

/** `viper.GetDuration("x")`, `c.Duration("x")`, `flag.Duration("x", …)`. */
function flagName(call: Call): string | undefined {
  const [first] = call.args;
  return lookup.test(methodOf(call)) && first?.kind === 'literal' && typeof first.value === 'string' ? first.value : undefined;
}

function fromArgv(name: string, use: readonly Evaluated['places'][0][], { process }: GoContext): Evaluated | undefined {
  for (const [index, word] of (process?.argv ?? []).entries()) {
    const text = word.value ?? word.expression;
    const inline = new RegExp(`^--?${name.replace(/[^\w]/g, '\\$&')}=`).exec(text);
    if (!inline && text !== `--${name}` && text !== `-${name}`) continue;
    const given = inline ? word : process?.argv[index + 1];
    if (!given) continue;
    const raw = given.value === undefined ? undefined : given.value.slice(inline?.[0].length ?? 0);
    const places = [given.places[0], ...given.places.slice(1), ...use] as const;
    if (raw === undefined) return { kind: 'unknown', reason: 'only known at run time', expression: given.expression, places };
    return ofText(raw, { origin: 'literal', places });
  }
  return undefined;
}

function ofText(raw: string, rest: { readonly origin: 'literal' | 'visible-default'; readonly variable?: string; readonly places: Evaluated['places'] }): Evaluated {
  const ms = parseDuration(raw, goDuration);
  if (/^-?\d+$/.test(raw)) return { kind: 'value', value: Number(raw), ...rest };
  return ms === undefined ? { kind: 'value', value: raw, ...rest } : { kind: 'duration', ms, ...rest };
}

/** The default that stands where the flag is defined. */
async function fromDefinition(name: string, call: Call, program: Program, use: readonly Evaluated['places'][0][], context: GoContext): Promise<Evaluated | undefined> {
  const own = defaultIn(call, name);
  const at = own ? { expression: own, program, scope: call.scope } : await definitionOf(name, context.reader);
  if (!at) return undefined;
  const value = await context.reader.evaluate(at.expression, at.program, at.scope);
  if (value.kind === 'unknown') return undefined;
  return { ...value, origin: 'visible-default', variable: `--${name}`, places: [value.places[0], ...value.places.slice(1), ...use] };
}

async function definitionOf(name: string, reader: Reader): Promise<Located | undefined> {
  for (const path of reader.find('.go')) {
    const source = isClientCode(path, '', go) ? reader.open(path) : undefined;
    if (!source?.text.includes(`"${name}"`)) continue;
    const program = await reader.program(source);
    for (const call of program?.calls ?? []) {
      const expression = defaultIn(call, name);
      if (program && expression) return { expression, program, scope: call.scope };
    }
  }
  return undefined;
}

/** `Duration(name, default, usage)`, `DurationVarP(&v, name, short, default, usage)`, `viper.SetDefault(name, default)`. */
function defaultIn(call: Call, name: string): Expression | undefined {
  const method = methodOf(call);
  if (!definition.test(method) && method !== 'SetDefault') return undefined;
  const at = call.args.findIndex((argument) => argument.kind === 'literal' && argument.value === name);
  if (at < 0) return undefined;
  const index = at + (method.endsWith('P') ? 2 : 1);
  return method === 'SetDefault' || call.args.length > index + 1 ? call.args[index] : undefined;
}

/** Whether the flags of a command line are defined in the Go code of the repository. */
export async function definesFlags(process: Process, reader: Reader): Promise<boolean> {
  const names = process.argv.slice(1).flatMap((word) => /^--([a-z][\w.-]*)/.exec(word.value ?? '')?.[1] ?? []);
  if (names.length === 0) return false;
  const found = await Promise.all(names.map((name) => definitionOf(name, reader)));
  return found.every((one) => one !== undefined);
}
