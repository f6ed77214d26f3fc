import { aiohttp, axios, httpx, superagent, undici, urllib3 } from './client-programs.ts';
import { type Client, curl, goClient, nodeFetch, nodeHttp, requests } from './clients.ts';

interface Caller {
  readonly client: Client;
  /** Why it is only shown, for some of the paths. */
  readonly unasserted?: Partial<Record<string, string>>;
}

/** Limits of clients: of the gap, of the first byte, of the whole. */
export const clients: Readonly<Record<string, Caller>> = {
  'requests timeout': { client: requests(', timeout=2') },
  'requests timeout of two parts': { client: requests(', timeout=(5, 2)') },
  'requests without timeout': { client: requests() },
  'urllib3 repeats by itself': { client: urllib3('', ', timeout=2'), unasserted: { stall: 'urllib3 reads the whole body within its retries; hoplint counts tries until the first byte only' } },
  'urllib3 without repeats': { client: urllib3('retries=False', ', timeout=2') },
  'httpx default': { client: httpx() },
  'httpx timeout': { client: httpx(', timeout=2') },
  'aiohttp total': { client: aiohttp('total=2') },
  'aiohttp sock_read': { client: aiohttp('sock_read=2') },
  'aiohttp default': { client: aiohttp() },
  'fetch with AbortSignal': { client: nodeFetch(', { signal: AbortSignal.timeout(2000) }') },
  'fetch without limit': { client: nodeFetch() },
  'undici headersTimeout': { client: undici('{ headersTimeout: 2000 }') },
  'axios timeout': { client: axios(', { timeout: 2000 }') },
  'axios with AbortSignal': { client: axios(', { signal: AbortSignal.timeout(2000) }') },
  'axios without limit': { client: axios() },
  'SuperAgent timeout': { client: superagent('.timeout(2000)') },
  'SuperAgent deadline': { client: superagent('.timeout({ deadline: 2000 })') },
  'SuperAgent response': { client: superagent('.timeout({ response: 2000 })') },
  'http.get timeout': { client: nodeHttp(', { timeout: 2000 }') },
  'Go Client.Timeout': { client: goClient('Timeout: 2 * time.Second') },
  'Go ResponseHeaderTimeout': { client: goClient('Transport: &http.Transport{ResponseHeaderTimeout: 2 * time.Second}') },
  'Go without limit': { client: goClient() },
  'SuperAgent without limit': { client: superagent('') },
  'curl without limit': { client: curl() },
  'curl --max-time': { client: curl('--max-time 2') },
};
