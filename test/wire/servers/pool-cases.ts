import { behind, here } from '../cases.ts';
import type { Address, Program } from '../program.ts';
import { apache } from './apache.ts';
import { caddy } from './caddy.ts';
import type { Client } from './clients.ts';
import { go } from './go.ts';
import { gunicorn } from './gunicorn.ts';
import { h2o } from './h2o.ts';
import { haproxy } from './haproxy.ts';
import { nginx, reusing } from './nginx.ts';
import { node } from './node.ts';
import { goPool } from './pools-go.ts';
import { axiosPool, fetchPool, httpPool, superagentPool, undiciPool } from './pools-node.ts';
import { aiohttpPool, httpxPool, requestsFunctions, requestsPool, urllib3Pool } from './pools-python.ts';
import { puma } from './puma.ts';
import { tomcat } from './tomcat.ts';
import { uwsgi } from './uwsgi.ts';
import { varnish } from './varnish.ts';

type Inner = (at: Address) => Program;
type Outer = (at: Address, to: Address) => Program;
type Shown = ReturnType<typeof hop> & { readonly unasserted?: string; readonly path?: string };

/** The server listens behind the forwarder that stands where the proxy expects it. */
export const hop = (name: string, outer: Outer, inner: Inner = (at) => node(at, ['server.keepAliveTimeout = 60000;'])) => ({
  name,
  programs: async () => {
    const to = await here();
    return [inner(behind(to)), outer(await here(), to)];
  },
});

/** A client's pool in front of a proxy. */
export const calledProxy = (name: string, client: Client, proxy: Outer) => ({
  name,
  programs: async () => {
    const [inner, to] = [await here(), await here()];
    return [node(inner), proxy(behind(to), inner), client(to, '/')];
  },
});

/** A client's pool in front of the forwarder. */
export const called = (name: string, client: Client, inner: Inner) => ({
  name,
  programs: async () => {
    const to = await here();
    return [inner(behind(to)), client(to, '/')];
  },
});

const patient: Inner = (at) => node(at, ['server.keepAliveTimeout = 60000;']);
const silent: Inner = (at) => go(at);
const quick: Inner = (at) => go(at, 'IdleTimeout: 2 * time.Second');

/** The same for the pools of clients: before a server that announces its idle time, and before one that does not. */
const clients: readonly Shown[] = [
  called('requests, a Session', requestsPool(), patient),
  called('requests, plain functions', requestsFunctions, patient),
  called('urllib3', urllib3Pool(), patient),
  { ...called('httpx', httpxPool('limits=httpx.Limits(keepalive_expiry=3)'), patient), unasserted: 'httpx looks at the age of a connection only when it wants to use it again' },
  { ...called('aiohttp', aiohttpPool('keepalive_timeout=3'), patient), unasserted: 'aiohttp looks through its idle connections once in that time, and takes none that is older' },
  called('aiohttp, force_close', aiohttpPool('force_close=True'), patient),
  called('fetch', fetchPool, silent),
  called('fetch obeys the header', fetchPool, (at) => node(at, ['server.keepAliveTimeout = 4000;'])),
  called('undici', undiciPool('{ keepAliveTimeout: 3000 }'), silent),
  called('fetch obeys the header of Apache', fetchPool, (at) => apache(at, undefined, { lines: ['KeepAliveTimeout 4'] })),
  called('fetch obeys the header of Tomcat', fetchPool, (at) => tomcat(at, 'keepAliveTimeout="4000"')),
  called('http.request, global agent', httpPool(), silent),
  called('http.request, global agent obeys the header', httpPool(), (at) => node(at, ['server.keepAliveTimeout = 4000;'])),
  called('http.Agent', httpPool('{ keepAlive: true, timeout: 3000 }'), silent),
  called('http.Agent without timeout ignores the header', httpPool('{ keepAlive: true }'), (at) => node(at, ['server.keepAliveTimeout = 3000;'])),
  called('http.Agent without keepAlive', httpPool('{}'), silent),
  called('axios obeys the header', axiosPool('{ keepAlive: true, timeout: 60000 }'), (at) => node(at, ['server.keepAliveTimeout = 4000;'])),
  called('axios', axiosPool('{ keepAlive: true, timeout: 3000 }'), silent),
  called('SuperAgent', superagentPool(), silent),
  called('SuperAgent with an agent', superagentPool('{ keepAlive: true, timeout: 3000 }'), silent),
  called('Go', goPool('IdleConnTimeout: 3 * time.Second'), patient),
  called('Go, DisableKeepAlives', goPool('DisableKeepAlives: true'), patient),
];

