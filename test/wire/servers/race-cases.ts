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
import { called, hop } from './pool-cases.ts';
import { goPool } from './pools-go.ts';
import { axiosPool, fetchPool, httpPool, undiciPool } from './pools-node.ts';
import { aiohttpPool, httpxPool, requestsPool, urllib3Pool } from './pools-python.ts';
import { puma } from './puma.ts';
import { varnish } from './varnish.ts';

const nginxPool = (idle: string, more = '') => ({ http: 'keepalive_timeout 300s; keepalive_requests 100000;', upstream: `keepalive 200; keepalive_timeout ${idle};`, location: `${reusing}${more}` });
/** Without a size of its own, `keepalive` leaves Caddy with the two connections of Go's transport. */
const caddyPool = (idle: string) => ({ transport: [`keepalive ${idle}`, 'keepalive_idle_conns_per_host 200'] });
const haproxyPool = { defaults: ['http-reuse always', 'timeout http-keep-alive 300s', 'timeout client 300s'], server: 'pool-purge-delay 60s' };

type Inner = (at: Address) => Program;
const goServer: Inner = (at) => go(at, 'IdleTimeout: 1 * time.Second');
const nodeServer: Inner = (at) => node(at, ['server.keepAliveTimeout = 1000;']);

const pool = (name: string, client: Client, inner: Inner = goServer) => called(name, client, inner);

const proxies = [
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
  hop('Varnish 60 s, Go 1 s', (at, to) => varnish(at, to, ['timeout_idle=300', 'backend_idle_timeout=60']), goServer),
  hop('Apache, Go 1 s', (at, to) => apache(at, to, { lines: ['KeepAliveTimeout 300', 'MaxKeepAliveRequests 0'] }), goServer),
  hop('HAProxy, Go 1 s', (at, to) => haproxy(at, to, haproxyPool), goServer),
  hop('HAProxy with retry-on', (at, to) => haproxy(at, to, { ...haproxyPool, defaults: [...haproxyPool.defaults, 'retry-on all-retryable-errors'] }), goServer),
  hop('nginx 60 s, Puma 1 s', (at, to) => nginx(at, to, nginxPool('60s')), (at) => puma(at, ['persistent_timeout 1', 'threads 16, 16'])),
];

const clients = [
  pool('requests', requestsPool()),
  pool('requests with Retry', requestsPool(["session.mount('http://', requests.adapters.HTTPAdapter(max_retries=urllib3.Retry(3)))"])),
  pool('urllib3', urllib3Pool()),
  pool('urllib3 that repeats nothing', urllib3Pool(', retries=False')),
  pool('httpx 60 s', httpxPool('limits=httpx.Limits(keepalive_expiry=60)')),
  pool('httpx 400 ms', httpxPool('limits=httpx.Limits(keepalive_expiry=0.4)')),
  pool('aiohttp 60 s', aiohttpPool('keepalive_timeout=60')),
  pool('aiohttp 400 ms', aiohttpPool('keepalive_timeout=0.4')),
  pool('fetch, a server without a hint', fetchPool),
  pool('fetch, a server with a hint', fetchPool, (at) => node(at, ['server.keepAliveTimeout = 2000;'])),
  pool('undici 60 s', undiciPool('{ keepAliveTimeout: 60000 }')),
  pool('undici 400 ms', undiciPool('{ keepAliveTimeout: 400 }')),
  pool('http.Agent, a server without a hint', httpPool('{ keepAlive: true }')),
  pool('http.Agent 400 ms', httpPool('{ keepAlive: true, timeout: 400 }')),
  pool('http.Agent, a server with a hint', httpPool('{ keepAlive: true }'), (at) => node(at, ['server.keepAliveTimeout = 2000;'])),
  pool('axios', axiosPool('{ keepAlive: true }')),
  pool('Go 60 s', goPool('IdleConnTimeout: 60 * time.Second')),
  pool('Go 400 ms', goPool('IdleConnTimeout: 400 * time.Millisecond')),
];

/** Orders that lose requests, and orders that do not: which is which, hoplint says. */
export const raceCases = [...proxies, ...clients];
