import type { Address, Program } from '../program.ts';
import { apache } from './apache.ts';
import { caddy } from './caddy.ts';
import { go } from './go.ts';
import { gunicorn } from './gunicorn.ts';
import { h2o } from './h2o.ts';
import { haproxy } from './haproxy.ts';
import { nginx, reusing } from './nginx.ts';
import { node } from './node.ts';
import { hop } from './pool-cases.ts';
import { puma } from './puma.ts';
import { clientRaces } from './race-client-cases.ts';
import { tomcat } from './tomcat.ts';
import { uwsgi } from './uwsgi.ts';
import { varnish } from './varnish.ts';

const nginxPool = (idle: string, more = '') => ({ http: 'keepalive_timeout 300s; keepalive_requests 100000;', upstream: `keepalive 200; keepalive_timeout ${idle};`, location: `${reusing}${more}` });
/** Without a size of its own, `keepalive` leaves Caddy with the two connections of Go's transport. */
const caddyPool = (idle: string) => ({ transport: [`keepalive ${idle}`, 'keepalive_idle_conns_per_host 200'] });
const haproxyPool = { defaults: ['http-reuse always', 'timeout http-keep-alive 300s', 'timeout client 300s'], server: 'pool-purge-delay 60s' };

export type RaceCase = ReturnType<typeof hop> & {
  /** Milliseconds, each way. */
  readonly delay?: number;
  /** Why it is only shown. */
  readonly unasserted?: string;
};

type Inner = (at: Address) => Program;
const goFor = (seconds: number): Inner => (at) => go(at, `IdleTimeout: ${seconds} * time.Second`);
const goServer = goFor(1);
const nodeServer: Inner = (at) => node(at, ['server.keepAliveTimeout = 1000;']);

/** A server that looks at its connections once in a while closes at an instant that is hard to meet. */
const wide = (one: ReturnType<typeof hop>): RaceCase => ({ ...one, delay: 120 });