/** Whether a proxy keeps connections, and who closes them. `unasserted`: why the instant is only shown. */
const proxies: readonly Shown[] = [
  hop('nginx, address without upstream block', (at, to) => nginx(at, to, { location: reusing })),
  hop('nginx, upstream without keepalive', (at, to) => nginx(at, to, { upstream: '', location: reusing })),
  hop('nginx, keepalive over HTTP/1.0', (at, to) => nginx(at, to, { upstream: 'keepalive 8;' })),
  hop('nginx, keepalive with Connection: close', (at, to) => nginx(at, to, { upstream: 'keepalive 8;', location: 'proxy_http_version 1.1;' })),
  hop('nginx, keepalive', (at, to) => nginx(at, to, { upstream: 'keepalive 8; keepalive_timeout 2s;', location: reusing })),
  { ...hop('nginx, HTTP/1.0 with Connection: keep-alive, no length', (at, to) => nginx(at, to, { upstream: 'keepalive 8; keepalive_timeout 2s;', location: 'proxy_set_header Connection keep-alive;' })), path: '/trickle?n=1&gap=0' },
  hop('nginx, HTTP/1.0 with Connection: keep-alive', (at, to) => nginx(at, to, { upstream: 'keepalive 8; keepalive_timeout 2s;', location: 'proxy_set_header Connection keep-alive;' })),
  hop('nginx, websocket map', (at, to) => nginx(at, to, { http: 'map $http_upgrade $connection_upgrade { default upgrade; "" close; }', upstream: 'keepalive 8;', location: 'proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade;' })),
  hop('nginx before gunicorn sync', (at, to) => nginx(at, to, { upstream: 'keepalive 8;', location: reusing }), (at) => gunicorn(at, 'sync', '--keep-alive 5')),
  hop('gunicorn gthread closes first', (at, to) => nginx(at, to, { upstream: 'keepalive 8;', location: reusing }), (at) => gunicorn(at, 'gthread', '--keep-alive 2')),
  hop('gunicorn UvicornWorker closes first', (at, to) => nginx(at, to, { upstream: 'keepalive 8;', location: reusing }), (at) => gunicorn(at, 'uvicorn')),
  hop('Node closes first', (at, to) => nginx(at, to, { upstream: 'keepalive 8;', location: reusing }), (at) => node(at, ['server.keepAliveTimeout = 2000;'])),
  hop('Go closes first', (at, to) => nginx(at, to, { upstream: 'keepalive 8;', location: reusing }), (at) => go(at, 'IdleTimeout: 2 * time.Second')),
  hop('h2o, proxy.timeout.keepalive', (at, to) => h2o(at, to, ['proxy.timeout.keepalive: 3000'])),
  hop('h2o, default', (at, to) => h2o(at, to)),
  hop('h2o, 0', (at, to) => h2o(at, to, ['proxy.timeout.keepalive: 0'])),
  hop('Caddy, keepalive', (at, to) => caddy(at, to, { transport: ['keepalive 3s'] })),
  hop('Caddy, keepalive off', (at, to) => caddy(at, to, { transport: ['keepalive off'] })),
  hop('Varnish, backend_idle_timeout', (at, to) => varnish(at, to, ['backend_idle_timeout=3'])),
  hop('Apache, disablereuse', (at, to) => apache(at, to, { pass: 'disablereuse=On' })),
  hop('Apache, no limit', (at, to) => apache(at, to), quick),
  hop('Apache, proxy-nokeepalive', (at, to) => apache(at, to, { lines: ['SetEnv proxy-nokeepalive 1'] })),
  hop('Caddy, default', (at, to) => caddy(at, to), quick),
  hop('Varnish, default', (at, to) => varnish(at, to), quick),
  hop('h2o, the server closes first', (at, to) => h2o(at, to, ['proxy.timeout.keepalive: 60000']), quick),
  hop('HAProxy, the server closes first', (at, to) => haproxy(at, to, { defaults: ['http-reuse always'], server: 'pool-purge-delay 60s' }), quick),
  hop('HAProxy, http-reuse safe', (at, to) => haproxy(at, to, { server: 'pool-purge-delay 60s' }), quick),
  hop('HAProxy, http-reuse never', (at, to) => haproxy(at, to, { defaults: ['http-reuse never'] })),
  hop('HAProxy, httpclose', (at, to) => haproxy(at, to, { defaults: ['option httpclose'] })),
  hop('gunicorn gevent closes first', (at, to) => nginx(at, to, { upstream: 'keepalive 8;', location: reusing }), (at) => gunicorn(at, 'gevent')),
  hop('Puma closes first', (at, to) => nginx(at, to, { upstream: 'keepalive 8;', location: reusing }), (at) => puma(at, ['persistent_timeout 2'])),
  hop('Tomcat closes first', (at, to) => nginx(at, to, { upstream: 'keepalive 8;', location: reusing }), (at) => tomcat(at, 'keepAliveTimeout="2000"')),
  hop('uWSGI http-socket closes at once', (at, to) => nginx(at, to, { upstream: 'keepalive 8;', location: reusing }), (at) => uwsgi(at, 'http-socket')),
  hop('uWSGI http router closes at once', (at, to) => nginx(at, to, { upstream: 'keepalive 8;', location: reusing }), (at) => uwsgi(at, 'http')),
  hop('uWSGI http router with http-keepalive closes first', (at, to) => nginx(at, to, { upstream: 'keepalive 8;', location: reusing }), (at) => uwsgi(at, 'http', ['http-keepalive = 3'])),
  hop('uWSGI socket', (at, to) => nginx(at, to, { upstream: 'keepalive 8;', pass: 'uwsgi' }), (at) => uwsgi(at, 'socket')),
  hop('HAProxy, http-server-close', (at, to) => haproxy(at, to, { defaults: ['option http-server-close'] })),
  hop('HAProxy, pool-max-conn 0', (at, to) => haproxy(at, to, { server: 'pool-max-conn 0', defaults: ['http-reuse always'] })),
  { ...hop('HAProxy, pool-purge-delay', (at, to) => haproxy(at, to, { defaults: ['http-reuse always'], server: 'pool-purge-delay 1s' })), unasserted: 'pool-purge-delay is no limit of one connection: of the idle ones, half go every interval' },
  { ...hop('Apache, ttl', (at, to) => apache(at, to, { pass: 'ttl=3' })), unasserted: 'Apache looks at the age of a connection only when it wants to use it again' },
];

export const poolCases: readonly Shown[] = [...proxies, ...clients];
