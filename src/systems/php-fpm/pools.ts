import { hour, minute, parseDuration, second, day } from '../../model/duration.ts';
import type { Process } from '../../model/process.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { never, type Text, type Value } from '../../model/value.ts';
import type { IniEntry } from '../../syntax/ini.ts';
import type { Source } from '../../syntax/source.ts';
import type { Reader } from '../reader.ts';
import { configured, literal } from '../setting.ts';
import { terminated } from './facts.ts';

/** What the files of one PHP-FPM say, in the order in which they are read. */
export interface FpmEntries {
  readonly entries: readonly IniEntry[];
  /** php.ini and conf.d. */
  readonly ini: readonly IniEntry[];
}

export interface Pool {
  readonly name: string;
  readonly listen: Text | undefined;
  readonly settings: readonly Setting[];
}

/** The pools, one per section but `[global]`; the last entry of a key wins. */
export function poolsOf(all: FpmEntries, process: Process | undefined): readonly Pool[] {
  const names = [...new Set(all.entries.map(({ section }) => section))].filter((name) => name !== '' && name !== 'global');
  return names.map((name) => poolOf(name, all, process));
}

export function poolOf(name: string, { entries, ini }: FpmEntries, process: Process | undefined): Pool {
  const own = (key: string, section = name): Text | undefined => textOf(entries.findLast((entry) => entry.section === section && entry.key === key), process);
  const cpu = ['php_admin_value[max_execution_time]', 'php_value[max_execution_time]'].map((key) => ({ key, text: own(key) })).find(({ text }) => text !== undefined);
  const ofPhp = textOf(ini.findLast(({ key }) => key === 'max_execution_time'), process);
  return {
    name,
    listen: own('listen'),
    settings: [
      ...setting('worker.deadline', 'request_terminate_timeout', own('request_terminate_timeout'), orNever).map((limit) => ({ ...limit, effect: terminated })),
      ...setting('worker.cpu', cpu?.key ?? 'max_execution_time', cpu?.text ?? ofPhp, orNever),
      ...setting('stop.graceful', 'process_control_timeout', own('process_control_timeout', 'global'), seconds),
    ],
  };
}

const setting = (timer: Timer, name: string, text: Text | undefined, reads: (text: string) => number | Value | undefined): readonly Setting[] => (text ? [configured(timer, name, text, reads)] : []);

/** `${VARIABLE}` comes from the environment; templates are only known at run time. */
function textOf(entry: IniEntry | undefined, process: Process | undefined): Text | undefined {
  if (entry === undefined) return undefined;
  const text = literal(entry.value, entry.valuePlace);
  if (!/[$<{]/.test(entry.value)) return text;
  const variable = /^\$\{(\w+)\}$/.exec(entry.value)?.[1];
  const given = variable === undefined ? undefined : process?.env.get(variable);
  return given ? { ...given, places: [...given.places, entry.valuePlace] } : { ...text, value: undefined, ...(variable === undefined ? {} : { variable }) };
}

const grammar = { bare: second, suffixes: { s: second, m: minute, h: hour, d: day }, decimals: false, compound: false };
const seconds = (text: string): number | undefined => parseDuration(text, grammar);

function orNever(text: string): number | Value | undefined {
  const amount = seconds(text);
  return amount === 0 ? { ...never, written: text } : amount;
}

/** The entries of files, in order. */
export const entriesOf = (sources: readonly Source[], reader: Reader): readonly IniEntry[] => sources.flatMap((source) => reader.ini(source).entries);
