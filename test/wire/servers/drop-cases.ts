import type { Address, Program } from '../program.ts';
import { aiohttp, axios, httpx, superagent, undici, urllib3 } from './client-programs.ts';
import { type Client, curl, goClient, nodeFetch, nodeHttp, requests } from './clients.ts';
import { go } from './go.ts';
import { haproxy } from './haproxy.ts';
import { nginx } from './nginx.ts';
import { node } from './node.ts';
import { goPool } from './pools-go.ts';
import { axiosPool, fetchPool, httpPool, superagentPool, undiciPool } from './pools-node.ts';
import { aiohttpPool, httpxPool, probingPool, requestsPool, urllib3Pool } from './pools-python.ts';
import type { Late } from '../measure/namespaces.ts';

/** For hoplint.yaml: a middlebox that forgets after so many seconds, and drops what comes later, or answers with a reset. */
export const forgetting = (memory: number, late: Late = 'drop'): string => `chains:\n  - via:\n      - { middlebox: ${late === 'drop' ? 'azure-lb' : 'aws-nlb'}, settings: { idle: ${memory}s } }\n      - { layer: service/web }\n`;

/** The outermost first: hoplint.yaml names the workload, which stands for the first of its programs. */
type Servers = (at: Address, inner: Address) => readonly Program[];

interface DropCase {
  readonly name: string;
  readonly client: Client;
  readonly server: Servers;
}

const plain: Servers = (at) => [node(at)];
const probing = (options: string): Servers => (at, inner) => [listening(nginx(at, inner), at, options), node(inner)];

function listening(program: Program, { host, port }: Address, options: string): Program {
  const files = Object.fromEntries(Object.entries(program.files).map(([name, text]) => [name, text.replace(`listen ${host}:${port};`, `listen ${host}:${port} ${options};`)]));
  return { ...program, files, shows: `nginx listen ${options}` };
}

const of = (name: string, client: Client, server: Servers = plain): DropCase => ({ name, client, server });

/** A response that takes longer than the middlebox remembers. */
export const dropCases: readonly DropCase[] = [
  of('requests without probes', requests()),
  of('requests with a read timeout', requests(', timeout=10')),
  of('requests, and probes of the server', requests(), probing('so_keepalive=2s:1s:3')),
  of('requests, and probes of the server that come too late', requests(), probing('so_keepalive=30s:1s:3')),
  of('requests, and probes of a Go server that come too late', requests(), (at) => [go(at)]),
  of('requests, and probes of HAProxy', requests(), (at, inner) => [haproxy(at, inner, { defaults: ['option clitcpka', 'clitcpka-idle 2s', 'clitcpka-intvl 2s'] }), node(inner)]),
  of('requests, and one early probe of HAProxy', requests(), (at, inner) => [haproxy(at, inner, { defaults: ['option clitcpka', 'clitcpka-idle 2s'] }), node(inner)]),
  of('requests, and probes of HAProxy when the kernel says so', requests(), (at, inner) => [haproxy(at, inner, { defaults: ['option clitcpka'] }), node(inner)]),
  of('urllib3 with a read timeout', urllib3('retries=False', ', timeout=10')),
  of('urllib3 without limit', urllib3('', '')),
  of('httpx, default', httpx()),
  of('httpx without limit', httpx(', timeout=None')),
  of('aiohttp without probes', aiohttp()),
  of('aiohttp total', aiohttp('total=10')),
  of('curl with early probes', curl('--keepalive-time 2')),
  of('curl, probes after a minute', curl()),
  of('curl --max-time', curl('--max-time 10')),
  of('fetch, probes after a minute', nodeFetch()),
  of('fetch with AbortSignal', nodeFetch(', { signal: AbortSignal.timeout(10_000) }')),
  of('undici headersTimeout', undici('{ headersTimeout: 10_000 }')),
  of('undici, early probes', undici('{ connect: { keepAliveInitialDelay: 2000 } }')),
  of('axios, probes after a minute', axios()),
  of('axios timeout', axios(', { timeout: 10_000 }')),
  of('SuperAgent without probes', superagent('')),
  of('SuperAgent deadline', superagent('.timeout(10_000)')),
  of('http.get, probes of the global agent', nodeHttp()),
  of('http.get without an agent', nodeHttp(', { agent: false }')),
  of('Go, late probes', goClient()),
  of('Go, early probes', goClient('Transport: &http.Transport{DialContext: (&net.Dialer{KeepAlive: 2 * time.Second}).DialContext}')),
  of('Go Client.Timeout', goClient('Timeout: 10 * time.Second')),
];

