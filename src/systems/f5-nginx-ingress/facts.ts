import { minute, second } from '../../model/duration.ts';
import type { Timer } from '../../model/timer.ts';
import type { AnnotationNames } from '../annotation-names.ts';
import type { SystemFacts } from '../facts.ts';

const configMap = 'https://docs.nginx.com/nginx-ingress-controller/configuration/global-configuration/configmap-resource/';
const annotations = 'https://docs.nginx.com/nginx-ingress-controller/configuration/ingress-resources/advanced-configuration-with-annotations/';

export const links = { configMap, annotations } as const;

export const prefix = 'nginx.org/';
export const controllerName = 'nginx.org/ingress-controller';

/** Annotations and ConfigMap keys; the third is the field of an upstream of a VirtualServer. */
export const keys: readonly (readonly [Timer, string, string])[] = [
  ['upstream.connect', 'proxy-connect-timeout', 'connect-timeout'],
  ['upstream.read', 'proxy-read-timeout', 'read-timeout'],
  ['upstream.send', 'proxy-send-timeout', 'send-timeout'],
];

/** The reference has further keys, and gains some with each release. */
export const names: AnnotationNames = { limits: keys.map(([, key]) => key), others: undefined };

export const globalKeys: readonly (readonly [Timer, string])[] = [['downstream.idle', 'keepalive-timeout']];

/** Of connecting, reading and sending. */
export const usualTimeout = minute;

const gateway = { sees: 'a 504', answers: 504, log: 'nginx error log: upstream timed out (110: Connection timed out)' } as const;

export const facts: SystemFacts = {
  system: 'f5-nginx-ingress',
  title: 'NGINX Ingress Controller',
  kind: 'proxy',
  defaults: [
    { timer: 'upstream.connect', name: 'nginx.org/proxy-connect-timeout', value: usualTimeout, effect: gateway, link: annotations },
    { timer: 'upstream.read', name: 'nginx.org/proxy-read-timeout', value: usualTimeout, effect: gateway, link: annotations },
    { timer: 'upstream.send', name: 'nginx.org/proxy-send-timeout', value: usualTimeout, effect: gateway, link: annotations },
    { timer: 'downstream.idle', name: 'keepalive-timeout', value: 75 * second, link: configMap },
    { timer: 'upstream.idle', name: 'keepalive_timeout of the upstream', value: minute, fixed: true, link: 'https://nginx.org/en/docs/http/ngx_http_upstream_module.html#keepalive_timeout' },
  ],
  reuse: { retries: 'idempotent', sees: 'a 502', link: 'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_next_upstream' },
};
