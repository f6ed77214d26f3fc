import { go } from './go.ts';
import { haproxy } from './haproxy.ts';
import { caddy } from './caddy.ts';
import { h2o } from './h2o.ts';
import { nginx, reusing } from './nginx.ts';
import { node } from './node.ts';
import { hop } from './pool-cases.ts';
import { varnish } from './varnish.ts';

const pool = (idle: string) => ({ http: 'keepalive_timeout 300s; keepalive_requests 100000;', upstream: `keepalive 200; keepalive_timeout ${idle};`, location: reusing });
const second = 'IdleTimeout: 1 * time.Second';

/** Orders that lose requests, and orders that do not: which is which, hoplint says. */
export const raceCases = [
  hop('nginx 60 s, Go 1 s', (at, to) => nginx(at, to, pool('60s')), (at) => go(at, second)),
  hop('nginx 1 s, Go 1 s', (at, to) => nginx(at, to, pool('1s')), (at) => go(at, second)),
  hop('nginx 400 ms, Go 1 s', (at, to) => nginx(at, to, pool('400ms')), (at) => go(at, second)),
  hop('nginx 60 s, Node 1 s', (at, to) => nginx(at, to, pool('60s')), (at) => node(at, ['server.keepAliveTimeout = 1000;'])),
  hop('nginx 2 s, Node 1 s and its extra second', (at, to) => nginx(at, to, pool('2s')), (at) => node(at, ['server.keepAliveTimeout = 1000;'])),
  hop('nginx 500 ms, Node 1 s', (at, to) => nginx(at, to, pool('500ms')), (at) => node(at, ['server.keepAliveTimeout = 1000;'])),
  hop('Caddy 60 s, Node 1 s', (at, to) => caddy(at, to, { transport: ['keepalive 60s'] }), (at) => node(at, ['server.keepAliveTimeout = 1000;'])),
  hop('Caddy 400 ms, Go 1 s', (at, to) => caddy(at, to, { transport: ['keepalive 400ms'] }), (at) => go(at, second)),
  hop('h2o 60 s, Go 1 s', (at, to) => h2o(at, to, ['http1-request-timeout: 300', 'proxy.timeout.keepalive: 60000']), (at) => go(at, second)),
  hop('Varnish 60 s, Go 1 s', (at, to) => varnish(at, to, ['timeout_idle=300', 'backend_idle_timeout=60']), (at) => go(at, second)),
  hop('HAProxy, Go 1 s', (at, to) => haproxy(at, to, { defaults: ['http-reuse always', 'timeout http-keep-alive 300s', 'timeout client 300s'], server: 'pool-purge-delay 60s' }), (at) => go(at, second)),
] as const;