const proxies: readonly RaceCase[] = [
  hop('nginx 60 s, Go 1 s', (at, to) => nginx(at, to, nginxPool('60s')), goServer),
  hop('nginx 1 s, Go 1 s', (at, to) => nginx(at, to, nginxPool('1s')), goServer),
  hop('nginx 400 ms, Go 1 s', (at, to) => nginx(at, to, nginxPool('400ms')), goServer),
  hop('nginx that repeats nothing', (at, to) => nginx(at, to, nginxPool('60s', ' proxy_next_upstream off;')), goServer),
  hop('nginx that repeats POST, too', (at, to) => nginx(at, to, nginxPool('60s', ' proxy_next_upstream error timeout non_idempotent;')), goServer),
  hop('nginx 60 s, Node 1 s', (at, to) => nginx(at, to, nginxPool('60s')), nodeServer),
  hop('nginx 2 s, Node 1 s and its extra second', (at, to) => nginx(at, to, nginxPool('2s')), nodeServer),
  hop('nginx 500 ms, Node 1 s', (at, to) => nginx(at, to, nginxPool('500ms')), nodeServer),
  hop('nginx 60 s, UvicornWorker 1 s', (at, to) => nginx(at, to, nginxPool('60s')), (at) => gunicorn(at, 'uvicorn', '--keep-alive 1')),
  hop('Caddy 60 s, Node 1 s', (at, to) => caddy(at, to, caddyPool('60s')), nodeServer),
  hop('Caddy 60 s, Go 1 s', (at, to) => caddy(at, to, caddyPool('60s')), goServer),
  hop('Caddy 400 ms, Go 1 s', (at, to) => caddy(at, to, caddyPool('400ms')), goServer),
  hop('h2o 60 s, Go 1 s', (at, to) => h2o(at, to, ['http1-request-timeout: 300', 'proxy.timeout.keepalive: 60000']), goServer),
  hop('h2o 1 s, Go 1 s', (at, to) => h2o(at, to, ['http1-request-timeout: 300', 'proxy.timeout.keepalive: 1000']), goServer),
  hop('h2o 400 ms, Go 2 s', (at, to) => h2o(at, to, ['http1-request-timeout: 300', 'proxy.timeout.keepalive: 400']), goFor(2)),
  hop('Varnish 1 s, Go 1 s', (at, to) => varnish(at, to, ['timeout_idle=300', 'backend_idle_timeout=1']), goServer),
  hop('Varnish 1 s, Go 2 s', (at, to) => varnish(at, to, ['timeout_idle=300', 'backend_idle_timeout=1']), goFor(2)),
  hop('Caddy 1 s, Go 1 s', (at, to) => caddy(at, to, caddyPool('1s')), goServer),
  hop('Varnish 60 s, Go 1 s', (at, to) => varnish(at, to, ['timeout_idle=300', 'backend_idle_timeout=60']), goServer),
  hop('Apache, Go 1 s', (at, to) => apache(at, to, { lines: ['KeepAliveTimeout 300', 'MaxKeepAliveRequests 0'] }), goServer),
  hop('HAProxy, Go 1 s', (at, to) => haproxy(at, to, haproxyPool), goServer),
  hop('Apache 1 s, Go 1 s', (at, to) => apache(at, to, { lines: ['KeepAliveTimeout 300', 'MaxKeepAliveRequests 0'], pass: 'ttl=1' }), goServer),
  hop('Apache 1 s, Go 2 s', (at, to) => apache(at, to, { lines: ['KeepAliveTimeout 300', 'MaxKeepAliveRequests 0'], pass: 'ttl=1' }), goFor(2)),
  hop('Apache without reuse, Go 1 s', (at, to) => apache(at, to, { lines: ['KeepAliveTimeout 300', 'MaxKeepAliveRequests 0'], pass: 'disablereuse=On' }), goServer),
  hop('HAProxy without reuse, Go 1 s', (at, to) => haproxy(at, to, { defaults: [...haproxyPool.defaults, 'option http-server-close'] }), goServer),
  hop('HAProxy 500 ms, Go 3 s', (at, to) => haproxy(at, to, { ...haproxyPool, server: 'pool-purge-delay 500ms' }), goFor(3)),
  hop('HAProxy with retry-on', (at, to) => haproxy(at, to, { ...haproxyPool, defaults: [...haproxyPool.defaults, 'retry-on all-retryable-errors'] }), goServer),
  wide(hop('nginx 60 s, gunicorn gthread, default', (at, to) => nginx(at, to, nginxPool('60s')), (at) => gunicorn(at, 'gthread'))),
  wide(hop('nginx 1 s, gunicorn gthread, default', (at, to) => nginx(at, to, nginxPool('1s')), (at) => gunicorn(at, 'gthread'))),
  hop('nginx 60 s, gunicorn gevent, default', (at, to) => nginx(at, to, nginxPool('60s')), (at) => gunicorn(at, 'gevent')),
  hop('nginx 2 s, gunicorn gevent, default', (at, to) => nginx(at, to, nginxPool('2s')), (at) => gunicorn(at, 'gevent')),
  hop('nginx 1 s, gunicorn gevent, default', (at, to) => nginx(at, to, nginxPool('1s')), (at) => gunicorn(at, 'gevent')),
  hop('nginx 60 s, gunicorn sync', (at, to) => nginx(at, to, nginxPool('60s')), (at) => gunicorn(at, 'sync')),
  wide(hop('nginx 60 s, Tomcat 1 s', (at, to) => nginx(at, to, nginxPool('60s')), (at) => tomcat(at, 'keepAliveTimeout="1000"'))),
  wide(hop('nginx 1 s, Tomcat 2 s', (at, to) => nginx(at, to, nginxPool('1s')), (at) => tomcat(at, 'keepAliveTimeout="2000"'))),
  wide(hop('nginx 60 s, uWSGI 2 s', (at, to) => nginx(at, to, nginxPool('60s')), (at) => uwsgi(at, 'http', ['http-keepalive = 2']))),
  wide(hop('nginx 500 ms, uWSGI 2 s', (at, to) => nginx(at, to, nginxPool('500ms')), (at) => uwsgi(at, 'http', ['http-keepalive = 2']))),
  { ...hop('nginx 60 s, uWSGI http-socket', (at, to) => nginx(at, to, nginxPool('60s')), (at) => uwsgi(at, 'http-socket')), unasserted: 'the end of the connection follows the response at once: whether a request falls between them is chance' },
  hop('nginx 60 s, Puma 1 s', (at, to) => nginx(at, to, nginxPool('60s')), (at) => puma(at, ['persistent_timeout 1', 'threads 16, 16'])),
];

/** Orders that lose requests, and orders that do not: which is which, hoplint says. */
export const raceCases: readonly RaceCase[] = [...proxies, ...clientRaces];
