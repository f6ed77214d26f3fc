import { second } from '../../model/duration.ts';
import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { never, type Text, type Value } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';
import { kernelProbe } from '../kernel-probe.ts';
import type { Reader } from '../reader.ts';
import { configured, literal, type Reads } from '../setting.ts';

export interface Options {
  readonly value: (key: string) => Text | undefined;
  /** The first line of the `[pgbouncer]` section. */
  readonly section: Place | undefined;
}

/** The last entry of a key wins; a template is only known at run time. */
export function optionsOf(source: Source, process: Process | undefined, reader: Reader): Options {
  const entries = reader.ini(source).entries.filter(({ section }) => section === 'pgbouncer');
  const start = /^[ \t]*\[pgbouncer\]/m.exec(source.text);
  return {
    section: start ? source.place(start.index, start.index + start[0].length) : undefined,
    value(key) {
      const entry = entries.findLast((one) => one.key === key);
      if (entry === undefined) return undefined;
      const text = literal(entry.value, entry.valuePlace);
      if (!/[{$<]/.test(entry.value)) return text;
      const variable = /^\$\{?(\w+)\}?$/.exec(entry.value)?.[1];
      const given = variable === undefined ? undefined : process?.env.get(variable);
      return given ? { ...given, places: [...given.places, entry.valuePlace] } : { ...text, value: undefined };
    },
  };
}

export function settingsOf({ value }: Options, place: Place, sysctls: ReadonlyMap<string, Text> | undefined): readonly Setting[] {
  const limit = (timer: Timer, name: string, reads: Reads = orNever): readonly Setting[] => {
    const text = value(name);
    return text ? [configured(timer, name, text, reads)] : [];
  };
  return [...limit('downstream.idle', 'client_idle_timeout'), ...limit('upstream.idle', 'server_idle_timeout'), ...limit('upstream.connect', 'server_connect_timeout'), ...limit('upstream.deadline', 'query_timeout'), ...probes(value, place, sysctls)];
}

/** The sockets of both sides have the same options; `tcp_keepalive` is on unless it is 0. */
function probes(value: Options['value'], place: Place, sysctls: ReadonlyMap<string, Text> | undefined): readonly Setting[] {
  const on = value('tcp_keepalive');
  const [idle, interval, count] = [value('tcp_keepidle'), value('tcp_keepintvl'), value('tcp_keepcnt')];
  return (['downstream', 'upstream'] as const).flatMap((side) => {
    if (on && on.value !== '1') return [{ ...configured('probe.idle', 'tcp_keepalive', on, (text) => (text === '0' ? { ...never, written: '0' } : undefined)), side }];
    const first = idle && idle.value !== '0' ? { ...configured('probe.idle', 'tcp_keepidle', idle, seconds), side } : kernelProbe({ name: 'tcp_keepidle', place, side, ...(sysctls ? { sysctls } : {}) });
    return [first, ...(interval ? [{ ...configured('probe.interval', 'tcp_keepintvl', interval, seconds), side }] : []), ...(count ? [{ ...configured('probe.count', 'tcp_keepcnt', count, whole), side }] : [])];
  });
}

const seconds: Reads = (text) => (/^\s*\d{1,9}(?:\.\d{1,6})?\s*$/.test(text) ? Number(text) * second : undefined);
const whole: Reads = (text) => (/^\s*\d{1,6}\s*$/.test(text) ? Number(text) : undefined);

/** 0 switches the limit off. */
function orNever(text: string): number | Value | undefined {
  const amount = seconds(text);
  return amount === 0 ? { ...never, written: text } : amount;
}
