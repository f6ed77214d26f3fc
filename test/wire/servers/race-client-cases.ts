import type { Address, Program } from '../program.ts';
import { apache } from './apache.ts';
import { type Client, curlTwice } from './clients.ts';
import { go } from './go.ts';
import { gunicorn } from './gunicorn.ts';
import { h2o } from './h2o.ts';
import { haproxy } from './haproxy.ts';
import { nginx } from './nginx.ts';
import { node } from './node.ts';
import { called, calledProxy } from './pool-cases.ts';
import { goPool } from './pools-go.ts';
import { axiosPool, fetchPool, httpPool, superagentPool, undiciPool } from './pools-node.ts';
import { aiohttpPool, httpxPool, requestsPool, urllib3Pool } from './pools-python.ts';
import { tomcat } from './tomcat.ts';
import { varnish } from './varnish.ts';

type Inner = (at: Address) => Program;
const goServer: Inner = (at) => go(at, 'IdleTimeout: 1 * time.Second');

const pool = (name: string, client: Client, inner: Inner = goServer) => called(name, client, inner);

/** The pools of clients. */
export const clientRaces = [
  pool('requests', requestsPool()),
  pool('requests with Retry', requestsPool(["session.mount('http://', requests.adapters.HTTPAdapter(max_retries=urllib3.Retry(3)))"])),
  pool('requests, a server that says close', requestsPool(), (at) => gunicorn(at, 'sync')),
  pool('urllib3', urllib3Pool()),
  pool('urllib3 that repeats nothing', urllib3Pool(', retries=False')),
  pool('httpx 60 s', httpxPool('limits=httpx.Limits(keepalive_expiry=60)')),
  pool('httpx 1 s', httpxPool('limits=httpx.Limits(keepalive_expiry=1)')),
  pool('httpx 400 ms', httpxPool('limits=httpx.Limits(keepalive_expiry=0.4)')),
  pool('aiohttp 60 s', aiohttpPool('keepalive_timeout=60')),
  pool('aiohttp 1 s', aiohttpPool('keepalive_timeout=1')),
  pool('aiohttp 400 ms', aiohttpPool('keepalive_timeout=0.4')),
  pool('fetch, a server without a hint', fetchPool),
  pool('fetch, a server with a hint', fetchPool, (at) => node(at, ['server.keepAliveTimeout = 2000;'])),
  pool('fetch, Apache says when it closes', fetchPool, (at) => apache(at, undefined, { lines: ['KeepAliveTimeout 3', 'MaxKeepAliveRequests 0'] })),
  pool('fetch, Tomcat says when it closes', fetchPool, (at) => tomcat(at, 'keepAliveTimeout="3000"')),
  pool('undici 60 s', undiciPool('{ keepAliveTimeout: 60000 }')),
  pool('undici 1 s', undiciPool('{ keepAliveTimeout: 1000 }')),
  pool('undici 400 ms', undiciPool('{ keepAliveTimeout: 400 }')),
  pool('http.Agent, a server without a hint', httpPool('{ keepAlive: true }')),
  pool('http.Agent 1 s', httpPool('{ keepAlive: true, timeout: 1000 }')),
  pool('http.Agent 400 ms', httpPool('{ keepAlive: true, timeout: 400 }')),
  pool('http.Agent, a server with a hint', httpPool('{ keepAlive: true }'), (at) => node(at, ['server.keepAliveTimeout = 2000;'])),
  pool('http.Agent, nginx', httpPool('{ keepAlive: true }'), (at) => nginx(at, undefined, { http: 'keepalive_timeout 1s;' })),
  pool('http.Agent, Varnish', httpPool('{ keepAlive: true }'), (at) => varnish(at, undefined, ['timeout_idle=1'])),
  pool('http.Agent without limit, Apache 2 s', httpPool('{ keepAlive: true }'), (at) => apache(at, undefined, { lines: ['KeepAliveTimeout 2', 'MaxKeepAliveRequests 0'] })),
  pool('http.Agent without limit, Apache 1 s', httpPool('{ keepAlive: true }'), (at) => apache(at, undefined, { lines: ['KeepAliveTimeout 1', 'MaxKeepAliveRequests 0'] })),
  calledProxy('http.Agent, HAProxy', httpPool('{ keepAlive: true }'), (at, to) => haproxy(at, to, { defaults: ['timeout http-keep-alive 1s'] })),
  calledProxy('http.Agent, h2o', httpPool('{ keepAlive: true }'), (at, to) => h2o(at, to, ['http1-request-timeout: 1'])),
  pool('requests, gunicorn gevent', requestsPool(), (at) => gunicorn(at, 'gevent')),
  pool('http.request, global agent, a server with a hint', httpPool(), (at) => node(at, ['server.keepAliveTimeout = 2000;'])),
  pool('axios', axiosPool('{ keepAlive: true }')),
  pool('axios 1 s', axiosPool('{ keepAlive: true, timeout: 1000 }')),
  pool('axios 400 ms', axiosPool('{ keepAlive: true, timeout: 400 }')),
  pool('SuperAgent', superagentPool()),
  pool('SuperAgent with an agent', superagentPool('{ keepAlive: true }')),
  pool('SuperAgent with an agent, 400 ms', superagentPool('{ keepAlive: true, timeout: 400 }')),
  pool('curl, two URLs', curlTwice('60/m')),
  pool('Go 60 s', goPool('IdleConnTimeout: 60 * time.Second')),
  pool('Go 1 s', goPool('IdleConnTimeout: 1 * time.Second')),
  pool('Go 400 ms', goPool('IdleConnTimeout: 400 * time.Millisecond')),
];
