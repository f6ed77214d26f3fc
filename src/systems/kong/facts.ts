import { minute, second } from '../../model/duration.ts';
import type { Timer } from '../../model/timer.ts';
import type { AnnotationNames } from '../annotation-names.ts';
import type { SystemFacts } from '../facts.ts';

const service = 'https://docs.konghq.com/gateway/latest/admin-api/#service-object';
const configuration = 'https://docs.konghq.com/gateway/latest/reference/configuration/';

export const links = { service, annotations: 'https://docs.konghq.com/kubernetes-ingress-controller/latest/reference/annotations/' } as const;

/** Fields of a Kong service, in milliseconds; as annotations of a Kubernetes Service they are `konghq.com/read-timeout` and so on. */
export const fields: readonly (readonly [Timer, string])[] = [
  ['upstream.connect', 'connect_timeout'], ['upstream.send', 'write_timeout'], ['upstream.read', 'read_timeout'],
];

/** Annotations below `konghq.com/` of a Service, and of every object: https://github.com/Kong/kubernetes-ingress-controller/blob/main/internal/annotations/annotations.go. */
export const names: AnnotationNames = {
  limits: ['connect-timeout', 'read-timeout', 'write-timeout', 'retries'],
  others: new Set(['override', 'plugins', 'protocol', 'protocols', 'client-cert', 'strip-path', 'path', 'https-redirect-status-code', 'preserve-host', 'regex-priority', 'host-header', 'methods', 'snis', 'request-buffering', 'response-buffering', 'host-aliases', 'regex-prefix', 'headers-separator', 'path-handling', 'tags', 'rewrite', 'upstream-policy']),
};

/** A number this small was hardly meant as milliseconds. */
export const suspiciousBelow = 100;
export const longest = 2_147_483_646;

export const facts: SystemFacts = {
  system: 'kong',
  title: 'Kong',
  kind: 'proxy',
  defaults: [
    { timer: 'upstream.connect', name: 'connect_timeout', value: minute, effect: { sees: 'a 504' }, link: service, uncertain: 'the status code is not stated' },
    { timer: 'upstream.send', name: 'write_timeout', value: minute, effect: { sees: 'a 504' }, link: service, uncertain: 'the status code is not stated' },
    { timer: 'upstream.read', name: 'read_timeout', value: minute, effect: { sees: 'a 504' }, link: service, uncertain: 'the status code is not stated' },
    { timer: 'upstream.idle', name: 'upstream_keepalive_idle_timeout', value: minute, link: configuration },
    { timer: 'downstream.idle', name: 'nginx_http_keepalive_timeout', value: 75 * second, link: configuration, uncertain: 'the default of the nginx inside' },
  ],
  reuse: { retries: 'idempotent', sees: 'a 502', link: configuration },
};
