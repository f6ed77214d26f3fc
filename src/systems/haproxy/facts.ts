import { day, type Grammar, hour, minute, ms, second } from '../../model/duration.ts';
import type { SystemFacts } from '../facts.ts';

const manual = 'https://docs.haproxy.org/3.0/configuration.html';

export const links = {
  times: `${manual}#2.5`,
  timeout: (name: string) => `${manual}#timeout%20${name}`,
  reuse: `${manual}#http-reuse`,
  purge: `${manual}#pool-purge-delay`,
  probes: (option: string) => `${manual}#option%20${option}`,
} as const;

/** One number and one unit; what a bare number means depends on the option. */
const units = { us: 1e-3, ms, s: second, m: minute, h: hour, d: day } as const;
export const milliseconds: Grammar = { bare: ms, suffixes: units, decimals: false, compound: false };
export const seconds: Grammar = { bare: second, suffixes: units, decimals: false, compound: false };

/** Which side of a proxy each `timeout` belongs to; `defaults` and `listen` are both. */
export const timeouts: ReadonlyMap<string, 'frontend' | 'backend' | 'both'> = new Map([
  ['client', 'frontend'], ['client-fin', 'frontend'], ['client-hs', 'frontend'],
  ['server', 'backend'], ['server-fin', 'backend'], ['connect', 'backend'], ['queue', 'backend'], ['tunnel', 'backend'], ['check', 'backend'],
  ['http-request', 'both'], ['http-keep-alive', 'both'], ['tarpit', 'both'],
]);

/** A bare number this small was hardly meant as milliseconds. */
export const suspiciousBelow = 100;

/** Milliseconds; HAProxy refuses more. */
export const longest = 2_147_483_647;

/** Every interval half of the idle connections go: measured, the last of a few is closed after so many intervals. */
export const purgeRounds = 3;

/** Retries of `retries` and `retry-on` that nobody wrote. */
export const defaultRetries = 3;
/** Before this version idle connections stayed with their client session. */
export const sharesSince = '2.0';

/** `retry-on` conditions that repeat a request which met a closing connection. */
export const repeatsClosed: ReadonlySet<string> = new Set(['empty-response', 'all-retryable-errors']);
/** `retry-on` conditions that repeat a request which ran into `timeout server`. */
export const repeatsTimeout: ReadonlySet<string> = new Set(['response-timeout', 'all-retryable-errors']);

const serverEffect = { sees: 'a 504', answers: 504, log: 'HAProxy log: termination state sH or sD' } as const;
export const tunnelEffect = { sees: 'a closed connection', log: 'HAProxy log: termination state cD or sD' } as const;

/** A body that comes slowly meets no clock of the clients' side, but `timeout server`: measured on 2.6. */
export const facts: SystemFacts = {
  system: 'haproxy',
  title: 'HAProxy',
  kind: 'proxy',
  defaults: [
    { timer: 'downstream.idle', name: 'timeout http-keep-alive', value: 'never', link: links.timeout('http-keep-alive') },
    { timer: 'downstream.header', name: 'timeout http-request', value: 'never', effect: { sees: 'a 408', answers: 408, log: 'HAProxy log: termination state cR' }, link: links.timeout('http-request') },
    { timer: 'downstream.send', name: 'timeout client', value: 'never', effect: { sees: 'a truncated response', log: 'HAProxy log: termination state cD' }, link: links.timeout('client') },
    { timer: 'upstream.connect', name: 'timeout connect', value: 'never', effect: { sees: 'a 503', answers: 503, log: 'HAProxy log: termination state sC' }, link: links.timeout('connect'), uncertain: 'the status code is not stated' },
    { timer: 'upstream.read', name: 'timeout server', value: 'never', effect: serverEffect, link: links.timeout('server') },
    { timer: 'upstream.send', name: 'timeout server', value: 'never', effect: serverEffect, link: links.timeout('server') },
    { timer: 'probe.idle', name: 'option clitcpka', value: 'never', side: 'downstream', link: links.probes('clitcpka') },
    { timer: 'probe.idle', name: 'option srvtcpka', value: 'never', side: 'upstream', link: links.probes('srvtcpka') },
  ],
  relays: { answers: 502, log: 'HAProxy log: termination state SH', bodyLog: 'HAProxy log: termination state SD', goneLog: 'HAProxy log: termination state CH or CD' },
  reuse: { retries: 'none', sees: 'a connection closed without a response, or a 502', startsFresh: true, link: links.reuse },
};

/** Stands apart: what it sets is no limit of its own (see {@link purgeRounds}). */
export const poolFacts: SystemFacts = {
  ...facts,
  defaults: [{
    timer: 'upstream.idle', name: 'pool-purge-delay', value: 5 * second, link: links.purge,
    uncertain: 'no limit of one connection: every interval half of the idle ones are closed',
  }],
};

/** Where images and packages have the file. */
export const mainFiles: readonly string[] = [
  '/usr/local/etc/haproxy/haproxy.cfg', '/etc/haproxy/haproxy.cfg', '/bitnami/haproxy/conf/haproxy.cfg', '/opt/bitnami/haproxy/conf/haproxy.cfg', '/etc/haproxy.cfg',
];

export const images = /(?:^|\/)haproxy(?:-alpine|-debian|-ubuntu|-ubi)?$/;
