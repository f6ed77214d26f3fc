import { minute, second } from '../../model/duration.ts';
import type { Timer } from '../../model/timer.ts';
import type { SystemFacts } from '../facts.ts';

const docs = (module: string, anchor: string) => `https://nginx.org/en/docs/http/ngx_http_${module}_module.html#${anchor}`;
export const page = 'https://github.com/nginx-proxy/nginx-proxy/tree/main/docs';

export const keepaliveLabel = 'com.github.nginx-proxy.nginx-proxy.keepalive';

/** Directives that people put into `vhost.d` and `conf.d`. */
export const directives: Readonly<Record<string, readonly Timer[]>> = {
  keepalive_timeout: ['downstream.idle'],
  client_header_timeout: ['downstream.header'],
  client_body_timeout: ['downstream.body'],
  send_timeout: ['downstream.send'],
  proxy_connect_timeout: ['upstream.connect'],
  proxy_send_timeout: ['upstream.send'],
  proxy_read_timeout: ['upstream.read'],
};

/** nginx's documentation speaks of a 408; its source only logs one. */
const silent = { sees: 'a closed connection without a response', answers: 'close', log: 'nginx access.log: 408' } as const;
const template = 'https://github.com/nginx-proxy/nginx-proxy/blob/main/nginx.tmpl';

/** nginx with a file that it writes itself, on the base of the official image. */
export const facts: SystemFacts = {
  system: 'nginx-proxy',
  title: 'nginx-proxy',
  kind: 'proxy',
  reuse: { retries: 'idempotent', sees: 'a 502', link: docs('proxy', 'proxy_next_upstream') },
  defaults: [
    { timer: 'downstream.idle', name: 'keepalive_timeout', value: 65 * second, link: 'https://github.com/nginx/nginx/blob/master/conf/nginx.conf' },
    { timer: 'downstream.header', name: 'client_header_timeout', value: minute, effect: silent, link: docs('core', 'client_header_timeout') },
    { timer: 'downstream.body', name: 'client_body_timeout', value: minute, effect: silent, link: docs('core', 'client_body_timeout') },
    { timer: 'downstream.send', name: 'send_timeout', value: minute, link: docs('core', 'send_timeout') },
    { timer: 'upstream.connect', name: 'proxy_connect_timeout', value: minute, effect: { sees: 'a 504', answers: 504 }, link: docs('proxy', 'proxy_connect_timeout') },
    { timer: 'upstream.send', name: 'proxy_send_timeout', value: minute, effect: { sees: 'a 504', answers: 504 }, link: docs('proxy', 'proxy_send_timeout') },
    { timer: 'upstream.read', name: 'proxy_read_timeout', value: minute, effect: { sees: 'a 504, or a truncated body once the response has begun', answers: 504 }, link: docs('proxy', 'proxy_read_timeout') },
    { timer: 'upstream.idle', name: 'keepalive_timeout', value: minute, link: docs('upstream', 'keepalive_timeout') },
    { timer: 'probe.idle', name: 'so_keepalive', value: 'never', side: 'downstream', link: template, uncertain: 'read out of the template: its listen lines have no so_keepalive' },
    { timer: 'probe.idle', name: 'proxy_socket_keepalive', value: 'never', side: 'upstream', link: docs('proxy', 'proxy_socket_keepalive') },
  ],
};
