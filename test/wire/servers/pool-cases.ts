import { behind, here } from '../cases.ts';
import type { Address, Program } from '../program.ts';
import { apache } from './apache.ts';
import { caddy } from './caddy.ts';
import { go } from './go.ts';
import { gunicorn } from './gunicorn.ts';
import { h2o } from './h2o.ts';
import { haproxy } from './haproxy.ts';
import { nginx, reusing } from './nginx.ts';
import { node } from './node.ts';
import { varnish } from './varnish.ts';

type Inner = (at: Address) => Program;
type Outer = (at: Address, to: Address) => Program;

/** The server listens behind the forwarder that stands where the proxy expects it. */
export const hop = (name: string, outer: Outer, inner: Inner = (at) => node(at, ['server.keepAliveTimeout = 60000;'])) => ({
  name,
  programs: async () => {
    const to = await here();
    return [inner(behind(to)), outer(await here(), to)];
  },
});

/** Whether a proxy keeps connections, and who closes them. `unasserted`: why the instant is only shown. */
export const poolCases: readonly (ReturnType<typeof hop> & { readonly unasserted?: string })[] = [
  hop('nginx, address without upstream block', (at, to) => nginx(at, to, { location: reusing })),
  hop('nginx, upstream without keepalive', (at, to) => nginx(at, to, { upstream: '', location: reusing })),
  hop('nginx, keepalive over HTTP/1.0', (at, to) => nginx(at, to, { upstream: 'keepalive 8;' })),
  hop('nginx, keepalive with Connection: close', (at, to) => nginx(at, to, { upstream: 'keepalive 8;', location: 'proxy_http_version 1.1;' })),
  hop('nginx, keepalive', (at, to) => nginx(at, to, { upstream: 'keepalive 8; keepalive_timeout 2s;', location: reusing })),
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
  hop('HAProxy, http-server-close', (at, to) => haproxy(at, to, { defaults: ['option http-server-close'] })),
  hop('HAProxy, pool-max-conn 0', (at, to) => haproxy(at, to, { server: 'pool-max-conn 0', defaults: ['http-reuse always'] })),
  { ...hop('HAProxy, pool-purge-delay', (at, to) => haproxy(at, to, { defaults: ['http-reuse always'], server: 'pool-purge-delay 1s' })), unasserted: 'pool-purge-delay is no limit of one connection: of the idle ones, half go every interval' },
  { ...hop('Apache, ttl', (at, to) => apache(at, to, { pass: 'ttl=3' })), unasserted: 'Apache looks at the age of a connection only when it wants to use it again' },
];
