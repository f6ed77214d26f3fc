import type { Place } from '../../model/place.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { never } from '../../model/value.ts';
import { methodOf } from '../program/calls.ts';
import { isClientCode, javascript } from '../program/client-code.ts';
import { type Entry, entryOf, follow, type Located, record } from '../program/follow.ts';
import type { Reader } from '../reader.ts';
import { programmed } from '../setting.ts';

/** undici's Agent, Pool or Client behind a fetch. */
export interface Dispatcher {
  readonly key: string;
  readonly place: Place;
  readonly settings: readonly Setting[];
  /** Made where nobody can read it: its limits are not the usual ones. */
  readonly unknown: boolean;
}

const timers: Readonly<Record<string, Timer>> = { headersTimeout: 'upstream.first-byte', keepAliveTimeout: 'upstream.idle', connectTimeout: 'upstream.connect' };
const connect: Readonly<Record<string, Timer>> = { timeout: 'upstream.connect', keepAliveInitialDelay: 'probe.idle' };

export async function dispatcherOf(at: Located, reader: Reader): Promise<Dispatcher> {
  const { expression, program, scope } = await follow(at, reader);
  const key = `${expression.place.file}:${expression.place.line}:${expression.place.column}`;
  if (expression.kind !== 'call' || !/(^|\.)(Agent|Pool|Client)$/.test(expression.callee)) return { key, place: expression.place, settings: [], unknown: true };
  const options = expression.args.at(/Agent$/.test(expression.callee) ? 0 : 1);
  const found = options && (await record({ expression: options, program, scope }, reader));
  if (options && !found) return { key, place: expression.place, settings: [], unknown: true };
  return { key, place: expression.place, settings: found ? await settingsOf(found.entries, reader) : [], unknown: found?.open ?? false };
}

async function settingsOf(entries: readonly Entry[], reader: Reader): Promise<readonly Setting[]> {
  const nested = entryOf(entries, 'connect');
  const inner = nested ? ((await record(nested, reader))?.entries ?? []) : [];
  return [...(await named(entries, timers, '', reader)), ...(await named(inner, connect, 'connect.', reader))];
}

async function named(entries: readonly Entry[], names: Readonly<Record<string, Timer>>, prefix: string, reader: Reader): Promise<readonly Setting[]> {
  const settings: Setting[] = [];
  for (const [name, timer] of Object.entries(names)) {
    const entry = entryOf(entries, name);
    if (entry) settings.push(programmed(timer, `${prefix}${name}`, await reader.evaluate(entry.expression, entry.program, entry.scope), 1, (raw) => (raw === 0 ? never : undefined)));
  }
  return settings;
}

const suffixes = ['.ts', '.js', '.mjs', '.cjs', '.mts'];

/** The one `setGlobalDispatcher(…)` of the repository; several are as good as an unknown one. */
export async function globalDispatcher(reader: Reader): Promise<Dispatcher | undefined> {
  const found: Located[] = [];
  for (const path of mentioning(reader)) {
    const source = reader.open(path);
    const program = source && (await reader.program(source));
    for (const call of program?.calls ?? []) {
      const [argument] = call.args;
      if (program && argument && methodOf(call) === 'setGlobalDispatcher') found.push({ expression: argument, program, scope: call.scope });
    }
  }
  const [only] = found;
  if (!only) return undefined;
  const dispatcher = await dispatcherOf(only, reader);
  return found.length === 1 ? dispatcher : { ...dispatcher, settings: [], unknown: true };
}

/** Whether anybody replaces undici's limits for all calls. */
export const anyDispatcher = (reader: Reader): boolean => mentioning(reader).length > 0;

const mentions = new WeakMap<Reader, readonly string[]>();

function mentioning(reader: Reader): readonly string[] {
  const known = mentions.get(reader);
  if (known) return known;
  const found = suffixes.flatMap((suffix) => reader.find(suffix)).filter((path) => {
    const text = isClientCode(path, '', javascript) ? reader.open(path)?.text : undefined;
    return text?.includes('setGlobalDispatcher') === true;
  });
  mentions.set(reader, found);
  return found;
}
