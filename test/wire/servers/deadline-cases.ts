import { type Case, here } from '../cases.ts';
import type { Address, Program } from '../program.ts';
import { apache } from './apache.ts';
import { caddy } from './caddy.ts';
import { go } from './go.ts';
import { gunicorn } from './gunicorn.ts';
import { h2o } from './h2o.ts';
import { haproxy } from './haproxy.ts';
import { nginx } from './nginx.ts';
import { node } from './node.ts';
import { puma } from './puma.ts';
import { tomcat } from './tomcat.ts';
import { uwsgi } from './uwsgi.ts';
import { varnish } from './varnish.ts';

type Inner = (at: Address) => Program;
type Outer = (at: Address, to: Address) => Program;

const alone = (name: string, make: Inner) => ({ name, programs: async () => [make(await here())] });
const chained = (name: string, outer: Outer, inner: Inner = (at) => node(at)) => ({
  name,
  programs: async () => {
    const to = await here();
    return [inner(to), outer(await here(), to)];
  },
});

interface DeadlineCase extends Case { readonly method?: 'POST' }

/** Who cuts a response, when, and how it looks. */
export const deadlineCases: readonly DeadlineCase[] = [
  alone('gunicorn sync', (at) => gunicorn(at, 'sync', '--timeout 2')),
  alone('gunicorn gthread', (at) => gunicorn(at, 'gthread', '--timeout 2')),
  alone('gunicorn gevent', (at) => gunicorn(at, 'gevent', '--timeout 2')),
  alone('gunicorn UvicornWorker', (at) => gunicorn(at, 'uvicorn', '--timeout 2')),
  alone('uWSGI http-socket, harakiri', (at) => uwsgi(at, 'http-socket', ['harakiri = 2'])),
  alone('uWSGI http router, http-timeout', (at) => uwsgi(at, 'http', ['http-timeout = 2'])),
  alone('uWSGI http-socket, socket-timeout', (at) => uwsgi(at, 'http-socket', ['socket-timeout = 2'])),
  alone('Node server.timeout', (at) => node(at, ['server.timeout = 2000;'])),
  alone('Node requestTimeout', (at) => node(at, ['server.requestTimeout = 2000;'])),
  alone('Go WriteTimeout', (at) => go(at, 'WriteTimeout: 2 * time.Second')),
  alone('Go ReadTimeout', (at) => go(at, 'ReadTimeout: 2 * time.Second')),
  chained('nginx before gunicorn', (at, to) => nginx(at, to, { location: 'proxy_read_timeout 2s;' }), (at) => gunicorn(at, 'sync', '--timeout 30')),
  chained('gunicorn before nginx, HTTP/1.0', (at, to) => nginx(at, to, { location: 'proxy_read_timeout 20s;' }), (at) => gunicorn(at, 'sync', '--timeout 2')),
  chained('gunicorn before nginx, HTTP/1.1', (at, to) => nginx(at, to, { location: 'proxy_read_timeout 20s; proxy_http_version 1.1;' }), (at) => gunicorn(at, 'sync', '--timeout 2')),
  chained('gunicorn gthread behind nginx', (at, to) => nginx(at, to, { location: 'proxy_read_timeout 2s;' }), (at) => gunicorn(at, 'gthread', '--timeout 2')),
  chained('nginx without buffering', (at, to) => nginx(at, to, { location: 'proxy_read_timeout 2s; proxy_buffering off;' })),
  chained('nginx send_timeout bounds no response', (at, to) => nginx(at, to, { location: 'send_timeout 2s;' })),
  chained('nginx tries two servers', (at, to) => nginx(at, to, { upstream: `server ${to.host}:${to.port};`, location: 'proxy_read_timeout 1s;' })),
  chained('uWSGI before nginx', (at, to) => nginx(at, to, { pass: 'uwsgi', location: 'uwsgi_read_timeout 20s;' }), (at) => uwsgi(at, 'socket', ['harakiri = 2'])),
  chained('nginx before uWSGI', (at, to) => nginx(at, to, { pass: 'uwsgi', location: 'uwsgi_read_timeout 2s;' }), (at) => uwsgi(at, 'socket')),
  chained('nginx with the option of another protocol', (at, to) => nginx(at, to, { pass: 'uwsgi', location: 'proxy_read_timeout 2s;' }), (at) => uwsgi(at, 'socket')),
  chained('HAProxy timeout server', (at, to) => haproxy(at, to, { defaults: ['timeout server 2s'] })),
  chained('HAProxy timeout client bounds no response', (at, to) => haproxy(at, to, { defaults: ['timeout client 2s'] })),
  chained('gunicorn before HAProxy', (at, to) => haproxy(at, to), (at) => gunicorn(at, 'sync', '--timeout 2')),
  chained('h2o proxy.timeout.io', (at, to) => h2o(at, to, ['proxy.timeout.io: 2000'])),
  chained('Apache ProxyTimeout', (at, to) => apache(at, to, { lines: ['ProxyTimeout 2'] })),
  chained('Apache Timeout', (at, to) => apache(at, to, { lines: ['Timeout 2'] })),
  chained('Varnish first_byte_timeout', (at, to) => varnish(at, to, ['first_byte_timeout=2'])),
  chained('Varnish between_bytes_timeout', (at, to) => varnish(at, to, ['between_bytes_timeout=2'])),
  chained('Caddy response_header_timeout', (at, to) => caddy(at, to, { transport: ['response_header_timeout 2s'] })),
  chained('Caddy read_timeout', (at, to) => caddy(at, to, { transport: ['read_timeout 2s'] })),
  chained('Caddy servers timeouts write', (at, to) => caddy(at, to, { timeouts: ['write 2s'] })),
  chained('nginx tries one of two servers', (at, to) => nginx(at, to, { upstream: `server ${to.host}:${to.port};`, location: 'proxy_read_timeout 1s; proxy_next_upstream_tries 1;' })),
  { ...chained('nginx repeats no POST', (at, to) => nginx(at, to, { upstream: `server ${to.host}:${to.port};`, location: 'proxy_read_timeout 1s;' })), method: 'POST' as const },
  chained('gunicorn before Apache', (at, to) => apache(at, to), (at) => gunicorn(at, 'sync', '--timeout 2')),
  chained('gunicorn before Caddy', (at, to) => caddy(at, to), (at) => gunicorn(at, 'sync', '--timeout 2')),
  chained('gunicorn before h2o', (at, to) => h2o(at, to), (at) => gunicorn(at, 'sync', '--timeout 2')),
  chained('gunicorn before Varnish', (at, to) => varnish(at, to), (at) => gunicorn(at, 'sync', '--timeout 2')),
  chained('Varnish send_timeout', (at, to) => varnish(at, to, ['send_timeout=2'])),
  chained('Varnish idle_send_timeout', (at, to) => varnish(at, to, ['idle_send_timeout=2'])),
  chained('Apache ProxyPass timeout', (at, to) => apache(at, to, { pass: 'timeout=2' })),
  chained('HAProxy before Tomcat', (at, to) => haproxy(at, to, { defaults: ['timeout server 2s'] }), (at) => tomcat(at, '')),
  chained('Caddy before gunicorn gthread', (at, to) => caddy(at, to, { transport: ['response_header_timeout 2s'] }), (at) => gunicorn(at, 'gthread', '--timeout 2')),
  chained('Go before nginx', (at, to) => nginx(at, to, { location: 'proxy_read_timeout 20s; proxy_http_version 1.1;' }), (at) => go(at, 'WriteTimeout: 2 * time.Second')),
  chained('Node before nginx', (at, to) => nginx(at, to, { location: 'proxy_read_timeout 20s; proxy_http_version 1.1;' }), (at) => node(at, ['server.timeout = 2000;'])),
  alone('uWSGI http router, harakiri', (at) => uwsgi(at, 'http', ['harakiri = 2'])),
  alone('uWSGI http11-socket, harakiri', (at) => uwsgi(at, 'http11-socket', ['harakiri = 2'])),
  alone('Go default', (at) => go(at)),
  alone('Node default', (at) => node(at)),
  alone('Puma default', (at) => puma(at)),
  alone('Puma worker_timeout', (at) => puma(at, ['workers 1', 'worker_timeout 6'])),
  alone('Tomcat connectionTimeout', (at) => tomcat(at, 'connectionTimeout="2000"')),
  chained('nginx before Puma', (at, to) => nginx(at, to, { location: 'proxy_read_timeout 2s;' }), (at) => puma(at)),
  chained('nginx before Tomcat', (at, to) => nginx(at, to, { location: 'proxy_read_timeout 2s;' }), (at) => tomcat(at, '')),
  chained('nginx before UvicornWorker', (at, to) => nginx(at, to, { location: 'proxy_read_timeout 2s;' }), (at) => gunicorn(at, 'uvicorn', '--timeout 30')),
];
