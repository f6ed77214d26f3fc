import type { Address, Program } from '../program.ts';
import { go } from './go.ts';
import { gunicorn } from './gunicorn.ts';
import { nginx } from './nginx.ts';
import { node } from './node.ts';
import { uwsgi } from './uwsgi.ts';

/** Servers by themselves: what an idle connection meets. */
export const servers: readonly (readonly [string, (at: Address) => Program])[] = [
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
  ['Go ReadTimeout only', (at) => go(at, 'ReadTimeout: 3 * time.Second')],
];
