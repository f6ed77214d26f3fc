import { day, hour, type Grammar, minute, ms, second } from '../../model/duration.ts';
import type { Timer } from '../../model/timer.ts';
import type { SystemFacts } from '../facts.ts';
import { kernelKeepalive } from '../linux/facts.ts';

const parameterLink = (name: string) => `https://varnish-cache.org/docs/trunk/reference/varnishd.html#${name.replaceAll('_', '-')}`;
const backend = 'https://varnish-cache.org/docs/trunk/reference/vcl-backend.html';

export const links = { backend, parameter: parameterLink } as const;

/** VCL: a unit is required. */
export const vclDuration: Grammar = { suffixes: { ms, s: second, m: minute, h: hour, d: day, w: 7 * day, y: 365 * day }, decimals: true, compound: false };
/** `-p`: seconds unless a unit is written. */
export const parameterDuration: Grammar = { ...vclDuration, bare: second };

/** Parameters of `-p`; some are attributes of a backend, too, and can be set on a request. */
export interface Option {
  readonly parameter: string;
  readonly timers: readonly Timer[];
  readonly attribute?: string;
}

export const options: readonly Option[] = [
  { parameter: 'timeout_idle', timers: ['downstream.idle', 'downstream.header', 'downstream.body'] },
  { parameter: 'idle_send_timeout', timers: ['downstream.send'] },
  { parameter: 'send_timeout', timers: ['downstream.response'] },
  { parameter: 'connect_timeout', timers: ['upstream.connect'], attribute: 'connect_timeout' },
  { parameter: 'first_byte_timeout', timers: ['upstream.first-byte'], attribute: 'first_byte_timeout' },
  { parameter: 'between_bytes_timeout', timers: ['upstream.read'], attribute: 'between_bytes_timeout' },
  { parameter: 'backend_idle_timeout', timers: ['upstream.idle'] },
];

export const varnishFacts: SystemFacts = {
  system: 'varnish',
  title: 'Varnish',
  kind: 'proxy',
  reuse: { retries: 'idempotent', sees: 'a 503', link: parameterLink('backend_idle_timeout') },
  relays: { answers: 503 },
  defaults: [
    { timer: 'downstream.idle', name: 'timeout_idle', value: 5 * second, link: parameterLink('timeout_idle') },
    { timer: 'downstream.header', name: 'timeout_idle', value: 5 * second, link: parameterLink('timeout_idle') },
    { timer: 'downstream.body', name: 'timeout_idle', value: 5 * second, effect: { sees: 'a 503', answers: 503 }, link: parameterLink('timeout_idle'), uncertain: 'measured on 7.1' },
    { timer: 'downstream.send', name: 'idle_send_timeout', value: minute, link: parameterLink('idle_send_timeout') },
    { timer: 'downstream.response', name: 'send_timeout', value: 10 * minute, effect: { sees: 'a truncated response', onlyBody: true, onWrite: true }, link: parameterLink('send_timeout') },
    { timer: 'upstream.connect', name: 'connect_timeout', value: 3.5 * second, effect: { sees: 'a 503', answers: 503 }, link: parameterLink('connect_timeout') },
    { timer: 'upstream.first-byte', name: 'first_byte_timeout', value: minute, effect: { sees: 'a 503', answers: 503 }, link: parameterLink('first_byte_timeout') },
    { timer: 'upstream.read', name: 'between_bytes_timeout', value: minute, effect: { sees: 'a truncated body', onlyBody: true }, link: parameterLink('between_bytes_timeout') },
    { timer: 'upstream.idle', name: 'backend_idle_timeout', value: minute, link: parameterLink('backend_idle_timeout') },
    { timer: 'probe.idle', name: 'tcp_keepalive_time', value: kernelKeepalive.idle, side: 'downstream', link: parameterLink('tcp_keepalive_time'), uncertain: 'measured: on, with the time of the kernel' },
    { timer: 'probe.idle', name: 'SO_KEEPALIVE', value: 'never', side: 'upstream', fixed: true, link: backend, uncertain: 'measured: no probes' },
  ],
};

/** Where the image and packages put the file. */
export const mainFile = '/etc/varnish/default.vcl';

/** Where it listens unless told: the official image, and Varnish by itself. */
export const ports = { image: 80, plain: 6081 } as const;
