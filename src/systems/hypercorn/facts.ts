import type { SystemFacts } from '../facts.ts';

const config = 'https://github.com/pgjones/hypercorn/blob/0e2311f/src/hypercorn/config.py';

export const facts: SystemFacts = {
  system: 'hypercorn',
  title: 'Hypercorn',
  kind: 'app-server',
  language: 'python',
  defaults: [
    { timer: 'downstream.idle', name: 'keep_alive_timeout', value: 5000, link: config },
    { timer: 'stop.graceful', name: 'graceful_timeout', value: 3000, link: config },
  ],
};

/** Where it listens unless told. */
export const defaultPort = 8000;
