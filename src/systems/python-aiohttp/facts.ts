import type { SystemFacts } from '../facts.ts';

const client = 'https://github.com/aio-libs/aiohttp/blob/v3.14.3/aiohttp/client.py';
const connector = 'https://github.com/aio-libs/aiohttp/blob/495e77836/aiohttp/connector.py';

/** For calls without a ClientTimeout of their own: up to 3.x such an object drops the limits that it leaves out. A total of more than 5 s (`ceil_threshold`) ends at a whole second of the loop's clock. */
export const facts: SystemFacts = {
  system: 'python-aiohttp',
  title: 'aiohttp client',
  kind: 'client',
  language: 'python',
  defaults: [
    { timer: 'upstream.deadline', name: 'total', value: 300_000, window: { early: 0, late: 1000 }, effect: { sees: 'asyncio.TimeoutError' }, link: client },
    { timer: 'upstream.connect', name: 'sock_connect', value: 30_000, since: '3.10.9', link: client },
    { timer: 'upstream.connect', name: 'sock_connect', value: 'never', before: '3.10.9', link: client },
    { timer: 'upstream.read', name: 'sock_read', value: 'never', effect: { sees: 'a call that ends only with the total timeout' }, link: client },
    { timer: 'upstream.idle', name: 'keepalive_timeout', value: 15_000, link: connector },
    { timer: 'probe.idle', name: 'socket_factory', value: 'never', link: connector },
  ],
  reuse: { retries: 'idempotent', retriesSince: '3.10.0', sees: 'ServerDisconnectedError (before aiohttp 3.10 on GET as well)', link: 'https://github.com/aio-libs/aiohttp/pull/7363' },
};

export const clientLink = client;
