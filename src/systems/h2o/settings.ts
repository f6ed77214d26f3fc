import { ms, second } from '../../model/duration.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { get, toText } from '../../syntax/yaml-read.ts';
import type { YamlNode } from '../../syntax/yaml.ts';
import { configured, derived } from '../setting.ts';

/** Maps of directives from the outermost to the innermost: global, host, path. */
export type Levels = readonly YamlNode[];

export const nearest = (levels: Levels, name: string): YamlNode | undefined => levels.map((level) => get(level, name)).findLast((node) => node !== undefined);

const wholeNumber = (unit: number) => (text: string): number | undefined => (/^\d{1,12}$/.test(text) ? Number(text) * unit : undefined);

function written(timer: Timer, name: string, levels: Levels, unit: number): readonly Setting[] {
  const node = nearest(levels, name);
  return node ? [configured(timer, name, toText(node), wholeNumber(unit))] : [];
}

/** Seconds, and global only. */
export function downstreamSettings(root: YamlNode): readonly Setting[] {
  const header = written('downstream.header', 'http1-request-timeout', [root], second);
  const body = written('downstream.body', 'http1-request-io-timeout', [root], second);
  return [...header, ...header.map((setting) => ({ ...setting, timer: 'downstream.request' as const })), ...body, ...idle(header[0], body[0])];
}

/** Between two requests both clocks run, where a version has both. */
function idle(request: Setting | undefined, gap: Setting | undefined): readonly Setting[] {
  const [first, second] = [request, gap].filter((setting) => setting !== undefined).toSorted((left, right) => amountOf(left) - amountOf(right));
  if (!first) return [];
  if (!second) return first === request ? [{ ...first, timer: 'downstream.idle' }] : [];
  return [derived('downstream.idle', first.name, first.value, 'the shorter of http1-request-timeout and http1-request-io-timeout', [first, second])];
}

const amountOf = (setting: Setting): number => (setting.value.kind === 'known' ? setting.value.amount : Number.POSITIVE_INFINITY);

/** Milliseconds; `proxy.timeout.io` stands in for the two that are not written. */
export function proxySettings(levels: Levels): readonly Setting[] {
  const or = (timer: Timer, name: string): readonly Setting[] => {
    const own = written(timer, name, levels, ms);
    return own.length > 0 ? own : written(timer, 'proxy.timeout.io', levels, ms);
  };
  return [
    ...or('upstream.connect', 'proxy.timeout.connect'),
    ...or('upstream.first-byte', 'proxy.timeout.first_byte'),
    ...written('upstream.read', 'proxy.timeout.io', levels, ms),
    ...written('upstream.send', 'proxy.timeout.io', levels, ms),
    ...written('upstream.idle', 'proxy.timeout.keepalive', levels, ms),
  ];
}

export function fastcgiSettings(levels: Levels): readonly Setting[] {
  return [
    ...written('upstream.read', 'fastcgi.timeout.io', levels, ms),
    ...written('upstream.send', 'fastcgi.timeout.io', levels, ms),
    ...written('upstream.idle', 'fastcgi.timeout.keepalive', levels, ms),
  ];
}
