import { type Grammar, goDuration, hour, minute, second } from '../../model/duration.ts';
import type { Timer } from '../../model/timer.ts';
import type { AnnotationNames } from '../annotation-names.ts';
import { effects, staleConnection } from '../envoy/facts.ts';
import type { SystemFacts } from '../facts.ts';

const proxyApi = 'https://projectcontour.io/docs/main/config/api/#projectcontour.io/v1.TimeoutPolicy';
const configuration = 'https://projectcontour.io/docs/main/configuration/';

export const links = { proxyApi, annotations: 'https://projectcontour.io/docs/main/config/annotations/' } as const;

export const duration: Grammar = goDuration;

/** Below `timeoutPolicy` of a route. */
export const policyFields: readonly (readonly [Timer, string])[] = [
  ['upstream.deadline', 'response'], ['exchange.idle', 'idle'], ['upstream.idle', 'idleConnection'],
];

/** Of an Ingress; the second is the name of older releases. */
export const annotations: readonly (readonly [Timer, string])[] = [
  ['upstream.deadline', 'projectcontour.io/response-timeout'], ['upstream.deadline', 'contour.heptio.com/request-timeout'], ['upstream.try', 'projectcontour.io/per-try-timeout'],
];

/** Below `projectcontour.io/`: https://projectcontour.io/docs/main/config/annotations/. */
export const names: AnnotationNames = {
  limits: ['response-timeout', 'per-try-timeout', 'num-retries'],
  others: new Set(['ingress.class', 'max-connections', 'max-pending-requests', 'max-requests', 'max-retries', 'retry-on', 'tls-minimum-protocol-version', 'tls-maximum-protocol-version', 'tls-cert-namespace', 'websocket-routes', 'request-timeout']),
};

export const facts: SystemFacts = {
  system: 'contour',
  title: 'Contour',
  kind: 'proxy',
  defaults: [
    { timer: 'upstream.deadline', name: 'timeoutPolicy.response', value: 15 * second, effect: effects.deadline, link: proxyApi },
    { timer: 'exchange.idle', name: 'timeoutPolicy.idle', value: 5 * minute, effect: effects.streamIdle, link: configuration },
    { timer: 'downstream.idle', name: 'connection-idle-timeout', value: minute, link: configuration },
    { timer: 'upstream.idle', name: 'timeoutPolicy.idleConnection', value: hour, link: proxyApi },
    { timer: 'upstream.connect', name: 'connect-timeout', value: 2 * second, effect: effects.connect, link: configuration },
  ],
  reuse: { retries: 'none', sees: staleConnection, link: proxyApi },
};
