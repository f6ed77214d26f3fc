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

const remembered = 'variable of the router, remembered';

export const facts: SystemFacts = {
  system: 'openshift-router',
  title: 'OpenShift router',
  kind: 'load-balancer',
  reuse: { retries: 'none', sees: 'a 502, or a closed connection without a response', link: routes },
  defaults: [
    { timer: 'downstream.idle', name: 'ROUTER_SLOWLORIS_HTTP_KEEPALIVE', value: 300 * second, link: routes, uncertain: remembered },
    { timer: 'downstream.header', name: 'ROUTER_SLOWLORIS_TIMEOUT', value: 10 * second, effect: { sees: 'a 408' }, link: routes, uncertain: remembered },
    { timer: 'upstream.connect', name: 'ROUTER_DEFAULT_CONNECT_TIMEOUT', value: 5 * second, effect: { sees: 'a 503' }, link: routes, uncertain: remembered },
    { timer: 'upstream.read', name: `${prefix}timeout`, value: 30 * second, effect: { sees: 'a 504' }, link: routes },
    { timer: 'exchange.idle', name: `${prefix}timeout-tunnel`, value: hour, link: routes, uncertain: remembered },
  ],
};
