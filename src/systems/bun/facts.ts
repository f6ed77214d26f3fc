import type { SystemFacts } from '../facts.ts';

const link = 'https://bun.sh/reference/bun/Serve/HostnamePortServeOptions/idleTimeout';

export const bunFacts: SystemFacts = {
  system: 'bun',
  title: 'Bun',
  kind: 'app-server',
  language: 'javascript',
  defaults: [
    { timer: 'downstream.idle', name: 'idleTimeout', value: 10_000, profiles: ['bun'], link },
    {
      timer: 'exchange.idle', name: 'idleTimeout', value: 10_000, profiles: ['bun'], link, effect: { sees: 'a connection closed without a response' },
      uncertain: 'the documentation counts a handler that has not written yet as idle; not measured',
    },
  ],
};

/** Where it listens unless told. */
export const defaultPort = 3000;
