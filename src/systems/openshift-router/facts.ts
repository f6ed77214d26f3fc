import { day, hour, type Grammar, minute, ms, second } from '../../model/duration.ts';
import type { Timer } from '../../model/timer.ts';
import type { SystemFacts } from '../facts.ts';

export const routes = 'https://docs.openshift.com/container-platform/4.16/networking/routes/route-configuration.html';

export const prefix = 'haproxy.router.openshift.io/';

/** HAProxy's: a bare number counts milliseconds. */
export const duration: Grammar = { bare: ms, suffixes: { us: 1e-3, ms, s: second, m: minute, h: hour, d: day }, decimals: false, compound: false };

export const annotations: readonly { readonly name: string; readonly timers: readonly Timer[] }[] = [
  { name: 'timeout', timers: ['upstream.read'] },
  { name: 'timeout-tunnel', timers: ['exchange.idle'] },
];

const template = 'https://github.com/openshift/router/blob/master/images/router/haproxy/conf/haproxy-config.template';
const client = 30 * second;

/** Of a Route that does not say so. */
export const usualTimeout = 30 * second;

export const facts: SystemFacts = {
  system: 'openshift-router',
  title: 'OpenShift router',
  kind: 'load-balancer',
  reuse: { retries: 'none', sees: 'a 502, or a closed connection without a response', link: routes },
  defaults: [
    {
      timer: 'downstream.idle', name: 'ROUTER_DEFAULT_CLIENT_TIMEOUT', value: client, link: template,
      uncertain: 'ROUTER_SLOWLORIS_HTTP_KEEPALIVE is 300 s, but HAProxy was measured to let the client timeout run between two requests as well',
    },
    { timer: 'downstream.header', name: 'ROUTER_SLOWLORIS_TIMEOUT', value: 10 * second, effect: { sees: 'a 408', answers: 408 }, link: template },
    { timer: 'downstream.body', name: 'ROUTER_DEFAULT_CLIENT_TIMEOUT', value: client, effect: { sees: 'a 408', answers: 408 }, link: template },
    { timer: 'downstream.send', name: 'ROUTER_DEFAULT_CLIENT_TIMEOUT', value: client, effect: { sees: 'a truncated response' }, link: template },
    { timer: 'upstream.connect', name: 'ROUTER_DEFAULT_CONNECT_TIMEOUT', value: 5 * second, effect: { sees: 'a 503', answers: 503 }, link: template },
    { timer: 'upstream.read', name: `${prefix}timeout`, value: usualTimeout, effect: { sees: 'a 504', answers: 504 }, link: routes },
    { timer: 'exchange.idle', name: `${prefix}timeout-tunnel`, value: hour, link: template },
  ],
};
