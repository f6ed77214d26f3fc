import { here } from '../cases.ts';
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

const alone: readonly (readonly [string, (at: Address) => Program])[] = [
  ['nginx keepalive_timeout', (at) => nginx(at, undefined, { http: 'keepalive_timeout 2s;' })],
  ['nginx keepalive_timeout with a header that lies', (at) => nginx(at, undefined, { http: 'keepalive_timeout 2s 20s;' })],
  ['nginx fractions of a second', (at) => nginx(at, undefined, { http: 'keepalive_timeout 1500ms;' })],
  ['nginx 0', (at) => nginx(at, undefined, { http: 'keepalive_timeout 0;' })],
  ['nginx location before http', (at) => nginx(at, undefined, { http: 'keepalive_timeout 2s;', location: 'keepalive_timeout 4s;' })],
  ['gunicorn sync', (at) => gunicorn(at, 'sync')],
  ['gunicorn sync, keep-alive written', (at) => gunicorn(at, 'sync', '--keep-alive 5')],
  ['gunicorn gthread, default', (at) => gunicorn(at, 'gthread')],
  ['gunicorn gthread', (at) => gunicorn(at, 'gthread', '--keep-alive 3')],
  ['gunicorn gevent, default', (at) => gunicorn(at, 'gevent')],
  ['gunicorn gevent', (at) => gunicorn(at, 'gevent', '--keep-alive 4')],
  ['gunicorn UvicornWorker, default', (at) => gunicorn(at, 'uvicorn')],
  ['gunicorn UvicornWorker', (at) => gunicorn(at, 'uvicorn', '--keep-alive 4')],
  ['uWSGI http-socket', (at) => uwsgi(at, 'http-socket')],
  ['uWSGI http11-socket', (at) => uwsgi(at, 'http11-socket', ['socket-timeout = 2'])],
  ['uWSGI http router', (at) => uwsgi(at, 'http')],
  ['uWSGI http router with http-keepalive', (at) => uwsgi(at, 'http', ['http-keepalive = 3'])],
  ['Node default', (at) => node(at)],
  ['Node keepAliveTimeout', (at) => node(at, ['server.keepAliveTimeout = 2000;'])],
  ['Node 0', (at) => node(at, ['server.keepAliveTimeout = 0;'])],
  ['Go default', (at) => go(at)],
  ['Go IdleTimeout', (at) => go(at, 'IdleTimeout: 2 * time.Second')],
  ['h2o http1-request-timeout', (at) => h2o(at, undefined, ['http1-request-timeout: 3'])],
  ['Apache default', (at) => apache(at, undefined)],
  ['Apache KeepAliveTimeout', (at) => apache(at, undefined, { lines: ['KeepAliveTimeout 3'] })],
  ['Apache fractions of a second', (at) => apache(at, undefined, { lines: ['KeepAliveTimeout 1500ms'] })],
  ['Apache KeepAlive Off', (at) => apache(at, undefined, { lines: ['KeepAlive Off'] })],
  ['Caddy idle', (at) => caddy(at, undefined, { timeouts: ['idle 3s'] })],
  ['Varnish default', (at) => varnish(at, undefined)],
  ['Varnish timeout_idle', (at) => varnish(at, undefined, ['timeout_idle=3'])],
  ['Puma persistent_timeout', (at) => puma(at, ['persistent_timeout 3'])],
  ['Tomcat connectionTimeout', (at) => tomcat(at, 'connectionTimeout="3000"')],
  ['Tomcat keepAliveTimeout', (at) => tomcat(at, 'connectionTimeout="20000" keepAliveTimeout="3000"')],
  ['Go ReadTimeout only', (at) => go(at, 'ReadTimeout: 3 * time.Second')],
];

/** hoplint speaks of proxies that pass requests on. */
const passing: readonly (readonly [string, (at: Address, to: Address) => Program])[] = [
  ['HAProxy timeout http-keep-alive', (at, to) => haproxy(at, to, { defaults: ['timeout http-keep-alive 3s'] })],
  ['HAProxy timeout http-request instead', (at, to) => haproxy(at, to, { defaults: ['timeout http-request 4s'] })],
  ['HAProxy timeout client runs, too', (at, to) => haproxy(at, to, { defaults: ['timeout client 2s', 'timeout http-keep-alive 5s'] })],
  ['HAProxy httpclose', (at, to) => haproxy(at, to, { defaults: ['option httpclose'] })],
];

/** What an idle connection of a client meets. */
export const idleCases = [
  ...alone.map(([name, make]) => ({ name, programs: async () => [make(await here())] })),
  ...passing.map(([name, make]) => ({
    name,
    programs: async () => {
      const to = await here();
      return [node(to), make(await here(), to)];
    },
  })),
];
