import { hour, minute, second } from '../../model/duration.ts';
import type { Timer } from '../../model/timer.ts';
import type { SystemFacts } from '../facts.ts';

const technologies = 'https://github.com/haproxytech/kubernetes-ingress/blob/master/documentation/annotations.md';
const community = 'https://haproxy-ingress.github.io/docs/configuration/keys/#timeout';

/** Two controllers with the same defaults: that of HAProxy Technologies and the community's. */
export interface Maker {
  readonly title: string;
  readonly prefixes: readonly string[];
  readonly controller: RegExp;
  /** Keys that an Ingress or a Service may write as an annotation; the others belong to the ConfigMap alone. */
  readonly annotations: ReadonlySet<string>;
  /** Keys that the ConfigMap alone takes. */
  readonly global: ReadonlySet<string>;
  readonly keepAlive: string;
  readonly link: string;
}

export const makers: readonly Maker[] = [
  {
    title: 'HAProxy Ingress', prefixes: ['haproxy.org/', 'ingress.kubernetes.io/', 'haproxy.com/'], controller: /haproxy\.(?:org|com)\/ingress/, keepAlive: 'timeout-http-keep-alive', link: technologies,
    annotations: new Set(['timeout-server', 'timeout-check']),
    global: new Set(['timeout-client', 'timeout-client-fin', 'timeout-connect', 'timeout-http-request', 'timeout-http-keep-alive', 'timeout-queue', 'timeout-server-fin', 'timeout-tunnel']),
  },
  {
    title: 'HAProxy Ingress', prefixes: ['haproxy-ingress.github.io/'], controller: /haproxy-ingress/, keepAlive: 'timeout-keep-alive', link: community,
    annotations: new Set(['timeout-server', 'timeout-connect', 'timeout-http-request', 'timeout-keep-alive', 'timeout-tunnel', 'timeout-queue', 'timeout-server-fin']),
    global: new Set(['timeout-client', 'timeout-client-fin', 'timeout-stop']),
  },
];

/** Which timers a key sets; `keep-alive` stands for the maker's own name of it. */
export const keys: readonly (readonly [string, readonly Timer[]])[] = [
  ['timeout-client', ['downstream.send', 'downstream.body']], ['timeout-http-request', ['downstream.header']], ['keep-alive', ['downstream.idle']],
  ['timeout-connect', ['upstream.connect']], ['timeout-server', ['upstream.read', 'upstream.send']], ['timeout-tunnel', ['exchange.idle']],
];

export const facts: SystemFacts = {
  system: 'haproxy-ingress',
  title: 'HAProxy Ingress',
  kind: 'proxy',
  defaults: [
    { timer: 'downstream.send', name: 'timeout-client', value: 50 * second, effect: { sees: 'a truncated response' }, link: technologies },
    { timer: 'downstream.body', name: 'timeout-client', value: 50 * second, effect: { sees: 'a 408' }, link: technologies },
    { timer: 'downstream.header', name: 'timeout-http-request', value: 5 * second, effect: { sees: 'a 408' }, link: technologies },
    {
      timer: 'downstream.idle', name: 'timeout-client', value: 50 * second, link: technologies,
      uncertain: 'timeout-http-keep-alive is 60 s, but HAProxy was measured to let the client timeout run between two requests as well',
    },
    { timer: 'upstream.connect', name: 'timeout-connect', value: 5 * second, effect: { sees: 'a 503' }, link: technologies },
    { timer: 'upstream.read', name: 'timeout-server', value: 50 * second, effect: { sees: 'a 504' }, link: technologies },
    { timer: 'upstream.send', name: 'timeout-server', value: 50 * second, effect: { sees: 'a 504' }, link: technologies },
    { timer: 'exchange.idle', name: 'timeout-tunnel', value: hour, effect: { sees: 'a closed connection' }, link: technologies },
  ],
  reuse: { retries: 'none', sees: 'a connection closed without a response, or a 502', startsFresh: true, link: technologies },
};

/** `timeout-http-keep-alive` by itself, for comparison with a `timeout-client` that is written. */
export const keepAliveFacts: SystemFacts = { ...facts, defaults: [{ timer: 'downstream.idle', name: 'timeout-http-keep-alive', value: minute, link: technologies }] };
