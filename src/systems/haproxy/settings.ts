import { parseDuration, type Grammar } from '../../model/duration.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { known, never, off, unknown, type Value } from '../../model/value.ts';
import type { HaproxyLine } from '../../syntax/haproxy.ts';
import { kernelInterval, kernelProbe, type Switched } from '../kernel-probe.ts';
import { configured, derived, literal } from '../setting.ts';
import { longest, milliseconds, seconds, tunnelEffect } from './facts.ts';
import { nearest, optionOf, type Proxy } from './sections.ts';
import { textOf, type Variables } from './text.ts';

export interface Surroundings {
  readonly variables: Variables;
  readonly sysctls?: Switched['sysctls'];
}

/** The clocks towards the client. */
export function clientSettings(proxy: Proxy, around: Surroundings): readonly Setting[] {
  return [
    ...timeout('downstream.send', 'client', proxy, around),
    ...timeout('downstream.header', 'http-request', proxy, around).filter(isSet),
    ...idle(proxy, around),
    ...probes('downstream', ['clitcpka', 'tcpka'], 'clitcpka', proxy, around),
  ];
}

/** The clocks towards a server, the pool aside. */
export function serverSettings(proxy: Proxy, around: Surroundings): readonly Setting[] {
  const server = timeout('upstream.read', 'server', proxy, around);
  return [
    ...timeout('upstream.connect', 'connect', proxy, around),
    ...server,
    ...server.map((setting): Setting => ({ ...setting, timer: 'upstream.send' })),
    ...timeout('exchange.idle', 'tunnel', proxy, around).map((setting) => ({ ...setting, effect: tunnelEffect })),
    ...probes('upstream', ['srvtcpka', 'tcpka'], 'srvtcpka', proxy, around),
  ];
}

/** Without HTTP both sides are one silent stretch: the tunnel's limit ends it, else the shorter of the two others. */
export function tunnelSettings(front: Proxy, back: Proxy, around: Surroundings): readonly Setting[] {
  const [tunnel] = timeout('exchange.idle', 'tunnel', back, around);
  const [client, server] = [timeout('exchange.idle', 'client', front, around)[0], timeout('exchange.idle', 'server', back, around)[0]];
  const silence = tunnel ?? (client && server ? shorter('exchange.idle', client, server, 'either side ends a silent connection') : (client ?? server));
  return [
    ...timeout('upstream.connect', 'connect', back, around),
    ...(silence ? [{ ...silence, effect: tunnelEffect }, { ...silence, timer: 'downstream.idle' as const }] : []),
    ...probes('downstream', ['clitcpka', 'tcpka'], 'clitcpka', front, around),
    ...probes('upstream', ['srvtcpka', 'tcpka'], 'srvtcpka', back, around),
  ];
}

/** The wait for the next request: `timeout http-keep-alive`, else `http-request`; `timeout client` runs as well. */
function idle(proxy: Proxy, around: Surroundings): readonly Setting[] {
  const close = optionOf(proxy, ['httpclose', 'forceclose', 'http-server-close', 'http-keep-alive']);
  if (close && /^(?:httpclose|forceclose)$/.test(close.words[1]?.text ?? '')) {
    return [configured('downstream.idle', `option ${close.words[1]?.text}`, literal('', close.place), () => off('every response says Connection: close'))];
  }
  const at = (name: string): Setting | undefined => timeout('downstream.idle', name, proxy, around).find(isSet);
  const [alive, request, client] = [at('http-keep-alive'), at('http-request'), at('client')];
  const waits = alive ?? (request && derived('downstream.idle', 'timeout http-keep-alive', request.value, 'not written, so timeout http-request applies', [request]));
  if (waits && client) return [shorter('downstream.idle', waits, client, 'timeout client runs between two requests as well')];
  if (waits) return [waits];
  return client ? [derived('downstream.idle', 'timeout http-keep-alive', client.value, 'not written, and no timeout http-request either, so timeout client applies', [client])] : [];
}

/** The clock that runs out first, of two that run at the same time. */
export function shorter(timer: Timer, first: Setting, second: Setting, how: string): Setting {
  const [one, other] = [first.value, second.value];
  if (one.kind !== 'known' || other.kind !== 'known') return derived(timer, first.name, unknown('one of the two is not known', `${first.name}, ${second.name}`), how, [first, second]);
  return one.amount <= other.amount ? { ...first, timer } : derived(timer, second.name, other, how, [second, first]);
}

const isSet = ({ value }: Setting): boolean => value.kind !== 'known' || value.amount !== Number.POSITIVE_INFINITY;

function timeout(timer: Timer, name: string, proxy: Proxy, { variables }: Surroundings): readonly Setting[] {
  const lines = nearest(proxy, 'timeout', name);
  const setting = lastOf(lines, (line) => time(timer, `timeout ${name}`, line, 2, milliseconds, variables));
  return setting ? [setting] : [];
}

/** Later lines win; what stands only under a condition of a template is not known. */
export function lastOf(lines: readonly HaproxyLine[], read: (line: HaproxyLine) => Setting): Setting | undefined {
  const last = lines.at(-1);
  if (!last) return undefined;
  const setting = read(last);
  return last.when === undefined ? setting : { ...setting, value: unknown(`stands only under ${last.when}`, last.when) };
}

/** A time at a word of a line. Zero switches a timeout off. */
export function time(timer: Timer, name: string, line: HaproxyLine, word: number, grammar: Grammar, variables: Variables): Setting {
  const at = line.words[word];
  return configured(timer, name, at ? textOf(at, variables) : literal('', line.place), (text): number | Value | undefined => {
    const amount = parseDuration(text, grammar);
    if (amount === undefined || amount > longest) return undefined;
    return amount === 0 && grammar === milliseconds ? { ...never, written: text } : known(amount, text);
  });
}

/** The option switches probes on; without an idle time of their own the kernel says when. */
function probes(side: 'downstream' | 'upstream', options: readonly string[], prefix: string, proxy: Proxy, { variables, sysctls }: Surroundings): readonly Setting[] {
  const option = options.map((name) => optionOf(proxy, [name])).find((line) => line !== undefined);
  if (!option) return [];
  const [start, gap, count] = ['idle', 'intvl', 'cnt'].map((key) => nearest(proxy, `${prefix}-${key}`).at(-1));
  const name = `option ${option.words[1]?.text ?? ''}`;
  return [
    start ? { ...time('probe.idle', `${prefix}-idle`, start, 1, seconds, variables), side } : kernelProbe({ name, place: option.place, side, ...(sysctls ? { sysctls } : {}) }),
    ...(start && !gap ? [{ ...kernelInterval(`${prefix}-intvl`, start.place), side }] : []),
    ...(gap ? [{ ...time('probe.interval', `${prefix}-intvl`, gap, 1, seconds, variables), side }] : []),
    ...(count?.words[1] ? [{ ...configured('probe.count', `${prefix}-cnt`, textOf(count.words[1], variables), (text) => (/^\d{1,6}$/.test(text) ? Number(text) : undefined)), side }] : []),
  ];
}
