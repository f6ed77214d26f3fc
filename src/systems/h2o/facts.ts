import { second } from '../../model/duration.ts';
import type { SystemFacts } from '../facts.ts';

const docs = (page: string, anchor: string) => `https://h2o.examp1e.net/configure/${page}_directives.html#${anchor}`;

/** The page of a directive, by its prefix. */
export function directiveLink(name: string): string {
  const page = /^(proxy|fastcgi|http[123])[.-]/.exec(name)?.[1];
  return docs(page ?? 'base', name);
}

/** A bare number this small, where milliseconds are counted, was meant in seconds. */
export const suspiciousBelow = 100;

/** h2o looks at its idle upstream connections in steps: measured, they live up to this much longer. */
const poolWindow = { early: 0, late: 800 };

const fails = { sees: 'a 502, never a 504; a truncated body once the header was sent', answers: 502, log: 'h2o error log: [lib/core/proxy.c] in request: I/O timeout' } as const;

export const h2oFacts: SystemFacts = {
  system: 'h2o',
  title: 'h2o',
  kind: 'proxy',
  reuse: { retries: 'none', sees: 'a 502, on GET as well as on POST', link: directiveLink('proxy.timeout.keepalive') },
  relays: { answers: 502, body: 'short' },
  defaults: [
    {
      timer: 'downstream.idle', name: 'http1-request-timeout', value: 10 * second, link: directiveLink('http1-request-timeout'),
      uncertain: 'on master since 2020, in no release: 5 s, for http1-request-io-timeout runs as well',
    },
    { timer: 'downstream.header', name: 'http1-request-timeout', value: 10 * second, effect: { sees: 'a closed connection without a response' }, link: directiveLink('http1-request-timeout') },
    { timer: 'downstream.request', name: 'http1-request-timeout', value: 10 * second, effect: { sees: 'a closed connection without a response', answers: 'close' }, link: directiveLink('http1-request-timeout'), uncertain: 'measured on 2.2: the body has to be there, too' },
    { timer: 'upstream.connect', name: 'proxy.timeout.connect', value: 30 * second, effect: fails, link: directiveLink('proxy.timeout.connect') },
    { timer: 'upstream.first-byte', name: 'proxy.timeout.first_byte', value: 30 * second, effect: fails, link: directiveLink('proxy.timeout.first_byte') },
    { timer: 'upstream.read', name: 'proxy.timeout.io', value: 30 * second, effect: fails, link: directiveLink('proxy.timeout.io') },
    { timer: 'upstream.send', name: 'proxy.timeout.io', value: 30 * second, effect: fails, link: directiveLink('proxy.timeout.io') },
    { timer: 'upstream.idle', name: 'proxy.timeout.keepalive', value: 2 * second, window: poolWindow, link: directiveLink('proxy.timeout.keepalive') },
    { timer: 'probe.idle', name: 'SO_KEEPALIVE', value: 'never', side: 'downstream', fixed: true, link: directiveLink('listen'), uncertain: 'measured: no probes' },
    { timer: 'probe.idle', name: 'SO_KEEPALIVE', value: 'never', side: 'upstream', fixed: true, link: directiveLink('listen'), uncertain: 'measured: no probes' },
  ],
};

/** Where h2o looks for its file when `-c` does not say, and where packages put it. */
export const mainFiles: readonly string[] = ['h2o.conf', '/etc/h2o/h2o.conf', '/etc/h2o.conf', '/usr/local/etc/h2o/h2o.conf'];
