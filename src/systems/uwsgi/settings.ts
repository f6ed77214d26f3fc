import { second } from '../../model/duration.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { known, never, off, type Text, type Value } from '../../model/value.ts';
import type { Process } from '../../model/process.ts';
import { kernelProbe } from '../python/sockets.ts';
import { configured, derived, type Reads } from '../setting.ts';
import { routerTimeout } from './facts.ts';
import type { Option, OptionList } from './list.ts';

/** What C's atoi makes of a text: `30s` is 30, `1m` is 1, `true` is 0. uWSGI reads every number so. */
export const atoi = (text: string): number => Number(/^\s*[+-]?\d+/.exec(text)?.[0] ?? 0);

const seconds: Reads = (text) => (atoi(text) < 0 ? undefined : atoi(text) * second);
const limit: Reads = (text) => (atoi(text) === 0 ? { ...never, written: text } : seconds(text));

/** The value of an option that counts: the last one; one that a condition may set is unknown unless a later one replaces it. */
export function chosen(list: OptionList, name: string): Option | undefined {
  const found = list.options.findLast((option) => option.name === name);
  const [hidden] = list.hidden;
  return found ?? (hidden ? { name, text: { ...hidden, value: undefined }, place: hidden.places[0] } : undefined);
}

export const has = (list: OptionList, name: string): boolean => list.options.some((option) => option.name === name && !option.conditional && !/^(?:false|0|no)$/i.test(option.text.value ?? ''));

export function workerSettings(list: OptionList, profile: string, process: Process | undefined): readonly Setting[] {
  const own = profile === 'http11-socket' ? setting(list, 'downstream.idle', 'socket-timeout', seconds) : undefined;
  return compact([
    setting(list, 'worker.deadline', 'harakiri', limit),
    own,
    setting(list, 'downstream.body', 'socket-timeout', seconds),
    setting(list, 'downstream.send', 'socket-timeout', seconds),
    stop(list),
    probe(list, process),
  ]);
}

/** so-keepalive sets SO_KEEPALIVE and no idle time: the first probe is the kernel's. */
function probe(list: OptionList, process: Process | undefined): Setting | undefined {
  const option = list.options.findLast((one) => one.name === 'so-keepalive');
  if (option === undefined || !has(list, 'so-keepalive')) return undefined;
  const kernel = process?.sysctls.get('net.ipv4.tcp_keepalive_time');
  return kernel ? configured('probe.idle', 'net.ipv4.tcp_keepalive_time', kernel, seconds) : kernelProbe('so-keepalive', option.text.places[0]);
}

/** With die-on-term SIGTERM ends the workers at once; without it SIGTERM reloads, bounded by the mercy. */
function stop(list: OptionList): Setting | undefined {
  const ends = list.options.findLast((option) => option.name === 'die-on-term');
  if (ends) return configured('stop.graceful', 'die-on-term', { ...ends.text, value: ends.text.value ?? '' }, () => off('die-on-term: SIGTERM stops the workers at once'));
  return setting(list, 'stop.graceful', 'worker-reload-mercy', seconds) ?? setting(list, 'stop.graceful', 'reload-mercy', seconds);
}

export function routerSettings(list: OptionList): readonly Setting[] {
  const timeout = setting(list, 'upstream.read', 'http-timeout', limit);
  const fallback = (timer: Timer, name: string) => setting(list, timer, name, limit) ?? (timeout && derived(timer, name, timeout.value, 'falls back to http-timeout', [timeout]));
  return compact([
    keepalive(list, timeout),
    timeout,
    timeout && { ...timeout, timer: 'downstream.body' },
    fallback('downstream.header', 'http-headers-timeout'),
    fallback('upstream.connect', 'http-connect-timeout'),
  ]);
}

/** Alone or 1 only switches it on: then http-timeout closes idle connections. 0 and words leave it off, and nobody announces the close. */
function keepalive(list: OptionList, timeout: Setting | undefined): Setting | undefined {
  const option = chosen(list, 'http-keepalive');
  if (option === undefined) return undefined;
  const text: Text = option.text.value === '' ? { ...option.text, expression: 'http-keepalive' } : option.text;
  const on = text.value === '' || atoi(text.value ?? '') === 1;
  const written = configured('downstream.idle', 'http-keepalive', text, idle);
  return on && timeout ? { ...derived('downstream.idle', 'http-keepalive', timeout.value, 'http-keepalive without seconds leaves the limit to http-timeout', [timeout]), place: written.place, via: [timeout.place] } : written;
}

function idle(text: string): Value | undefined {
  if (text === '' || atoi(text) === 1) return known(routerTimeout, text === '' ? 'http-keepalive' : text);
  return atoi(text) < 0 ? undefined : known(atoi(text) * second, text);
}

function setting(list: OptionList, timer: Timer, name: string, reads: Reads): Setting | undefined {
  const option = chosen(list, name);
  return option && configured(timer, name, option.text, reads);
}

const compact = (settings: readonly (Setting | undefined)[]): readonly Setting[] => settings.filter((setting) => setting !== undefined);
