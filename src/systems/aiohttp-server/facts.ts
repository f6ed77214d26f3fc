import type { SystemFacts } from '../facts.ts';

const web = 'https://github.com/aio-libs/aiohttp/blob/495e77836/aiohttp/web.py';

export const facts: SystemFacts = {
  system: 'aiohttp-server',
  title: 'aiohttp server',
  kind: 'app-server',
  language: 'python',
  defaults: [
    { timer: 'downstream.idle', name: 'keepalive_timeout', value: 75_000, profiles: ['run_app'], link: web },
    { timer: 'downstream.idle', name: 'keepalive_timeout', value: 75_000, before: '3.11.0', profiles: ['runner'], link: 'https://github.com/aio-libs/aiohttp/blob/495e77836/CHANGES.rst' },
    { timer: 'downstream.idle', name: 'keepalive_timeout', value: 3_630_000, since: '3.11.0', profiles: ['runner'], link: 'https://github.com/aio-libs/aiohttp/blob/495e77836/CHANGES.rst' },
    { timer: 'stop.graceful', name: 'shutdown_timeout', value: 60_000, profiles: ['run_app'], link: web },
  ],
};

/** Where it listens unless told. */
export const defaultPort = 8080;