interface DropPoolCase extends DropCase {
  readonly late: Late;
  readonly unasserted?: string;
}

const patient: Servers = (at) => [node(at, ['server.keepAliveTimeout = 60000;'])];
const silent: Servers = (at) => [go(at)];
const kept = (name: string, client: Client, server = patient, late: Late = 'drop'): DropPoolCase => ({ name, client, server, late });

/** A pause between two requests that is longer than the middlebox remembers. */
export const dropPoolCases: readonly DropPoolCase[] = [
  kept('requests, dropped', requestsPool()),
  kept('requests, reset', requestsPool(), patient, 'reset'),
  kept('requests, the server closes first', requestsPool(), (at) => [node(at, ['server.keepAliveTimeout = 2000;'])]),
  kept('urllib3, reset', urllib3Pool(), patient, 'reset'),
  kept('requests with Retry, reset', requestsPool(["session.mount('http://', requests.adapters.HTTPAdapter(max_retries=urllib3.Retry(3)))"]), patient, 'reset'),
  kept('requests, early probes', probingPool(['TCP_KEEPIDLE, 2', 'TCP_KEEPINTVL, 2'])),
  kept('requests, one early probe', probingPool(['TCP_KEEPIDLE, 2'])),
  kept('urllib3, dropped', urllib3Pool()),
  kept('httpx, dropped', httpxPool('limits=httpx.Limits(keepalive_expiry=60)')),
  kept('httpx lets go first', httpxPool('limits=httpx.Limits(keepalive_expiry=2)')),
  kept('aiohttp, dropped', aiohttpPool('keepalive_timeout=60')),
  kept('aiohttp lets go first', aiohttpPool('keepalive_timeout=2')),
  kept('fetch lets go first', fetchPool, silent),
  kept('fetch obeys the header', fetchPool),
  kept('http.Agent, probes after a second', httpPool('{ keepAlive: true }')),
  kept('http.Agent, late probes, dropped', httpPool('{ keepAlive: true, keepAliveMsecs: 300000 }')),
  kept('http.Agent, late probes, reset', httpPool('{ keepAlive: true, keepAliveMsecs: 300000 }'), patient, 'reset'),
  kept('http.Agent, its timeout lets go first', httpPool('{ keepAlive: true, timeout: 2000, keepAliveMsecs: 300000 }')),
  kept('undici goes by the header of the server', undiciPool('{ keepAliveTimeout: 2000 }')),
  kept('undici, no header', undiciPool('{ keepAliveTimeout: 2000 }'), silent),
  { ...kept('axios, dropped', axiosPool('{ keepAlive: true }')), unasserted: 'while a connection lies in the pool the probes of the agent hold, from the first second on; hoplint knows those of axios, which hold during a request' },
  kept('undici, early probes', undiciPool('{ keepAliveTimeout: 60000, connect: { keepAliveInitialDelay: 2000 } }')),
  kept('axios lets go first', axiosPool('{ keepAlive: true, timeout: 2000 }')),
  kept('SuperAgent without a pool', superagentPool()),
  kept('SuperAgent with an agent', superagentPool('{ keepAlive: true }')),
  kept('SuperAgent with an agent, late probes', superagentPool('{ keepAlive: true, keepAliveMsecs: 300000 }')),
  kept('Go, late probes', goPool('IdleConnTimeout: 60 * time.Second')),
  kept('Go lets go first', goPool('IdleConnTimeout: 2 * time.Second')),
  kept('Go, early probes', goPool('IdleConnTimeout: 60 * time.Second, DialContext: (&net.Dialer{KeepAlive: 2 * time.Second}).DialContext')),
];
